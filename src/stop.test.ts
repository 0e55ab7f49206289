import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { makeFolder, startServer, type TestServer } from '#testing/server.ts'
import { until } from '#testing/until.ts'

const HALF = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n'

test('a request that is under way is answered before the end', async () => {
  const server = await startServer()
  const [socket, answer] = await speak(server.port, HALF)
  server.child.kill('SIGTERM')
  await refused(server.port)
  socket.write('\r\n')
  assert.match(await answer, /^HTTP\/1\.1 200 [\s\S]*\{"ok":true\}/)
  assert.equal(await server.ended, 0)
  assert.match(server.output(), /Stopped/)
  assert.equal(existsSync(join(server.dataFolder, 'vestka.sqlite-wal')), false, 'the log was written back')
})

test('a connection that is kept alive does not hold the end up', async () => {
  const alone = await startServer()
  const bare = await timeToEnd(alone)
  const server = await startServer()
  const agent = new Agent({ keepAlive: true })
  await new Promise<void>((resolve, reject) => {
    const sent = request({ port: server.port, host: '127.0.0.1', path: '/healthz', agent }, response => {
      response.resume().on('end', resolve)
    })
    sent.on('error', reject).end()
  })
  const [socket, answer] = await speak(
    server.port,
    HALF.replace('\r\nHost', '\r\nConnection: keep-alive\r\nHost'),
  )
  const ended = timeToEnd(server)
  socket.write('\r\n')
  assert.match(await answer, /^HTTP\/1\.1 200 /)
  const held = await ended
  // Whoever waited for such connections would take five seconds more.
  assert.ok(held < 3 * bare + 4000, `${Math.round(held)} ms, without connections ${Math.round(bare)} ms`)
  agent.destroy()
})

test('a request that never ends is cut off in time', async () => {
  const server = await startServer()
  const [, answer] = await speak(server.port, HALF)
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0)
  await answer
})

test('a second signal ends it at once', async () => {
  const server = await startServer()
  const [, answer] = await speak(server.port, HALF)
  server.child.kill('SIGTERM')
  await refused(server.port)
  server.child.kill('SIGINT')
  assert.equal(await server.ended, 1, 'not in order')
  await answer
})

test('after kill -9 the database opens and is whole', async () => {
  const folder = makeFolder()
  const first = await startServer({}, folder)
  first.child.kill('SIGKILL')
  await first.ended
  const sqlite = new Sqlite(join(folder, 'vestka.sqlite'))
  assert.deepEqual(sqlite.pragma('integrity_check'), [{ integrity_check: 'ok' }])
  sqlite.close()
  const second = await startServer({}, folder)
  second.child.kill('SIGTERM')
  assert.equal(await second.ended, 0)
})

test('a port that is taken is explained', async () => {
  const server = await startServer()
  await assert.rejects(startServer({ PORT: String(server.port) }), /ended \(1\)[\s\S]*port is taken.*PORT/)
})

/** Waits until a server takes no connections any more. */
function refused(port: number): Promise<void> {
  const isRefused = () =>
    new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1', () => resolve(false))
      socket.on('error', () => resolve(true)).on('connect', () => socket.destroy())
    })
  return until(isRefused, () => `port ${port} still takes connections`)
}

/** How long a server takes from the signal until it has ended in order, in ms. */
async function timeToEnd({ child, ended }: TestServer): Promise<number> {
  const started = performance.now()
  child.kill('SIGTERM')
  assert.equal(await ended, 0)
  return performance.now() - started
}

/** Sends a text as it is, waits until the server has it, and resolves with the connection and the whole answer to come. */
async function speak(port: number, text: string): Promise<[Socket, Promise<string>]> {
  const socket = connect(port, '127.0.0.1')
  const answer = new Promise<string>(resolve => {
    let got = ''
    socket
      .on('data', chunk => (got += chunk))
      .on('close', () => resolve(got))
      .on('error', () => {})
  })
  await new Promise<void>(resolve => socket.write(text, () => resolve()))
  // What is sent after it has been answered, so that this was read.
  assert.ok((await fetch(`http://127.0.0.1:${port}/healthz`)).ok)
  return [socket, answer]
}
