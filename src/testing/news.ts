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

/** News in every state: with everything that Markdown has, a statement, own pages, one translated, one outdated, a draft. */
export async function addNews(
  test: Pick<TestWorld, 'world' | 'desk'>,
): Promise<{ whole: string; draft: string }> {
  const { id, editor } = await publishArticle(
    test,
    { title: 'Two hundred cards' },
    { body: EVERYTHING, published_date: '2024-05-22', published_time: '19:40' },
  )
  const settings = { slug: 'two-hundred-cards', original: 'en', events: '', editions: '2024' }
  await act(editor, id, '', { kind: 'article', tags: 'letters, libraries', ...settings })
  const statement = await publishArticle(test, { kind: 'statement', title: 'We ask every government' })
  await writeText(editor, statement.id, 'be', { title: 'Мы просім кожны ўрад', body: 'Тэкст.', done: 'yes' })
  await writeText(editor, statement.id, 'en', {
    title: 'We ask every government',
    body: 'Changed.',
    done: 'yes',
  })
  await publishArticle(test, { title: 'Письма дошли', original: 'ru' })
  for (const kind of ['about', 'privacy', 'safety'])
    await publishArticle(test, { kind, title: `Our ${kind}` })
  await publishArticle(test, { kind: 'page', title: 'How we work' })
  return { whole: id, draft: await begin(editor, { title: 'Not finished' }) }
}

const EVERYTHING = `A *paragraph* with [a link](https://example.org/) and [the Day](edition:2024).

#### A heading that begins too deep

> A quote
> on two lines

- one
- two
  1. three
  2. four

| Town | Cards |
|:--|--:|
| Library | 206 |

\`\`\`
code
\`\`\`

***

![nothing there](picture:00000000-0000-4000-8000-000000000000)

## The end`
