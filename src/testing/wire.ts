import { request } from 'node:http'
import { connect } from 'node:net'
import { after } from 'node:test'
import { createHttpServer, listen } from '#platform/http/server.ts'
import { PATIENCE_MS } from './until.ts'
import type { TestWorld } from './world.ts'

/** `cost`: what this process worked meanwhile, in ms of the processor, the server in it included. */
export type WireAnswer = { status: number; headers: Record<string, string>; text: string; cost: number }
export type WireRequest = {
  method?: string
  /** As it stands in the request line; only bytes that HTTP forbids there may not be in it. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** A world behind a real HTTP server on the loopback, as readers reach it; gives its port. */
export async function serveWorld(test: Pick<TestWorld, 'world' | 'public' | 'desk'>): Promise<number> {
  const isDesk = (path: string) => /^\/desk(?:[/?]|$)/.test(path)
  const server = createHttpServer(test.world, path => (isDesk(path) ? test.desk : test.public))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return listen(server, { host: '127.0.0.1', port: 0 })
}

/** Asks over the wire, without anything that a browser or `fetch` would put right before. Rejects after `patienceMs`. */
export function ask(
  port: number,
  { method = 'GET', path, headers = {}, body }: WireRequest,
  patienceMs = PATIENCE_MS,
): Promise<WireAnswer> {
  const begun = process.cpuUsage()
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, timeout: patienceMs },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join('\n')]),
            ),
            text: Buffer.concat(chunks).toString('utf8'),
            cost: costSince(begun),
          })
        })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${patienceMs} ms`)))
    sent.on('error', reject)
    sent.end(body)
  })
}

function costSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}

/** Sends bytes as they are, and resolves with all that comes back until the server closes or `waitMs` are over. */
export function speak(port: number, bytes: string | Buffer, waitMs = PATIENCE_MS): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    let got = ''
    const timer = setTimeout(() => socket.destroy(), waitMs)
    socket.setEncoding('latin1')
    socket.on('data', chunk => (got += chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(got)
    })
    socket.write(bytes)
  })
}
