import type { Box } from '#platform/pictures/box.ts'
import { LOOKED_SIDE } from '#platform/pictures/finding.ts'
import { workerAddress } from '#platform/ui/worker-address.ts'
import { pixelsOf, type Source } from './drawing.ts'

/** Where faces may be in a picture; rejects where this browser cannot look. */
export type Finder = (source: Source) => Promise<Box[]>

/** So long a program that was never heard of may take to come, and to look at one picture, in ms. */
const PATIENCE_MS = 180_000

export type FinderFiles = { worker: string; files: Record<string, string> }

/** Looks for faces in a worker of this site, which is fetched, with what it needs, at the first picture. */
export function createFinder({ worker: address, files }: FinderFiles): Finder {
  let worker: Worker | null = null
  let number = 0
  const give = () => {
    worker?.terminate()
    worker = null
  }
  return source =>
    new Promise((resolve, reject) => {
      const own = (number += 1)
      const thread = (worker ??= start(address, files))
      const end = (act: () => void) => {
        clearTimeout(late)
        thread.removeEventListener('message', hear)
        thread.removeEventListener('error', fail)
        act()
      }
      const hear = ({ data }: MessageEvent<{ number: number; boxes?: Box[] }>) => {
        if (data.number !== own) return
        if (data.boxes) end(() => resolve(data.boxes!))
        else fail()
      }
      const fail = () => {
        give()
        end(() => reject(new Error('faces cannot be looked for')))
      }
      const late = setTimeout(fail, PATIENCE_MS)
      thread.addEventListener('message', hear)
      thread.addEventListener('error', fail)
      const { data, width, height } = pixelsOf(source, LOOKED_SIDE)
      thread.postMessage({ number: own, pixels: { data, width, height } }, [data.buffer])
    })
}

function start(address: string, files: Record<string, string>): Worker {
  const worker = new Worker(workerAddress(new URL(address, document.baseURI)), { type: 'module' })
  const absolute = Object.entries(files).map(([name, path]) => [name, new URL(path, document.baseURI).href])
  worker.postMessage({ files: Object.fromEntries(absolute) })
  return worker
}
