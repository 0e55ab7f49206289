import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import type { Box } from './box.ts'
import { lookThrough } from './finding.ts'
import type { Pixels } from './read.ts'

// Runs in a thread of its own; see faces.ts. Only the networks that find faces are loaded: none that recognise anybody.

type Found = { relativeBox: Box }
type Net = {
  loadFromWeightMap(weights: unknown): void
  locateFaces(input: unknown, options: unknown): Promise<Found[]>
}

const PACKAGE = dirname(
  dirname(fileURLToPath(import.meta.resolve('@vladmandic/face-api/dist/face-api.esm.js'))),
)
const WASM = fileURLToPath(
  import.meta.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
)

const library = await load()
const { tf } = library
const ssd = makeNet('ssd_mobilenetv1', new library.SsdMobilenetv1())
const tiny = makeNet('tiny_face_detector', new library.TinyFaceDetector())

parentPort!.on('message', ({ id, pixels }: { id: number; pixels: Pixels }) => {
  find(pixels).then(
    boxes => parentPort!.postMessage({ id, boxes }),
    error => parentPort!.postMessage({ id, error: String(error) }),
  )
})

function find(pixels: Pixels): Promise<Box[]> {
  return lookThrough(pixels, async ({ data, width, height }, { net, options }) => {
    const input = tf.tensor3d(data, [height, width, 3], 'int32')
    const [network, Options] =
      net === 'ssd' ? [ssd, library.SsdMobilenetv1Options] : [tiny, library.TinyFaceDetectorOptions]
    try {
      return (await network.locateFaces(input, new Options(options))).map(({ relativeBox }) => {
        const { x, y, width: wide, height: high } = relativeBox
        return { x, y, width: wide, height: high }
      })
    } finally {
      input.dispose()
    }
  })
}

/**
 * The library takes a thread of Node.js for a page of a browser where it finds no `process`, and then works with
 * WebAssembly, several times faster than without.
 */
async function load() {
  const outer = globalThis as Record<string, unknown>
  const { process } = globalThis
  Object.assign(outer, {
    process: undefined,
    self: globalThis,
    location: { href: 'file:///' },
    WorkerGlobalScope: class {},
    importScripts: () => {},
  })
  try {
    const address: string = '@vladmandic/face-api/dist/face-api.esm.js'
    // By a text, since its types describe another file, and want a browser's.
    const loaded = await import(address)
    const None = class {}
    loaded.env.setEnv({
      Canvas: None,
      CanvasRenderingContext2D: None,
      Image: None,
      ImageData: None,
      Video: None,
    })
    const environment = loaded.tf.env()
    environment.platform.fetch = async () => new Response(readFileSync(WASM))
    environment.set('WASM_HAS_SIMD_SUPPORT', true)
    environment.set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    loaded.tf.setWasmPaths(`${dirname(WASM)}/`, true)
    await loaded.tf.setBackend('wasm')
    await loaded.tf.ready()
    return loaded
  } finally {
    outer['process'] = process
  }
}

/** Fills a network from the files inside the package. */
function makeNet(name: string, net: Net): Net {
  const manifest = JSON.parse(readFileSync(`${PACKAGE}/model/${name}_model-weights_manifest.json`, 'utf8'))
  const bytes = new Uint8Array(readFileSync(`${PACKAGE}/model/${name}_model.bin`))
  const specs = manifest.flatMap(({ weights }: { weights: unknown[] }) => weights)
  net.loadFromWeightMap(tf.io.decodeWeights(bytes.buffer, specs))
  return net
}
