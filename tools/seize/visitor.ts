import { request as requestHttp } from 'node:http'
import { Agent, request as requestHttps } from 'node:https'
import { addressBytes, type Canaries, newLoopback } from './canary.ts'
import { formsIn, type PageForm } from './form.ts'
import { HOST } from './house.ts'
import { findFormLine, findUnknown, kindOf } from './known.ts'
import type { Tale } from './tale.ts'

export type Seen = { status: number; text: string; path: string; location: string | null; forms: PageForm[] }
export type Sent = {
  method?: string
  path: string
  body?: string | Buffer
  type?: string
  headers?: Record<string, string>
}

/** A machine that is busy with other things is slow, and not broken. */
const PATIENCE_MS = 180_000
const IDLE_MS = 30_000

/** A browser, without scripts but for those that seal, at an address of its own, that follows where it is sent. */
export type Visitor = {
  get(path: string): Promise<Seen>
  ask(sent: Sent): Promise<Seen>
  /** What one more request of this visitor looks like, for those who send it in another way. */
  headers(): Record<string, string>
  via: 'nginx' | 'directly'
  /** Where it connects from: what nginx sees. Undefined for one that says its address in a header. */
  localAddress: string | undefined
  /** Whether its browser seals what a page's script seals. */
  scripts: boolean
  cookies: Map<string, string>
  tale: Tale
}

/** `via` says whether the visitor comes through nginx or, as through another proxy, straight to Vestka. */
export function createVisitor(tale: Tale, via: Visitor['via'] = 'nginx', scripts = false): Visitor {
  const { house, canaries, met, unknown } = tale
  const cookies = new Map<string, string>()
  const agent = canaries.make('user agents', { from: 'every request: browser', clear: false })
  const how = house.nginx ? via : 'directly'
  const address = senderOf(canaries, how)
  const said = (name: string) => ({ from: `every request: ${name}`, clear: false })
  const referer = canaries.make('searches', said('page one comes from'))
  const other = canaries.make('tokens', said('cookie'))
  const forged = canaries.make('IP addresses', said('forged address'))
  const headers = (): Record<string, string> => ({
    host: new URL(house.origin).host,
    'user-agent': agent,
    referer: `https://pages.example/?q=${encodeURIComponent(referer)}`,
    cookie: [...[...cookies].map(([name, value]) => `${name}=${value}`), `other=${other}`].join('; '),
    'x-forwarded-for': how === 'directly' ? address : forged,
    'x-real-ip': forged,
    'sec-fetch-site': 'same-origin',
    'accept-language': 'en',
  })
  // A browser keeps its line to nginx open; ours closes it long before nginx would.
  const lines = new Agent({ keepAlive: true, timeout: IDLE_MS })
  const ask = async ({ method = 'GET', path, body, type, headers: more = {} }: Sent): Promise<Seen> => {
    const all = { ...headers(), ...(type ? { 'content-type': type } : {}), ...more }
    const where =
      via === 'nginx' && house.nginx
        ? {
            host: '127.0.0.1',
            port: house.nginx.port,
            localAddress: address,
            servername: HOST,
            rejectUnauthorized: false,
            agent: lines,
          }
        : { host: '127.0.0.1', port: house.port, agent: false as const }
    const send = 'servername' in where ? requestHttps : requestHttp
    return new Promise((resolve, reject) => {
      const sent = send({ ...where, method, path, headers: all, timeout: PATIENCE_MS }, response => {
        keepCookies(cookies, response.headers['set-cookie'] ?? [], canaries)
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk)).on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          const isPage = /html/.test(response.headers['content-type'] ?? '')
          const forms = isPage ? formsIn(text, path) : []
          for (const one of findUnknown(forms, path)) unknown.add(one)
          for (const form of forms) {
            const line = findFormLine(form, path)
            if (line) met.set(kindOf(form, path), { form, line, path })
          }
          const location = response.headers.location ?? null
          resolve({ status: response.statusCode ?? 0, text, path, location, forms })
        })
      })
      sent.on('timeout', () => sent.destroy(new Error(`no answer for ${path}`)))
      sent.on('error', reject)
      sent.end(body)
    })
  }
  const get = async (path: string): Promise<Seen> => {
    const seen = await ask({ path })
    return seen.location ? get(follow(path, seen.location)) : seen
  }
  return {
    get,
    ask: async sent => {
      const seen = await ask(sent)
      return seen.status === 303 && seen.location ? get(follow(sent.path, seen.location)) : seen
    },
    headers,
    via: how,
    localAddress: how === 'nginx' ? address : undefined,
    scripts,
    cookies,
    tale,
  }
}

/** An address that the server sees and has to forget. */
function senderOf(canaries: Canaries, via: Visitor['via']): string {
  const said = { from: 'every request: address of the sender', clear: false }
  if (via === 'directly') return canaries.make('IP addresses', said)
  const address = newLoopback()
  canaries.watch('IP addresses', address, { ...said, raw: addressBytes(address) })
  return address
}

function follow(path: string, location: string): string {
  const url = new URL(location, `http://page.invalid${path}`)
  return url.pathname + url.search
}

function keepCookies(cookies: Map<string, string>, lines: readonly string[], canaries: Canaries): void {
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) {
      cookies.delete(name)
      continue
    }
    cookies.set(name, value)
    const raw = Buffer.from(value, 'base64url')
    canaries.watch('tokens', value, { from: 'signing in: cookie', clear: false, raw })
  }
}
