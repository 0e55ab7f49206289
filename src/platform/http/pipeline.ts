import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Handler, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { placeOf } from '../log/log.ts'
import type { Page } from '../ui/page.ts'
import { problemPage } from '../ui/problem-page.ts'
import type { World } from '../world.ts'
import { senderAddress } from './client.ts'
import { type App, type Ctx, type Env, showPage } from './context.ts'
import { securityHeaders } from './headers.ts'
import { PROBLEM_STATUS, Problem, type ProblemCode } from './problem.ts'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

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
    await world.database.changes.catchUp()
    c.set('client', world.clientKey(addressOf(c, world.config.trustProxy)))
    c.set('page', await makePage(c))
    const total = world.database.changes.total()
    await next()
    const headers = securityHeaders({ framed: c.get('framed'), shared: c.get('shared'), https })
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') c.header('Cache-Control', 'no-store')
    else if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-cache')
    await compressOrKeep(world, c, total)
  }
}

function addressOf(c: Ctx, trustProxy: number): string {
  const peer = c.env?.incoming?.socket?.remoteAddress
  return senderAddress(peer, c.req.header('x-forwarded-for'), trustProxy)
}

async function compressOrKeep(world: World, c: Ctx, total: number): Promise<void> {
  const kept = c.get('keep')
  const type = c.res.headers.get('Content-Type') ?? ''
  const isText =
    /^(text|application\/(json|xml|feed\+json|geo\+json|rss\+xml|atom\+xml|ld\+json))|image\/svg/.test(type)
  if (!c.res.body || !isText || c.res.headers.has('Content-Encoding')) return
  const body = Buffer.from(await c.res.arrayBuffer())
  const { status } = c.res
  const headers = [...c.res.headers]
  // What changed while the page was being made may or may not be in it: such a page is not kept.
  if (kept && c.req.method === 'GET' && status === 200 && total === world.database.changes.total()) {
    const stamp = world.database.changes.stamp(kept.topics)
    const url = new URL(c.req.url)
    world.pages.keep(url.pathname + url.search, { status, headers, body, keep: kept, stamp })
  }
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding =
    body.length < 600 ? null : accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
  const bytes =
    encoding === 'br'
      ? await toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : encoding === 'gzip'
        ? await toGzip(body, { level: 4 })
        : body
  c.res = new Response(c.req.method === 'HEAD' ? null : new Uint8Array(bytes), {
    status,
    headers: c.res.headers,
  })
  c.header('Vary', 'Accept-Encoding')
  c.header('Content-Length', String(bytes.length))
  if (encoding) c.header('Content-Encoding', encoding)
}

function answerError(world: World, error: Error, c: Ctx): Response {
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
