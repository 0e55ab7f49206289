import assert from 'node:assert/strict'
import { generate } from 'otplib'
import type { TestWorld } from './world.ts'

export type Answer = { status: number; headers: Headers; text: string; location: string | null }

/** A browser at the desk of a test's world: it keeps cookies and sends the hidden fields of the last page. */
export type Browser = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Fills in the last page's form: its hidden fields go along unless `fields` names them. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  cookies: Map<string, string>
  testWorld: Pick<TestWorld, 'world' | 'desk'>
}

export const PASSPHRASE = 'five horses run in the fog'

/** A browser without scripts, and without Fetch Metadata, as over plain http on a host name. */
export function browserAt(testWorld: Pick<TestWorld, 'world' | 'desk'>): Browser {
  const cookies = new Map<string, string>()
  let hidden: Record<string, string> = {}
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await testWorld.desk.request(path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (/max-age=0/i.test(line)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    const text = await response.text()
    if (response.status !== 303) hidden = Object.fromEntries(hiddenFields(text).reverse())
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get('location'),
    }
  }
  const browser: Browser = {
    testWorld,
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: async (path, fields = {}, headers = {}) => {
      if (!('token' in hidden)) await browser.get(path)
      return send(path, { method: 'POST', body: new URLSearchParams({ ...hidden, ...fields }), headers })
    },
  }
  return browser
}

/** Sets up an account with a code, through the forms; the browser is signed in after it. */
export async function setUp(
  browser: Browser,
  { code, name, passphrase = PASSPHRASE }: { code: string; name: string; passphrase?: string },
): Promise<{ secret: string; passphrase: string; name: string }> {
  await browser.get('/desk/welcome')
  const step = await browser.post('/desk/welcome', {
    code,
    name,
    passphrase,
    'passphrase-repeat': passphrase,
  })
  assert.equal(step.status, 200, step.text)
  const secret = /<code[^>]*>([A-Z2-7 ]+)</.exec(step.text)![1]!.replaceAll(' ', '')
  const done = await browser.post('/desk/welcome/confirm', { totp: await totpAt(browser.testWorld, secret) })
  assert.equal(done.status, 303, done.text)
  return { secret, passphrase, name }
}

/** The code that an authenticator app shows now, or so many ms later. */
export function totpAt({ world }: Pick<TestWorld, 'world'>, secret: string, later = 0): Promise<string> {
  return generate({ secret, epoch: Math.floor((world.clock() + later) / 1000) })
}

/** The hidden fields of a page's forms, as name and value, in order. */
export function hiddenFields(page: string): [string, string][] {
  return [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)![1]!,
    unescapeHtml(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ])
}

/** The text that an escaped one stands for. */
export function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
