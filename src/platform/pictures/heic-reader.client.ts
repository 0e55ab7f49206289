// The worker that reads a HEIC for browsers that cannot. Its own answer allows WebAssembly, and no page does.
import libheif from 'libheif-js/libheif-wasm/libheif.js'
import { decodeHeic, type Libheif } from './heic-image.ts'

/** The address of the engine, a file, and how many pixels it may have at most. The answer: HeicPixels, or null. */
export type HeicAsk = { engine: string; file: Blob; most: number }

addEventListener('message', async ({ data }: MessageEvent<HeicAsk>) => {
  const decoded = await read(data).catch(() => null)
  postMessage(decoded, decoded ? { transfer: [decoded.data.buffer] } : {})
})

async function read({ engine, file, most }: HeicAsk) {
  const answer = await fetch(engine)
  if (!answer.ok) throw new Error('no engine')
  const library = (libheif as unknown as (setting: { wasmBinary: ArrayBuffer }) => Libheif)({
    wasmBinary: await answer.arrayBuffer(),
  })
  return decodeHeic(library, new Uint8Array(await file.arrayBuffer()), most)
}
