import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '#testing/event.ts'
import { act, begin, publishArticle } from '#testing/news.ts'
import { onBothEngines } from '#testing/world.ts'

onBothEngines('links of articles', make => {
  test('articles lead to one another in the reader’s language, by an older slug too, while they are public', async () => {
    const world = await make()
    const cards = await publishArticle(world, { title: 'Two hundred cards' })
    await publishArticle(world, { kind: 'about', title: 'Who we are' })
    await begin(cards.editor, { title: 'Not finished' })
    await publishArticle(
      world,
      { title: 'What came after' },
      {
        body: '[cards](article:two-hundred-cards) [us](article:about) [draft](article:not-finished) [none](article:none) https://example.org/x',
      },
    )
    const page = await textOf(world, '/be/news/what-came-after')
    assert.match(
      page,
      /<a href="[./]*be\/news\/two-hundred-cards">cards<\/a> <a href="[./]*be\/about">us<\/a> draft none/,
    )
    assert.match(page, /<a href="https:\/\/example\.org\/x" rel="noreferrer external">/)
    const taken = await textOf(world, '/en/news/what-came-after.md')
    assert.match(taken, /\[cards\]\(http:\/\/localhost:3000\/en\/news\/two-hundred-cards\)/)
    const moved = {
      kind: 'article',
      original: 'en',
      slug: 'two-hundred-and-six',
      tags: '',
      events: '',
      editions: '',
    }
    assert.equal((await act(cards.editor, cards.id, '', moved)).status, 303)
    assert.match(await textOf(world, '/en/news/what-came-after'), /en\/news\/two-hundred-and-six">cards</)
    await act(cards.editor, cards.id, 'take-back')
    assert.doesNotMatch(await textOf(world, '/en/news/what-came-after'), />cards<\/a>/)
  })
})
