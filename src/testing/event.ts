import { loadExample } from '#example/actions.ts'
import { loadDay } from './day.ts'
import { type SignedIn, signIn } from './member.ts'
import type { TestWorld } from './world.ts'

/** The fields of an announcement as a browser would send them; what is wrong in it, a test says itself. */
export function announcement(fields: Record<string, string> = {}): Record<string, string> {
  return {
    title: 'Evening of letters',
    kind: 'letter-writing',
    about: 'We write to people in prison. Bring a pen.',
    from: '2024-05-22',
    start: '18:30',
    end: '20:00',
    where: 'place',
    city: 'Gdańsk',
    country: 'PL',
    venue: 'Library on the corner',
    hosts: 'Letters from Gdańsk',
    ...fields,
  }
}

/** Sends a form of the public pages, as a browser does from one of them. */
export async function send(
  test: Pick<TestWorld, 'public'>,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return test.public.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })
}

/** Announces an event and gives its code. Throws with the page where it was not taken. */
export async function announce(
  test: Pick<TestWorld, 'public'>,
  fields: Record<string, string> = {},
): Promise<string> {
  const answer = await send(test, '/en/events/new', announcement(fields))
  const page = await answer.text()
  const code = /<output[^>]*>([^<]+)<\/output>/.exec(page)?.[1]
  if (answer.status !== 201 || !code)
    throw new Error(`not announced: ${answer.status} ${page.match(/class="error"[^>]*>[^<]*/g)}`)
  return code
}

/** The id of the event whose title a member sees in the queue. */
export async function idInQueue(member: SignedIn, title: string, tab = ''): Promise<string> {
  const page = await (await member.get(`/desk${tab && `?tab=${tab}`}`)).text()
  const row = page.split('<li class="queue-item">').find(part => part.includes(`>${title}</a>`))
  const id = row && /desk\/events\/([0-9a-f-]{36})/.exec(row)?.[1]
  if (!id) throw new Error(`${title} is not in the queue`)
  return id
}

/** Does something with an event at the desk, on its present version. */
export async function decide(
  member: SignedIn,
  id: string,
  { action, ...fields }: { action: string } & Record<string, string>,
): Promise<Response> {
  const page = await (await member.get(`/desk/events/${id}`)).text()
  const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
  return member.post(`/desk/events/${id}/${action}`, { version, ...fields })
}

/** Announces and publishes an event; gives code, id, slug and the member who did it. */
export async function publish(
  test: Pick<TestWorld, 'world' | 'public' | 'desk'> & Partial<TestWorld>,
  fields: Record<string, string> = {},
): Promise<{ code: string; id: string; slug: string; member: SignedIn }> {
  const member = await signIn(test)
  const code = await announce(test, fields)
  const id = await idInQueue(member, fields['title'] ?? 'Evening of letters')
  const done = await decide(member, id, { action: 'publish', host_check: 'known' })
  if (done.status !== 303) throw new Error(`not published: ${done.status} ${await done.text()}`)
  const row = await test.world.database.db
    .selectFrom('events')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { code, id, slug: row.slug!, member }
}

/** A world with the Day of 2024 in it as the organisation's own, so that it takes events. */
export async function withDay(test: TestWorld): Promise<TestWorld> {
  await loadDay(test.world.database)
  return test
}

/** A world with the Day of 2024 in it as the example, as it is before an organisation begins its own. */
export async function withExample(test: TestWorld): Promise<TestWorld> {
  await loadExample(test.world)
  return test
}

export async function textOf(
  test: TestWorld,
  path: string,
  headers: Record<string, string> = {},
): Promise<string> {
  return (await test.public.request(path, { headers })).text()
}
