import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { openSite, type Site } from '#testing/site.ts'

describe('the style sheet in a page', () => {
  let inside: Site['inside']
  before(async () => {
    inside = await openSite()
  })
  const get = async (path: string) => {
    const response = await inside.public.request(path)
    const policy = response.headers.get('content-security-policy')!
    const text = await response.text()
    return { policy, text, style: /<style>(.*)<\/style>/s.exec(text)?.[1] }
  }

  test('is allowed by its hash and by nothing wider, at every depth', async () => {
    for (const path of [
      '/en/',
      '/be/events',
      '/ru/events/map/LT',
      '/en/2024/',
      '/en/events/embed',
      '/en/wrong/way',
    ]) {
      const { policy, text, style } = await get(path)
      const hash = createHash('sha256').update(style!).digest('base64')
      assert.match(policy, new RegExp(`style-src 'self' 'sha256-${escaped(hash)}'(;|$)`), path)
      assert.doesNotMatch(policy, /unsafe/)
      assert.doesNotMatch(text, /<link rel="stylesheet"/)
    }
  })

  test('finds its fonts from there', async () => {
    const paths = new Set(inside.world.assets.list().map(asset => asset.path))
    for (const path of ['/en/', '/be/events', '/ru/events/map/LT']) {
      const { style } = await get(path)
      const addresses = [...style!.matchAll(/url\(([^)]+)\)/g)].map(([, url]) => url!)
      assert.ok(addresses.length >= 8)
      for (const url of addresses) assert.ok(paths.has(new URL(url, `http://x${path}`).pathname), url)
    }
  })

  test('is linked where a visit goes on, and where a page lies too deep', async () => {
    for (const path of ['/en/events?q=x', `/en/${'a/'.repeat(30)}b`]) {
      const { policy, text, style } = await get(path)
      assert.equal(style, undefined)
      assert.match(text, /<link rel="stylesheet" href="[./]+assets\/site-\w+\.css">/)
      assert.match(policy, /style-src 'self';/)
    }
  })
})

function escaped(text: string): string {
  return text.replace(/[+/]/g, '\\$&')
}
