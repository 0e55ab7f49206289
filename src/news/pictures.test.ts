import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { textOf, withDay } from '#testing/event.ts'
import { signIn } from '#testing/member.ts'
import { act, begin, writeText } from '#testing/news.ts'
import { drawing, sendFilesAs } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { makeFolder } from '#testing/server.ts'
import { onBothEngines } from '#testing/world.ts'

onBothEngines('pictures in articles', make => {
  test('a picture is brought at the desk, seen in the preview, and by all once the article is published', async () => {
    const folder = makeFolder()
    const world = await withDay(await make({ env: { VESTKA_DATA: folder } }))
    await makeKey(world.world)
    const editor = await signIn(world, { role: 'editor' })
    const article = await begin(editor)
    assert.match(
      await (await editor.get(`/desk/news/${article}/texts/en`)).text(),
      new RegExp(`href="[^"]*desk/pictures\\?subject=article%3A${article}"`),
    )
    const added = await sendFilesAs(world, editor, '/desk/pictures', [
      ['subject', `article:${article}`],
      ['upload', randomUUID()],
      ['licence', 'cc0'],
      ['credit', 'Anna K.'],
      ['caption_en', 'The tables at nine'],
      ['picture', await (await drawing({ seed: 5 })).png().toBuffer()],
    ])
    assert.equal(added.status, 303, await added.text())
    const id = /pictures\/([0-9a-f-]{36})/.exec(added.headers.get('location')!)![1]!
    const words = {
      title: 'Letters',
      body: `One\n\n![Cards on tables](picture:${id})\n\n![](picture:${randomUUID()})\n\nTwo`,
      done: 'yes',
    }
    const preview = await (await writeText(editor, article, 'en', { ...words, do: 'preview' })).text()
    assert.match(preview, new RegExp(`<img src="[^"]*desk/pictures/${id}-1200.webp" alt="Cards on tables">`))
    assert.match(preview, /There is no picture/)
    assert.ok(preview.includes(`![](picture:${id})`), 'what is to be pasted')
    await writeText(editor, article, 'en', words)
    const file = async () => (await world.public.request(`/pictures/${id}-1200.webp`)).status
    assert.equal(await file(), 404)
    await act(editor, article, 'publish')
    assert.equal(await file(), 200)
    const page = await textOf(world, '/en/news/letters-reach-a-prison')
    assert.match(
      page,
      new RegExp(
        `<p>One</p>\\s*<figure class="picture">[\\s\\S]*/pictures/${id}-1200.webp"[\\s\\S]*alt="Cards on tables"[\\s\\S]*The tables at nine[\\s\\S]*Anna K\\.[\\s\\S]*</figure>\\s*<p>Two</p>`,
      ),
    )
    assert.match(page, new RegExp(`"image":\\["http://localhost:3000/pictures/${id}-2400.jpg"\\]`))
    assert.match(
      await textOf(world, '/en/news.feed.json'),
      new RegExp(`http://localhost:3000/pictures/${id}-1200.webp`),
    )
    assert.doesNotMatch(await textOf(world, '/en/news/letters-reach-a-prison.md'), /picture:/)
    await act(editor, article, 'take-back')
    assert.equal(await file(), 404)
    assert.equal((await act(editor, article, 'delete', { sure: 'yes' })).status, 303)
    const files = readdirSync(join(folder, 'pictures'), { recursive: true, withFileTypes: true }).filter(
      one => one.isFile(),
    )
    assert.deepEqual(
      files.map(({ name }) => name),
      [],
    )
  })
})
