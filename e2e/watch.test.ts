import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { until } from '#testing/until.ts'
import { openBrowser } from '#testing/visit.ts'

const NAUGHTY = `<!doctype html><title>x</title><link rel=icon href=data:,><img src="/missing.png" alt="">
<img src="https://elsewhere.example/pixel.gif" alt=""><script>localStorage.setItem('a', 'b')</script>
<script>console.error('our mistake')</script><script>throw new Error('thrown')</script>`

describe('what the tests watch', () => {
  const visit = openBrowser()
  let origin = ''
  const server = createServer((request, response) => {
    const policy: Record<string, string> =
      request.url === '/strict' ? { 'Content-Security-Policy': "script-src 'self'" } : {}
    response.writeHead(request.url === '/missing.png' ? 404 : 200, {
      'Content-Type': 'text/html',
      'Set-Cookie': 'reader=1',
      ...policy,
    })
    response.end(NAUGHTY)
  })
  before(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  after(() => server.close())

  test('names all that a page must not do', async t => {
    const { go, problems, page } = await visit(t, origin)
    await go('/')
    await allOf(problems, [
      'missing: /missing.png',
      'another host: https://elsewhere.example/pixel.gif',
      'failed: https://elsewhere.example/pixel.gif',
      'console: our mistake',
      'script: Error: thrown',
      'cookie: /',
      'cookie: /missing.png',
    ])
    await page.context().clearCookies()
    await page.evaluate('localStorage.clear()')
  })

  test('names what breaks the security policy', async t => {
    const { go, problems, context } = await visit(t, origin)
    await go('/strict')
    await allOf(problems, [
      'Content Security Policy',
      'missing: /missing.png',
      'failed: https://elsewhere.example/pixel.gif',
      'cookie: /strict',
      'cookie: /missing.png',
    ])
    await context.clearCookies()
  })
})

/** Waits until each of these is named, and forgives them all. */
async function allOf(problems: string[], expected: string[]): Promise<void> {
  const missing = () => expected.filter(each => !problems.some(line => line.includes(each)))
  await until(
    () => missing().length === 0,
    () => `${missing()} is not in ${problems.join('\n')}`,
  )
  problems.length = 0
}
