import { workerAddress } from '#platform/ui/worker-address.ts'
import { type Fault, fault, type Reply, type Task, type Tasks } from './opener.ts'

/** The way from a page to the worker that opens. */
export type Opener = <T extends Task>(task: T, ask: Tasks[T]['ask']) => Promise<Tasks[T]['answer']>

/** A MessagePort, or a worker itself. */
type Port = {
  postMessage(question: unknown): void
  // biome-ignore lint/suspicious/noExplicitAny: ports and workers have handlers with another `this`.
  onmessage: ((event: MessageEvent<any>) => any) | null
}

/**
 * Starts the worker at an address of this site (`/assets/opener-….js`), or joins the one that other tabs have; the
 * page's policy has to allow `trusted-types vestka`. A task that fails throws a fault; see faultOf.
 */
export function startOpener(address: string): Opener {
  const url = workerAddress(new URL(address, document.baseURI))
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const port = connect(url, () => {
    for (const { reject } of waiting.values()) reject(fault('away'))
    waiting.clear()
  })
  let number = 0
  port.onmessage = ({ data }: MessageEvent<Reply>) => {
    const { resolve, reject } = waiting.get(data.number) ?? {}
    waiting.delete(data.number)
    if ('fault' in data) reject?.(fault(data.fault as Fault))
    else resolve?.(data.answer as never)
  }
  return (task, ask) =>
    new Promise((resolve, reject) => {
      waiting.set((number += 1), { resolve, reject })
      port.postMessage({ number, task, ask })
    })
}

function connect(url: string, onError: () => void): Port {
  const options = { type: 'module', name: 'vestka' } as const
  if (!('SharedWorker' in globalThis)) return onlyHere(url, onError)
  // Keeps the key while the reader goes from one page to the next, where the browser can.
  const worker = new SharedWorker(url, { ...options, extendedLifetime: true } as WorkerOptions)
  worker.onerror = onError
  worker.port.start()
  return worker.port
}

function onlyHere(url: string, onError: () => void): Port {
  const worker = new Worker(url, { type: 'module', name: 'vestka' })
  worker.onerror = onError
  return worker as unknown as Port
}
