// The worker that looks for faces in a browser. Its own answer allows WebAssembly, and no page does. Only the networks that
// find faces are loaded: none that recognise anybody.
import * as library from '@vladmandic/face-api/dist/face-api.esm.js'
import ssdManifest from '@vladmandic/face-api/model/ssd_mobilenetv1_model-weights_manifest.json' with {
  type: 'json',
}
import tinyManifest from '@vladmandic/face-api/model/tiny_face_detector_model-weights_manifest.json' with {
  type: 'json',
}
import type { Box } from './box.ts'
import { lookThrough, placesOf } from './finding.ts'

/** Where the worker finds its files: 'simd' the engine, 'ssd' and 'tiny' the weights of the networks. */
type Files = Record<'simd' | 'ssd' | 'tiny', string>
type Picture = { data: Uint8ClampedArray; width: number; height: number }
type Ask = { files: Files } | { number: number; pixels: Picture }

type Net = {
  loadFromWeightMap(weights: unknown): void
  locateFaces(input: unknown, options: unknown): Promise<{ relativeBox: Box }[]>
}
type Library = {
  // biome-ignore lint/suspicious/noExplicitAny: the library within, whose own types are not in its package.
  tf: any
  env: { setEnv(environment: unknown): void }
  SsdMobilenetv1: new () => Net
  TinyFaceDetector: new () => Net
  SsdMobilenetv1Options: new (options: unknown) => unknown
  TinyFaceDetectorOptions: new (options: unknown) => unknown
}

const faces = library as unknown as Library
let ready: Promise<Record<'ssd' | 'tiny', Net>> | null = null

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  if ('files' in data) {
    ready = load(data.files)
    ready.catch(() => {})
    return
  }
  const { number, pixels } = data
  find(pixels).then(
    boxes => postMessage({ number, boxes }),
    error => postMessage({ number, error: String(error) }),
  )
})

async function find({ data, width, height }: Picture): Promise<Box[]> {
  const nets = await ready!
  const { tf } = faces
  const boxes = await lookThrough(
    { data: withoutAlpha(data), width, height },
    async (part, { net, options }) => {
      const Options = net === 'ssd' ? faces.SsdMobilenetv1Options : faces.TinyFaceDetectorOptions
      const input = tf.tensor3d(part.data, [part.height, part.width, 3], 'int32')
      try {
        const found = await nets[net].locateFaces(input, new Options(options))
        return found.map(({ relativeBox: { x, y, width: wide, height: high } }) => ({
          x,
          y,
          width: wide,
          height: high,
        }))
      } finally {
        input.dispose()
      }
    },
  )
  return placesOf(boxes)
}

function withoutAlpha(data: Uint8ClampedArray): Uint8Array {
  const colours = new Uint8Array((data.length / 4) * 3)
  for (let from = 0, to = 0; from < data.length; from += 4) {
    colours[to++] = data[from]!
    colours[to++] = data[from + 1]!
    colours[to++] = data[from + 2]!
  }
  return colours
}

async function load(files: Files): Promise<Record<'ssd' | 'tiny', Net>> {
  const { tf } = faces
  const None = class {}
  faces.env.setEnv({
    Canvas: None,
    CanvasRenderingContext2D: None,
    Image: None,
    ImageData: None,
    Video: None,
    fetch: globalThis.fetch.bind(globalThis),
  })
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  // The library wants a place for each engine that it has; browsers of today take the one with SIMD.
  const engines = [
    'tfjs-backend-wasm.wasm',
    'tfjs-backend-wasm-simd.wasm',
    'tfjs-backend-wasm-threaded-simd.wasm',
  ]
  tf.setWasmPaths(Object.fromEntries(engines.map(name => [name, files.simd])), false)
  if (!(await tf.setBackend('wasm'))) throw new Error('no WebAssembly')
  await tf.ready()
  return {
    ssd: await fill(new faces.SsdMobilenetv1(), { address: files.ssd, manifest: ssdManifest }),
    tiny: await fill(new faces.TinyFaceDetector(), { address: files.tiny, manifest: tinyManifest }),
  }
}

/** Fills a network with its weights. */
async function fill(
  net: Net,
  { address, manifest }: { address: string; manifest: { weights: unknown[] }[] },
): Promise<Net> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error('no weights')
  const specs = manifest.flatMap(({ weights }) => weights)
  net.loadFromWeightMap(faces.tf.io.decodeWeights(await answer.arrayBuffer(), specs))
  return net
}
