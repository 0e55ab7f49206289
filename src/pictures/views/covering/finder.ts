import type { Box } from '#platform/pictures/box.ts'
import { LOOKED_SIDE } from '#platform/pictures/finding.ts'
import { workerAddress } from '#platform/ui/worker-address.ts'
import { pixelsOf, type Source } from './drawing.ts'

/** Where faces may be in a picture; rejects where this browser cannot look. What it is given is not needed any more at once. */
export type Finder = (source: Source) => Promise<Box[]>

/** So long a program that was never heard of may take to come, and to look at one picture, in ms. */
const PATIENCE_MS = 180_000

export type FinderFiles = { worker: string; files: Record<string, string> }

/** Looks for faces in a worker of this site, which is fetched, with what it needs, at the first picture; `rest` gives its memory back. */
export function createFinder({ worker: address, files }: FinderFiles): { find: Finder; rest(): void } {
  let worker: Worker | null = null
  let number = 0
  const waiting = new Set<() => void>()
  const rest = () => {
    worker?.terminate()
    worker = null
    for (const give of waiting) give()
  }
  const find: Finder = source =>
    new Promise((resolve, reject) => {
      const own = (number += 1)
      const thread = (worker ??= start(address, files))
      const end = (act: () => void) => {
        clearTimeout(late)
        waiting.delete(giveUp)
        thread.removeEventListener('message', hear)
        thread.removeEventListener('error', rest)
        act()
      }
      const giveUp = () => end(() => reject(new Error('faces cannot be looked for')))
      const hear = ({ data }: MessageEvent<{ number: number; boxes?: Box[] }>) => {
        if (data.number !== own) return
        if (data.boxes) end(() => resolve(data.boxes!))
        else rest()
      }
      const late = setTimeout(rest, PATIENCE_MS)
      waiting.add(giveUp)
      thread.addEventListener('message', hear)
      thread.addEventListener('error', rest)
      const { data, width, height } = pixelsOf(source, LOOKED_SIDE)
      thread.postMessage({ number: own, pixels: { data, width, height } }, [data.buffer])
    })
  return { find, rest }
}

function start(address: string, files: Record<string, string>): Worker {
  const worker = new Worker(workerAddress(new URL(address, document.baseURI)), { type: 'module' })
  const absolute = Object.entries(files).map(([name, path]) => [name, new URL(path, document.baseURI).href])
  worker.postMessage({ files: Object.fromEntries(absolute) })
  return worker
}
