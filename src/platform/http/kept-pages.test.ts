import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { test } from 'node:test'
import type { Changes } from '../db/changes.ts'
import { createKeptPages } from './kept-pages.ts'

const still: Changes = {
  stamp: () => 0,
  total: () => 0,
  changed: () => {},
  catchUp: () => undefined,
  mayKeep: () => true,
}
const request = (url: string) =>
  ({ url, method: 'GET', headers: {}, rawHeaders: [] as string[] }) as IncomingMessage
const response = { writeHead: () => {}, end: () => {} } as unknown as ServerResponse
const body = Buffer.alloc(400, 'x')

test('what is asked for stays while a flood of other addresses passes through', () => {
  const pages = createKeptPages(still, () => 0, 20_000)
  const keep = (url: string) =>
    pages.keep(url, { status: 200, headers: [], body, keep: { topics: [] }, stamp: 0 })
  keep('/en/')
  for (let i = 0; i < 200; i++) {
    keep(`/en/events?page=${i + 2}`)
    assert.equal(pages.answer(request('/en/'), response), true, `after ${i + 1} others`)
  }
  assert.equal(pages.answer(request('/en/events?page=2'), response), false, 'what nobody asked for has gone')
})

test('a page goes at its time', () => {
  let now = 0
  const pages = createKeptPages(still, () => now)
  pages.keep('/en/', { status: 200, headers: [], body, keep: { topics: [], until: 1000 }, stamp: 0 })
  now = 999
  assert.equal(pages.answer(request('/en/'), response), true)
  now = 1000
  assert.equal(pages.answer(request('/en/'), response), false)
})
