// Adds to package-lock.json the optional packages of other platforms that npm left out (it does so when it cannot
// reach them, or finds a node_modules without them): `npm ci` refuses a lock file in which they are missing.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Entry = {
  version: string
  cpu?: string[]
  dev?: boolean
  libc?: string[]
  optional?: boolean
  os?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const SYSTEMS = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ')
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ')

if (import.meta.main) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock
  const added = completeLock(lock)
  if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  process.stdout.write(`${added.length} packages of other platforms were added.\n`)
}

/** Adds what is missing, and names it. Only packages whose name tells their platform are added. */
export function completeLock(lock: Lock): string[] {
  const added: string[] = []
  for (const entry of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const key = `node_modules/${name}`
      const made = entryOf(name, version, entry)
      if (lock.packages[key] || !made) continue
      lock.packages[key] = made
      added.push(name)
    }
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  )
  return added
}

function entryOf(name: string, range: string, parent: Entry): Entry | null {
  const words = name
    .toLowerCase()
    .replace('linuxmusl', 'linux-musl')
    .replace('windows', 'win32')
    .split(/[-/_]/)
  const version = /^[~^]?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(range)?.[1]
  const cpu = PROCESSORS.filter(word => words.includes(word))
  const os = name === 'fsevents' ? ['darwin'] : SYSTEMS.filter(word => words.includes(word))
  if (!version || (os.length === 0 && !cpu.includes('wasm32'))) return null
  const isMusl = words.some(word => word.startsWith('musl'))
  const libc = os.includes('linux')
    ? isMusl
      ? ['musl']
      : words.some(word => /^gnu/.test(word))
        ? ['glibc']
        : []
    : []
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(parent.dev ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  }
}
