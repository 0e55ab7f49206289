import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publish, textOf, withExample } from '#testing/event.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'

/** Begins an article at the desk; gives its id. */
export async function begin(member: SignedIn, fields: Record<string, string> = {}): Promise<string> {
  const answer = await member.post('/desk/news/new', {
    kind: 'article',
    original: 'en',
    title: 'Letters reach a prison',
    ...fields,
  })
  assert.equal(answer.status, 303, await answer.clone().text())
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
  test: TestWorld,
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
  assert.equal((await act(editor, id, 'publish')).status, 303)
  return { id, editor }
}

onBothEngines('news', make => {
  test('an article is written at the desk, published, shown and in the feeds', async () => {
    const world = await withExample(await make())
    assert.doesNotMatch(await textOf(world, '/en/'), /en\/news"/)
    const { id, editor } = await publishArticle(world)
    const page = await textOf(world, '/en/news/letters-reach-a-prison')
    assert.match(page, /<h1>Letters reach a prison<\/h1>/)
    assert.match(page, /<p>They were <em>read<\/em> aloud\.<\/p>/)
    assert.match(page, /21 May 2024, 15:00 \(UTC\+3\)/)
    assert.match(page, /"@type":"NewsArticle"/)
    assert.match(await textOf(world, '/en/news'), /Forty cards came through/)
    for (const feed of ['rss', 'atom', 'feed.json']) {
      const text = await textOf(world, `/en/news.${feed}`)
      assert.match(text, /Letters reach a prison/, feed)
      assert.match(text, new RegExp(`urn:uuid:${id}`), feed)
    }
    assert.match(await textOf(world, '/en/'), /Latest news[\s\S]*Letters reach a prison/)
    assert.match(await textOf(world, '/en/events'), /<a href="\.\.\/en\/news">News<\/a>/)
    assert.equal(
      await textOf(world, '/en/news/letters-reach-a-prison.txt'),
      'Letters reach a prison\n\nForty cards came through.\n\n2024-05-21\n\nThey were read aloud.\n\nhttp://localhost:3000/en/news/letters-reach-a-prison\n',
    )
    assert.match(await textOf(world, '/en/news/letters-reach-a-prison.md'), /^# Letters reach a prison\n/)
    await act(editor, id, 'take-back')
    assert.equal((await world.public.request('/en/news/letters-reach-a-prison')).status, 404)
    assert.doesNotMatch(await textOf(world, '/en/news'), /Forty cards/)
    assert.doesNotMatch(await textOf(world, '/en/'), /en\/news"/)
  })
})
void publish
