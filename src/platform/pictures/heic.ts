import { Worker } from 'node:worker_threads'
import { crc32, deflateSync } from 'node:zlib'
import { createQueue } from '../seal/queue.ts'
import { profileOf } from './heif.ts'
import { loadSharp } from './load-sharp.ts'

const PATIENCE_MS = 60_000
const line = createQueue({ running: 1, waiting: 20 })

/**
 * A HEIC, upright, at most `maxSide` pixels long, as a PNG with its colour profile; null where it cannot be read, or has more
 * than `most` pixels. The decoder is LGPL code in WebAssembly, in a thread that ends with each picture.
 */
export async function readHeic(
  bytes: Uint8Array,
  { maxSide, most }: { maxSide: number; most: number },
): Promise<Buffer | null> {
  const decoded = await line(() => decode(bytes, most))
  if (!decoded) return null
  const { data, width, height } = decoded
  const sharp = await loadSharp()
  const png = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer()
  const profile = profileOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  return profile ? withProfile(png, profile) : png
}

type Decoded = { data: Uint8Array; width: number; height: number }

function decode(bytes: Uint8Array, most: number): Promise<Decoded | null> {
  return new Promise(resolve => {
    const thread = new Worker(new URL('./heic-worker.ts', import.meta.url), {
      workerData: { bytes: new Uint8Array(bytes), most },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      stdout: true,
      stderr: true,
    })
    const end = (decoded: Decoded | null) => {
      clearTimeout(late)
      void thread.terminate()
      resolve(decoded)
    }
    const late = setTimeout(() => end(null), PATIENCE_MS)
    thread.once('message', end)
    // Whatever goes wrong in there, the picture cannot be read.
    thread.once('error', () => end(null))
    thread.once('exit', () => end(null))
  })
}

const PNG_HEAD = 33

/** The same PNG with a colour profile in it (W3C PNG, 11.3.2.3), right after its header. */
function withProfile(png: Buffer, profile: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPp\0\0', 'latin1'), deflateSync(profile)])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return Buffer.concat([png.subarray(0, PNG_HEAD), chunk, png.subarray(PNG_HEAD)])
}
