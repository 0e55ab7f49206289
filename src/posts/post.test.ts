import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { POST_LIMITS, writePost } from './post.ts'

const post = {
  title: 'Evening of letters',
  lines: ['Tuesday, 21 May 2024, 18:00', 'Library on the corner, Gdańsk'],
  body: 'We write to people in prison. '.repeat(60),
  notice: 'Example, after somebody else’s facts.',
  address: 'https://example.org/en/events/gdansk-letter-writing-abcde',
  tags: ['#Solidarity'],
}

test('a post keeps title, time, place and address, and fits', () => {
  for (const limit of Object.values(POST_LIMITS)) {
    const text = writePost(post, limit)
    assert.ok(text.length <= limit)
    for (const part of [post.title, ...post.lines, post.notice, post.address, '#Solidarity'])
      assert.ok(text.includes(part))
  }
  assert.ok(writePost(post, 1024).length > 900)
})

test('whatever is told, a post fits and holds its address', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 3000 }), (title, body) => {
      const text = writePost({ ...post, title, body }, 280)
      assert.ok(text.length <= 280)
      assert.ok(text.includes(post.address))
    }),
  )
})
