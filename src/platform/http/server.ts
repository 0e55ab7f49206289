import { createServer, type Server, type ServerResponse } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { World } from '../world.ts'
import type { App } from './context.ts'
import { securityHeaders } from './headers.ts'
import { METHODS, rawRefusal, refusal, statusOfParserError } from './refusal.ts'

/** A server that answers from what is kept before it asks the app. It does not listen yet. */
export function createHttpServer(world: World, choose: (path: string) => App): Server {
  const { pages, database } = world
  const https = world.config.publicUrls[0].startsWith('https:')
  pinAssets(world)
  const refuse = (response: ServerResponse, status: number) => {
    const { headers, body } = refusal(status, https)
    response.writeHead(status, headers)
    response.end(body)
  }
  const listeners = new Map<App, ReturnType<typeof getRequestListener>>()
  const listenerOf = (app: App) => {
    const known = listeners.get(app)
    if (known) return known
    const made = getRequestListener(app.fetch, {
      errorHandler: error => {
        const { status, headers, body } = refusal(error instanceof RequestError ? 400 : 500, https)
        return new Response(body, { status, headers })
      },
    })
    listeners.set(app, made)
    return made
  }
  const server = createServer(
    // Without a Host node itself would answer, and without our headers.
    // Photographs on a slow line take some minutes.
    { keepAliveTimeout: 30_000, requestTimeout: 600_000, headersTimeout: 20_000, requireHostHeader: false },
    (request, response) => {
      const { method = '', url = '/' } = request
      if (method === 'GET' || method === 'HEAD') {
        const behind = database.changes.catchUp()
        if (!behind) {
          if (pages.answer(request, response)) return
        } else {
          void behind.then(() => {
            if (!pages.answer(request, response)) void listenerOf(choose(url))(request, response)
          })
          return
        }
      } else if (!METHODS.some(known => known === method)) return refuse(response, 405)
      void listenerOf(choose(url))(request, response)
    },
  )
  server.on('checkExpectation', (_, response) => refuse(response, 417))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable) socket.end(rawRefusal(statusOfParserError(error.code), https))
  })
  return server
}

/** Listens, and resolves with the port (useful with port 0). */
export function listen(server: Server, address: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ ...address, reusePort: process.env['VESTKA_REUSE_PORT'] === '1' }, () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : address.port)
    })
  })
}

/** Stops taking requests, lets running ones end, and closes after `patienceMs` at the latest. */
export function stop(server: Server, patienceMs = 10_000): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), patienceMs)
    // A connection whose request has just ended would otherwise be kept alive for others.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(timer)
      clearInterval(sweep)
      resolve()
    })
  })
}

/** Workers that run WebAssembly. */
const ENGINES = new Set(['face-finder.js', 'heic-reader.js'])

const LASTING: Record<string, string> = {
  'vestka-events.js': '/vestka-events.js',
  'robots.txt': '/robots.txt',
  'favicon.svg': '/favicon.ico',
}

function pinAssets({ assets, pages, config }: World) {
  const https = config.publicUrls[0].startsWith('https:')
  for (const asset of assets.list()) {
    const headers: [string, string][] = [
      ...Object.entries(
        securityHeaders({
          https,
          shared: /\.(woff2|js)$/.test(asset.path),
          engine: ENGINES.has(asset.name),
        }),
      ),
      ['Content-Type', asset.type],
      ['Cache-Control', 'public, max-age=31536000, immutable'],
    ]
    const body = { body: asset.body, ...(asset.br ? { br: asset.br } : {}) }
    pages.pin(asset.path, { headers, ...body })
    // What other sites put into their pages, and what browsers and robots ask for by name, needs an address that stays.
    const lasting = LASTING[asset.name]
    if (lasting)
      pages.pin(lasting, { headers: [...headers.slice(0, -1), ['Cache-Control', 'no-cache']], ...body })
  }
}
