import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Finding, fail, ok, warn } from './finding.ts'

const MANIFEST = fileURLToPath(new URL('../../../package.json', import.meta.url))
const BUILT = fileURLToPath(new URL('../../../build/assets.json', import.meta.url))
const DAY_MS = 86_400_000

/** What the machine and the installation are like. `root` is where /proc is looked for. */
export function checkMachine(now: number, root = ''): Finding[] {
  return [checkNode(process.versions.node), checkBuild(), checkClock(now), checkSwap(root), checkCore(root)]
}

/** Node.js 22.18 is the first that runs TypeScript as written without a flag. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
    ? ok('node', `Node.js is version ${version}.`)
    : fail(
        'node',
        `Node.js ${version} is too old.`,
        'Run npm ci, which brings a newer one, or install Node.js 24.',
      )
}

function checkBuild(): Finding {
  return existsSync(BUILT)
    ? ok('build', 'Styles and islands are built.')
    : fail('build', 'Styles and islands are not built.', 'Run npm run build once.')
}

function checkClock(now: number): Finding {
  // Files of this version cannot be younger than now.
  return now > statSync(MANIFEST).mtimeMs - DAY_MS
    ? ok('clock', `The clock says ${new Date(now).toISOString().slice(0, 16)} UTC.`)
    : fail(
        'clock',
        'The clock is behind.',
        'Set it, and switch time synchronisation on (timedatectl set-ntp true).',
      )
}

function checkSwap(root: string): Finding {
  const lines = read(`${root}/proc/swaps`)?.trim().split('\n').slice(1) ?? []
  const onDisk = lines.filter(line => !line.startsWith('/dev/zram'))
  return onDisk.length === 0
    ? ok('swap', 'No swap on a disk.')
    : warn(
        'swap',
        'Swap is on: what is in memory may be written to the disk.',
        'Switch it off (swapoff -a, and /etc/fstab), encrypt it, or keep Vestka out of it (MemorySwapMax=0).',
      )
}

function checkCore(root: string): Finding {
  const limit = /^Max core file size\s+(\S+)/m.exec(read(`${root}/proc/self/limits`) ?? '')?.[1]
  const pattern = read(`${root}/proc/sys/kernel/core_pattern`)?.trim() ?? ''
  const isPiped = pattern.startsWith('|') && !pattern.includes('systemd-coredump')
  if (limit === undefined || (limit === '0' && !isPiped)) return ok('core', 'No core files are written.')
  return warn(
    'core',
    'A crash may write the memory of Vestka into a file (seen from this shell).',
    'The unit in deploy/ sets LimitCORE=0; where a program receives cores, also set kernel.core_pattern to an empty text.',
  )
}

const HARDENING: Record<string, RegExp> = {
  LimitCORE: /^0$/,
  MemorySwapMax: /^0$/,
  NoNewPrivileges: /^yes$/,
  ProtectSystem: /^strict$/,
  PrivateTmp: /^yes$/,
  UMask: /^0077$/,
}

/** The unit's hardening, where there is a unit. `show` gives what `systemctl show` prints. */
export function checkUnit(show: () => string = showUnit): Finding[] {
  const properties = new Map(
    show()
      .trim()
      .split('\n')
      .map(line => line.split('=', 2) as [string, string]),
  )
  if (properties.get('LoadState') !== 'loaded') return []
  const missing = Object.keys(HARDENING).filter(name => !HARDENING[name]!.test(properties.get(name) ?? ''))
  return [
    missing.length === 0
      ? ok('unit', 'The systemd unit is hardened.')
      : warn(
          'unit',
          `The systemd unit lacks ${missing.join(', ')}.`,
          'Compare it with deploy/vestka.service.',
        ),
  ]
}

function showUnit(): string {
  try {
    const names = ['LoadState', ...Object.keys(HARDENING)].map(name => `--property=${name}`)
    return execFileSync('systemctl', ['show', 'vestka.service', ...names], {
      encoding: 'utf8',
      timeout: 3000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return ''
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
