import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

// Runs in a thread of its own, once for each picture; see heic.ts.

type Image = {
  get_width(): number
  get_height(): number
  display(into: ImageInto, done: (filled: ImageInto | null) => void): void
}
type ImageInto = { data: Uint8ClampedArray; width: number; height: number }
type Library = { HeifDecoder: new () => { decode(bytes: Uint8Array): Image[] } }

const { HeifDecoder } = createRequire(import.meta.url)('libheif-js/wasm-bundle') as Library
const { bytes, most } = workerData as { bytes: Uint8Array; most: number }
const [image] = new HeifDecoder().decode(bytes)
const [width, height] = [image?.get_width() ?? 0, image?.get_height() ?? 0]
if (!image || width * height === 0 || width * height > most) parentPort!.postMessage(null)
else
  image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, filled => {
    if (!filled) return parentPort!.postMessage(null)
    const data = new Uint8Array(filled.data.buffer as ArrayBuffer)
    parentPort!.postMessage({ data, width, height }, [data.buffer])
  })
