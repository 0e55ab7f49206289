import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Below the ports that the kernel gives to whoever asks for any: one of those may be taken while ours is down for a moment. */
const [FIRST, LAST] = [20_000, 32_000]

/** A port of the loopback that nobody uses. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST)
    if (await mayListen(port)) return port
  }
}

function mayListen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Resolves when somebody listens on a port of the loopback; throws after a minute. */
export async function whenOpen(port: number): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await isOpen(port)) return
    await wait(50)
  }
  throw new Error(`nobody listens on ${port}`)
}

function isOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
