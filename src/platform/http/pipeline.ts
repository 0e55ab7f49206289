import { randomUUID } from 'node:crypto'
import type { Handler, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { placeOf } from '../log/log.ts'
import type { Page } from '../ui/page.ts'
import { problemPage } from '../ui/problem-page.ts'
import type { World } from '../world.ts'
import { senderAddress } from './client.ts'
import { encodingFor, isSqueezable, squeeze } from './compress.ts'
import { type App, bodyOf, type Ctx, type Env, showPage } from './context.ts'
import { securityHeaders } from './headers.ts'
import type { Keep } from './kept-pages.ts'
import { PROBLEM_STATUS, Problem, type ProblemCode } from './problem.ts'

/**
 * An app with everything that holds for all answers: security headers, problems as pages, compression, what
 * may be kept, and the Page that views need. `makePage` says what stands around the content.
 */
export function createApp(world: World, makePage: (c: Ctx) => Promise<Page>): App {
  const app: App = new Hono<Env>()
  app.use(prepare(world, makePage))
  app.onError((error, c) => answerError(world, error, c as Ctx))
  app.notFound(c => answerProblem(c as Ctx, 'not-found'))
  return app
}

function prepare(world: World, makePage: (c: Ctx) => Promise<Page>): MiddlewareHandler<Env> {
  const https = world.config.publicUrls[0].startsWith('https:')
  return async (c, next) => {
    let total = -1
    // What fails in here has no handler around it that would add the headers.
    try {
      await world.database.changes.catchUp()
      total = world.database.changes.total()
      c.set('client', () => world.clientKey(addressOf(c, world.config.trustProxy)))
      c.set('page', await makePage(c))
      // No database keeps a NUL in a text, so nothing of ours has such an address.
      if (/%00/.test(c.get('page').path)) throw new Problem('not-found')
      await next()
    } catch (error) {
      c.res = answerError(world, error, c)
    }
    const headers = headersOf(c, https)
    const answer = await finish(world, c, { headers, total })
    // Without this hono merges the old answer into the new one.
    c.res = undefined
    c.res = answer
  }
}

/** All headers but cookies, with names in lower case. */
function headersOf(c: Ctx, https: boolean): Record<string, string> {
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  const own = Object.fromEntries(c.res.headers)
  delete own['set-cookie']
  return {
    ...own,
    ...securityHeaders({
      framed: c.get('framed'),
      shared: c.get('shared'),
      opens: c.get('opens'),
      https,
      style: styleIn(c),
    }),
    'cache-control': isRead ? (own['cache-control'] ?? 'no-cache') : 'no-store',
  }
}

function addressOf(c: Ctx, trustProxy: number): string {
  const peer = c.env?.incoming?.socket?.remoteAddress
  return senderAddress(peer, c.req.header('x-forwarded-for'), trustProxy)
}

function styleIn(c: Ctx): string | undefined {
  const page = c.get('page') as Page | undefined
  return c.res.headers.get('content-type')?.startsWith('text/html') ? page?.styles?.hash : undefined
}

/** The answer as it goes out: kept for others where it may be, compressed, with its cookies. */
async function finish(
  world: World,
  c: Ctx,
  { headers, total }: { headers: Record<string, string>; total: number },
): Promise<Response> {
  const { status } = c.res
  const cookies = c.res.headers.getSetCookie()
  const type = headers['content-type'] ?? ''
  if (!type || headers['content-encoding'])
    return new Response(c.res.body, { status, headers: withCookies(headers, cookies) })
  const body = await bodyOf(c.res)
  keepForOthers(world, c, { headers, body, total })
  const encoding = isSqueezable(type, body.length) ? encodingFor(c.req.header('accept-encoding') ?? '') : null
  const sent = encoding ? await squeeze(body, encoding) : body
  headers['vary'] = headers['vary'] ? `${headers['vary']}, Accept-Encoding` : 'Accept-Encoding'
  headers['content-length'] = String(Buffer.byteLength(sent))
  if (encoding) headers['content-encoding'] = encoding
  return new Response(c.req.method === 'HEAD' ? null : (sent as string | Uint8Array<ArrayBuffer>), {
    status,
    headers: withCookies(headers, cookies),
  })
}

function keepForOthers(
  world: World,
  c: Ctx,
  { headers, body, total }: { headers: Record<string, string>; body: string | Buffer; total: number },
): void {
  const kept = c.get('keep')
  // What changed while the page was being made may or may not be in it: such a page is not kept.
  if (!kept || c.req.method !== 'GET' || c.res.status !== 200 || total !== world.database.changes.total())
    return
  const keep = together(kept, c.get('around'))
  const stamp = world.database.changes.stamp(keep.topics)
  const url = new URL(c.req.url)
  world.pages.keep(url.pathname + url.search, {
    status: 200,
    headers: Object.entries(headers),
    body: Buffer.from(body as string),
    keep,
    stamp,
  })
}

function together(content: Keep, around: Keep = { topics: [] }): Keep {
  const until = Math.min(content.until ?? Infinity, around.until ?? Infinity)
  return {
    topics: [...new Set([...content.topics, ...around.topics])],
    ...(until < Infinity ? { until } : {}),
  }
}

// A plain record goes to node as it is; cookies need the type that can hold several of a name.
function withCookies(headers: Record<string, string>, cookies: readonly string[]): HeadersInit {
  if (cookies.length === 0) return headers
  const all = new Headers(headers)
  for (const cookie of cookies) all.append('set-cookie', cookie)
  return all
}

function answerError(world: World, error: unknown, c: Ctx): Response {
  if (error instanceof Problem) {
    if (error.retryAfterSeconds) c.header('Retry-After', String(error.retryAfterSeconds))
    return answerProblem(c, error.code)
  }
  if (world.database.engine.isBusy(error)) {
    world.log('warn', 'The database is busy or away; the reader was asked to try again.', {
      stack: placeOf(error),
    })
    return answerProblem(c, 'unavailable')
  }
  const id = randomUUID().slice(0, 8)
  world.log('error', 'A request failed by a mistake of ours.', {
    id,
    method: c.req.method,
    route: c.req.routePath,
    stack: placeOf(error),
  })
  c.status(500)
  return answerProblem(c, 'internal', id)
}

function answerProblem(c: Ctx, code: ProblemCode | 'internal', id?: string): Response {
  const status = code === 'internal' ? 500 : PROBLEM_STATUS[code]
  const page = c.get('page') as Page | undefined
  const wantsPage = !/\.(json|geojson|ics|rss|atom|txt)$/.test(c.req.path)
  if (!page || !wantsPage) return c.body(`${code}\n`, status, { 'Content-Type': 'text/plain; charset=utf-8' })
  return showPage(c, problemPage(page, code, id), status as 404)
}

/** Answers GET at `path` and sends the same path with (or without) a slash at its end there. */
export function getWithSlash(app: App, path: `${string}/`, handler: Handler<Env>): void {
  app.get(path, handler)
  app.get(path.slice(0, -1), c => c.body(null, 308, { Location: `${c.req.path.split('/').at(-1)}/` }))
}
