import type { HeicPixels } from '#platform/pictures/heic-image.ts'
import type { HeicAsk } from '#platform/pictures/heic-reader.client.ts'
import { workerAddress } from '#platform/ui/worker-address.ts'

/** Reads a HEIC that the browser cannot; null where it is none, or this cannot either. */
export type ReadHeic = (file: Blob) => Promise<ImageData | null>

const PATIENCE_MS = 180_000
/** As many as the server takes. */
const MOST = 60_000_000
const BRANDS = /^ftyp(?:hei[cxms]|mif1)/

/** A reader in a worker of this site, which is fetched with its engine at the first such file, and ends with each. */
export function createHeicReader({ worker, engine }: { worker: string; engine: string }): ReadHeic {
  return async file => {
    const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer())
    if (!BRANDS.test(latin(head.subarray(4, 12)))) return null
    const pixels = await decode(worker, {
      engine: new URL(engine, document.baseURI).href,
      file,
      most: MOST,
    })
    return (
      pixels && new ImageData(pixels.data, pixels.width, pixels.height, { colorSpace: colourSpace(head) })
    )
  }
}

function decode(address: string, ask: HeicAsk): Promise<HeicPixels | null> {
  return new Promise(resolve => {
    const worker = new Worker(workerAddress(new URL(address, document.baseURI)), { type: 'module' })
    const end = (pixels: HeicPixels | null) => {
      clearTimeout(late)
      worker.terminate()
      resolve(pixels)
    }
    const late = setTimeout(() => end(null), PATIENCE_MS)
    worker.addEventListener('message', ({ data }) => end(data as HeicPixels | null))
    worker.addEventListener('error', () => end(null))
    worker.postMessage(ask)
  })
}

/** Phones write the colours of Display P3 into their pictures: its name in an ICC profile, or the 12 of ITU-T H.273. */
function colourSpace(head: Uint8Array): PredefinedColorSpace {
  const text = latin(head).replaceAll('\0', '')
  return text.includes('Display P3') || /colrnclx\x0c/.test(text) ? 'display-p3' : 'srgb'
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
