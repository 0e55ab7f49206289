import { type Fault, fault, type Reply, type Task, type Tasks } from './opener.ts'

/** The way from a page to the worker that opens. */
export type Opener = <T extends Task>(task: T, ask: Tasks[T]['ask']) => Promise<Tasks[T]['answer']>

type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): Policy
}
/** A MessagePort, or a worker itself. */
type Port = {
  postMessage(question: unknown): void
  // biome-ignore lint/suspicious/noExplicitAny: ports and workers have handlers with another `this`.
  onmessage: ((event: MessageEvent<any>) => any) | null
}
type Policy = { createScriptURL(text: string): string }

const page = globalThis as unknown as { trustedTypes?: TrustedTypes; vestka?: Policy }

/**
 * Starts the worker at an address of this site (`/assets/opener-….js`), or joins the one that other tabs have; the
 * page's policy has to allow `trusted-types vestka`. A task that fails throws a fault; see faultOf.
 */
export function startOpener(address: string): Opener {
  const url = trusted(new URL(address, document.baseURI))
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

/** Nothing but our own files becomes a worker. */
function trusted(url: URL): string {
  if (!page.trustedTypes) return ours(url.href)
  // A page has one policy of a name, and several islands.
  page.vestka ??= page.trustedTypes.createPolicy('vestka', { createScriptURL: ours })
  return page.vestka.createScriptURL(url.href)
}

function ours(href: string): string {
  const { origin, pathname } = new URL(href)
  if (origin !== location.origin || !/\/assets\/opener-[0-9a-f]+\.js$/.test(pathname))
    throw new TypeError('not a worker of this site')
  return href
}
