import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { createQueue } from '../seal/queue.ts'
import { type Box, cutBox, withMargin } from './box.ts'
import { type Pixels, picturesQueue } from './read.ts'

/** Faces are looked for in a picture of this longer side, in pixels. */
const LOOKED_SIDE = 1280
/** Around a face, on each side, as a part of its size: hair, ears and chin tell a person too. */
const MARGIN = 0.25
const IDLE_MS = 60_000
const PATIENCE_MS = 60_000

const line = createQueue({ running: 1, waiting: 40 })

/**
 * Where faces may be in a picture, with a generous margin. Faces are found, never recognised. A network misses some, such as
 * those from the side or behind a hand: people have to look as well. The first call starts a thread, which ends after a
 * minute without work and gives its memory back.
 */
export async function findFaces(pixels: Pixels): Promise<Box[]> {
  const { data, info } = await picturesQueue(() =>
    sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
      .resize({ width: LOOKED_SIDE, height: LOOKED_SIDE, fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  const looked = { data: new Uint8Array(data), width: info.width, height: info.height }
  const boxes = await line(() => ask(looked))
  return mergeBoxes(boxes).flatMap(box => cutBox(withMargin(box, MARGIN)) ?? [])
}

/** The same places without those that lie almost on another: each is in the larger of both. */
export function mergeBoxes(boxes: readonly Box[]): Box[] {
  const merged: Box[] = []
  for (const box of [...boxes].sort((a, b) => areaOf(b) - areaOf(a))) {
    const twin = merged.findIndex(other => overlapOf(box, other) > 0.6 * areaOf(box))
    if (twin < 0) merged.push(box)
    else merged[twin] = around(merged[twin]!, box)
  }
  return merged
}

function areaOf({ width, height }: Box): number {
  return width * height
}

function overlapOf(a: Box, b: Box): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return wide > 0 && high > 0 ? wide * high : 0
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  const right = Math.max(a.x + a.width, b.x + b.width)
  const bottom = Math.max(a.y + a.height, b.y + b.height)
  return { x, y, width: right - x, height: bottom - y }
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
