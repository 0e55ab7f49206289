import { Worker } from 'node:worker_threads'
import { createQueue } from '../seal/queue.ts'
import type { Box } from './box.ts'
import { LOOKED_SIDE, placesOf } from './finding.ts'
import { loadSharp } from './load-sharp.ts'
import { type Pixels, picturesQueue } from './read.ts'

const IDLE_MS = 20_000
const PATIENCE_MS = 60_000

const line = createQueue({ running: 1, waiting: 40 })

/**
 * Where faces may be in a picture, with a generous margin. Faces are found, never recognised. A network misses some, such as
 * those from the side or behind a hand: people have to look as well. The first call starts a thread of some 290 MB, which
 * ends after twenty seconds without work and gives its memory back.
 */
export async function findFaces(pixels: Pixels): Promise<Box[]> {
  const sharp = await loadSharp()
  const { data, info } = await picturesQueue(() =>
    sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
      .resize({ width: LOOKED_SIDE, height: LOOKED_SIDE, fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  const looked = { data: new Uint8Array(data), width: info.width, height: info.height }
  return placesOf(await line(() => ask(looked)))
}

type Answer = { id: number; boxes?: Box[]; error?: string }

let worker: Worker | null = null
let idle: NodeJS.Timeout | undefined
let last = 0

function ask(pixels: Pixels): Promise<Box[]> {
  clearTimeout(idle)
  const thread = (worker ??= start())
  // While it works the process must not end for want of anything to do.
  thread.ref()
  const id = ++last
  return new Promise<Box[]>((resolve, reject) => {
    const done = (end: () => void) => {
      clearTimeout(late)
      thread.off('message', hear)
      thread.off('error', fail)
      thread.off('exit', fail)
      thread.unref()
      idle = setTimeout(() => stop(thread), IDLE_MS).unref()
      end()
    }
    const hear = (answer: Answer) => {
      if (answer.id !== id) return
      done(() => (answer.boxes ? resolve(answer.boxes) : reject(new Error(answer.error))))
    }
    const fail = (error: unknown) => {
      stop(thread)
      done(() => reject(error instanceof Error ? error : new Error('looking for faces ended')))
    }
    const late = setTimeout(() => fail(new Error('looking for faces took too long')), PATIENCE_MS)
    thread.on('message', hear)
    thread.on('error', fail)
    thread.on('exit', fail)
    thread.postMessage({ id, pixels }, [pixels.data.buffer as ArrayBuffer])
  })
}

function start(): Worker {
  return new Worker(new URL('./face-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 384 },
    // What the library says about itself is not for the log.
    stdout: true,
    stderr: true,
  })
}

function stop(thread: Worker): void {
  if (worker === thread) worker = null
  void thread.terminate()
}
