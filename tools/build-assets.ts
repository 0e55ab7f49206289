// Bundles styles (lightningcss) and islands (esbuild) into build/, under names with a hash of their content.
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { bundle } from 'lightningcss'

const root = fileURLToPath(new URL('../', import.meta.url))
const out = join(root, 'build')
const fontFolder = (name: string) => join(root, 'node_modules/@fontsource-variable', name, 'files')
const SCRIPTS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext']

// The first start is otherwise silent for as long as this takes.
if (import.meta.main) process.stdout.write('Building the pages …\n')
mkdirSync(out, { recursive: true })
const names: Record<string, string> = {}

for (const script of SCRIPTS) {
  add(
    `literata-${script}.woff2`,
    readFileSync(join(fontFolder('literata'), `literata-${script}-wght-normal.woff2`)),
  )
  add(
    `golos-${script}.woff2`,
    readFileSync(join(fontFolder('golos-text'), `golos-text-${script}-wght-normal.woff2`)),
  )
}
for (const file of globSync('src/**/*.style.css', { cwd: root })) {
  const { code } = bundle({ filename: join(root, file), minify: true })
  const css = Buffer.from(code)
    .toString()
    .replace(
      /url\("?asset:([\w.-]+)"?\)/g,
      (_, name: string) => `url(${names[name] ?? fail(`no asset ${name}`)})`,
    )
  add(basename(file).replace('.style', ''), Buffer.from(css))
}
for (const file of globSync('src/**/*.client.ts', { cwd: root })) {
  const result = buildSync({
    entryPoints: [join(root, file)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    // What reads HEIC asks for them under Node alone.
    external: ['fs', 'path'],
  })
  add(basename(file).replace('.client.ts', '.js'), Buffer.from(result.outputFiles[0]!.contents))
}
// What finds faces in the browser: the engine, and the weights of two networks.
const packages = join(root, 'node_modules')
const model = (name: string) => join(packages, '@vladmandic/face-api/model', `${name}_model.bin`)
add('faces-ssd.bin', readFileSync(model('ssd_mobilenetv1')))
add('faces-tiny.bin', readFileSync(model('tiny_face_detector')))
add(
  'faces-simd.wasm',
  readFileSync(join(packages, '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm')),
)
add('heic.wasm', readFileSync(join(packages, 'libheif-js/libheif-wasm/libheif.wasm')))
for (const file of globSync('public/*', { cwd: root })) add(basename(file), readFileSync(join(root, file)))
// A server that starts at this moment finds either all old files or all new ones.
writeFileSync(join(out, 'assets.json.new'), `${JSON.stringify(names, null, 2)}\n`)
renameSync(join(out, 'assets.json.new'), join(out, 'assets.json'))
const current = new Set([...Object.values(names), 'assets.json'])
for (const file of readdirSync(out)) if (!current.has(file.replace(/\.br$/, ''))) rmSync(join(out, file))

function add(name: string, body: Buffer) {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  const extension = extname(name)
  const file = `${basename(name, extension)}-${hash}${extension}`
  writeFileSync(join(out, file), body)
  const squeezed = join(out, `${file}.br`)
  // The name is of the content: what is there is the same.
  if (/\.(css|js|svg|txt|wasm|bin)$/.test(name) && !existsSync(squeezed)) {
    writeFileSync(`${squeezed}.new`, brotliCompressSync(body))
    renameSync(`${squeezed}.new`, squeezed)
  }
  names[name] = file
}

function fail(message: string): never {
  throw new Error(message)
}
