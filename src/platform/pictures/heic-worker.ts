import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { decodeHeic, type Libheif } from './heic-image.ts'

// Runs in a thread of its own, once for each picture; see heic.ts.
const library = createRequire(import.meta.url)('libheif-js/wasm-bundle') as Libheif
const { bytes, most } = workerData as { bytes: Uint8Array; most: number }
const decoded = await decodeHeic(library, bytes, most)
if (!decoded) parentPort!.postMessage(null)
else {
  const { data, width, height } = decoded
  parentPort!.postMessage({ data: new Uint8Array(data.buffer), width, height }, [data.buffer])
}
