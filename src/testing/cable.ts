import { connect, createServer, type Socket } from 'node:net'
import { atTheEnd } from './server.ts'

/** A way to a server that a test can cut and mend. */
export type Cable = {
  port: number
  /** Breaks all connections and refuses new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** Lays a cable from a free port of the loopback to a server. */
export async function layCable(to: { host: string; port: number }): Promise<Cable> {
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(to)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
  const cut = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  const port = await listen(0)
  atTheEnd(() => server.listening && cut())
  return {
    port,
    cut,
    mend: async () => {
      await listen(port)
    },
  }
}
