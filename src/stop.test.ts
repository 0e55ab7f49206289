import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { makeFolder, startServer } from '#testing/server.ts'

const HALF = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n'

test('a request that is under way is answered before the end', async () => {
  const server = await startServer()
  const [socket, answer] = await speak(server.port, HALF)
  server.child.kill('SIGTERM')
  await wait(300)
  await assert.rejects(fetch(`http://127.0.0.1:${server.port}/healthz`), 'new ones are refused')
  socket.write('\r\n')
  assert.match(await answer, /^HTTP\/1\.1 200 [\s\S]*\{"ok":true\}/)
  assert.equal(await server.ended, 0)
  assert.match(server.output(), /Stopped/)
  assert.equal(existsSync(join(server.dataFolder, 'vestka.sqlite-wal')), false, 'the log was written back')
})

test('a connection that is kept alive does not hold the end up', async () => {
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
  const started = performance.now()
  server.child.kill('SIGTERM')
  await wait(100)
  socket.write('\r\n')
  assert.match(await answer, /^HTTP\/1\.1 200 /)
  assert.equal(await server.ended, 0)
  assert.ok(performance.now() - started < 3000)
  agent.destroy()
})

test('a request that never ends is cut off in time', async () => {
  const server = await startServer()
  const [, answer] = await speak(server.port, HALF)
  const started = performance.now()
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0)
  assert.ok(performance.now() - started < 10_000)
  await answer
})

test('a second signal ends it at once', async () => {
  const server = await startServer()
  const [, answer] = await speak(server.port, HALF)
  server.child.kill('SIGTERM')
  await wait(200)
  const started = performance.now()
  server.child.kill('SIGINT')
  assert.equal(await server.ended, 1)
  assert.ok(performance.now() - started < 1000)
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

/** Sends a text as it is, and resolves with the connection and the whole answer to come. */
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
  await wait(100)
  return [socket, answer]
}
