import { type SignedIn, signIn } from './member.ts'
import type { TestWorld } from './world.ts'

/** Begins an article at the desk; gives its id. */
export async function begin(member: SignedIn, fields: Record<string, string> = {}): Promise<string> {
  const answer = await member.post('/desk/news/new', {
    kind: 'article',
    original: 'en',
    title: 'Letters reach a prison',
    ...fields,
  })
  if (answer.status !== 303) throw new Error(`not begun: ${answer.status} ${await answer.text()}`)
  return /news\/([0-9a-f-]{36})\//.exec(answer.headers.get('location')!)![1]!
}

/** Saves a text on the version that stands in its form. */
export async function writeText(
  member: SignedIn,
  id: string,
  lang: string,
  fields: Record<string, string>,
): Promise<Response> {
  const form = await (await member.get(`/desk/news/${id}/texts/${lang}`)).text()
  const get = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  return member.post(`/desk/news/${id}/texts/${lang}`, {
    version: get('version'),
    follows: get('follows'),
    zone: 'UTC',
    do: 'save',
    ...fields,
  })
}

export async function act(
  member: SignedIn,
  id: string,
  action: string,
  fields: Record<string, string> = {},
): Promise<Response> {
  const page = await (await member.get(`/desk/news/${id}`)).text()
  return member.post(`/desk/news/${id}${action && `/${action}`}`, {
    version: /name="version" value="(\d+)"/.exec(page)![1]!,
    ...fields,
  })
}

/** An article that everyone may read. */
export async function publishArticle(
  test: Pick<TestWorld, 'world' | 'desk'>,
  fields: Record<string, string> = {},
  text: Record<string, string> = {},
): Promise<{ id: string; editor: SignedIn }> {
  const editor = await signIn(test, { role: 'editor' })
  const id = await begin(editor, fields)
  const { title = 'Letters reach a prison', original = 'en' } = fields
  await writeText(editor, id, original, {
    title,
    lead: 'Forty cards came through.',
    body: 'They were *read* aloud.',
    done: 'yes',
    ...text,
  })
  const done = await act(editor, id, 'publish')
  if (done.status !== 303) throw new Error(`not published: ${done.status} ${await done.text()}`)
  return { id, editor }
}
