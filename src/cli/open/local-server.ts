import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Form, formOf } from '#platform/forms/form.ts'
import { stop } from '#platform/http/server.ts'
import type { Assets } from '#platform/ui/assets.ts'
import { type Html, toText } from '#platform/ui/html.ts'

/** A request whose address had the token; `path` is what follows it, '/' for the first page. */
export type LocalRequest = {
  method: 'GET' | 'POST'
  path: string
  form: Form
  /** As in Accept-Language. */
  languages: string
}

/** A page, or where to go next. `style` is the hash of the style sheet inside the page. */
export type LocalAnswer = { status: 200 | 404 | 422 | 429; page: Html; style?: string } | { to: string }

export type LocalServer = {
  /** With the token in its path: whoever has it sees what is shown. */
  address: string
  stop(): Promise<void>
}

const MOST_BYTES = 64 * 1024

/**
 * Serves pages to a browser on this machine only: on 127.0.0.1, behind a path that cannot be guessed, to requests
 * that name this very host (against DNS rebinding) and do not come from another site.
 */
export async function startLocalServer(
  assets: Assets,
  handle: (request: LocalRequest) => Promise<LocalAnswer>,
): Promise<LocalServer> {
  const token = randomBytes(32).toString('base64url')
  const expected = digest(token)
  const files = new Map(assets.list().map(({ path, type, body }) => [path, { type, body }]))
  let host = ''
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const send = (status: number, type: string, body: string | Buffer, style?: string) =>
      response.writeHead(status, headersOf(type, style)).end(body)
    const refuse = (status: number) => send(status, 'text/plain; charset=utf-8', `${status}\n`)
    if (request.headers.host !== host) return refuse(421)
    const { method = '', url = '' } = request
    const [, given = '', path = ''] = /^\/([^/?]*)(\/[^?]*)$/.exec(url) ?? []
    if (!timingSafeEqual(digest(given), expected)) return refuse(404)
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse(403)
    if (method !== 'GET' && method !== 'POST') return refuse(405)
    const file = method === 'GET' && files.get(path)
    if (file) return send(200, file.type, file.body)
    const form = method === 'POST' ? await readForm(request) : formOf(new URLSearchParams())
    if (!form) return refuse(413)
    const answered = await handle({
      method,
      path,
      form,
      languages: String(request.headers['accept-language'] ?? ''),
    })
    if ('to' in answered)
      return response
        .writeHead(303, { ...headersOf('text/plain; charset=utf-8'), Location: `/${token}${answered.to}` })
        .end()
    return send(answered.status, 'text/html; charset=utf-8', toText(answered.page), answered.style)
  }
  const server = createServer({ requestTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, headersOf('text/plain; charset=utf-8'))
      response.end('500\n')
    })
  })
  host = `127.0.0.1:${await listenHere(server)}`
  return { address: `http://${host}/${token}/`, stop: () => stop(server, 1000) }
}

function headersOf(type: string, style?: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; style-src 'self'${style ? ` '${style}'` : ''}; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}

async function readForm(request: IncomingMessage): Promise<Form | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) return null
    chunks.push(chunk as Buffer)
  }
  return formOf(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
}

/** Of one length, so that comparing takes as long for any text. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Takes any free port; never one that others share. */
function listenHere(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
}
