import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Changes } from '../db/changes.ts'
import { createKeptPages } from './kept-pages.ts'

const TEXT = Array.from({ length: 600 }, (_, i) => `Event ${(i * 7919) % 997} in ${(i * 31) % 89}. `).join('')
const HEADERS: [string, string][] = [['content-type', 'text/html; charset=utf-8']]

function make(maxBytes?: number) {
  let total = 0
  let now = 0
  const changes = { mayKeep: () => true, total: () => total, stamp: () => total } as unknown as Changes
  const pages = createKeptPages(changes, () => now, maxBytes)
  const ask = (url: string, headers: Record<string, string> = {}) => {
    const given: { status?: number; headers?: Record<string, string>; body?: Buffer } = {}
    const response = {
      writeHead: (status: number, list: string[]) => {
        const pairs = list.flatMap((name, at) => (at % 2 ? [] : [[name.toLowerCase(), list[at + 1]!]]))
        Object.assign(given, { status, headers: Object.fromEntries(pairs) })
      },
      end: (body?: Buffer) => Object.assign(given, { body }),
    } as unknown as ServerResponse
    const isKept = pages.answer(
      { url, method: 'GET', rawHeaders: Object.entries(headers).flat() } as unknown as IncomingMessage,
      response,
    )
    return isKept ? { status: given.status!, headers: given.headers!, body: given.body } : null
  }
  const keep = (url: string, until?: number) =>
    pages.keep(url, {
      status: 200,
      headers: HEADERS,
      body: Buffer.from(TEXT),
      keep: until === undefined ? { topics: ['events'] } : { topics: ['events'], until },
      stamp: total,
    })
  return { ask, keep, change: () => (total += 1), setNow: (to: number) => (now = to) }
}

test('each gets the encoding that they take, at once and when it is compressed better', async () => {
  const { ask, keep } = make()
  keep('/en/')
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }
  for (const encoding of ['br', 'gzip'] as const) {
    const first = ask('/en/', { Host: 'x', 'Accept-Encoding': encoding })!
    await wait(300)
    const later = ask('/en/', { 'accept-encoding': `deflate, ${encoding}` })!
    for (const { headers, body } of [first, later]) {
      assert.equal(headers['content-encoding'], encoding)
      assert.equal(headers['vary'], 'Accept-Encoding')
      assert.equal(headers['content-length'], String(body!.length))
      assert.equal(unpack[encoding](body!).toString(), TEXT)
    }
    assert.ok(later.body!.length < first.body!.length)
  }
  assert.equal(ask('/en/', { 'accept-encoding': 'br;q=0' })!.headers['content-encoding'], undefined)
  assert.equal(ask('/en/')!.body!.toString(), TEXT)
})

test('whoever has it already gets no body', () => {
  const { ask, keep } = make()
  keep('/en/')
  const { etag } = ask('/en/')!.headers
  const again = ask('/en/', { 'if-none-match': etag!, 'accept-encoding': 'br' })!
  assert.equal(again.status, 304)
  assert.equal(again.body, undefined)
  assert.equal(again.headers['etag'], etag)
  assert.equal(again.headers['content-type'], undefined)
})

test('a page goes when something changes, when its time is over, and when others need the room', () => {
  const { ask, keep, change, setNow } = make(50_000)
  keep('/en/')
  change()
  assert.equal(ask('/en/'), null)
  keep('/en/', 1000)
  assert.ok(ask('/en/'))
  setNow(1000)
  assert.equal(ask('/en/'), null)
  for (const url of ['/1', '/2', '/3']) keep(url)
  assert.deepEqual([ask('/1'), ask('/2') !== null, ask('/3') !== null], [null, true, true])
})
