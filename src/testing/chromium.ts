import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { PATIENCE_MS } from './until.ts'

const DEBIAN = '/usr/bin/chromium'
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/vestka-chromium/', import.meta.url))
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name that is not localhost, where browsers send no Sec-Fetch-Site over plain http; every other name is nowhere.
  '--host-resolver-rules=MAP vestka.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

/**
 * Starts Chromium: the machine's own where there is one, else the one inside the package @sparticuz/chromium,
 * which needs nothing installed. VESTKA_CHROMIUM names another: a path, or 'npm' for the package.
 */
export async function launchChromium(): Promise<Browser> {
  const wish = process.env['VESTKA_CHROMIUM'] ?? ''
  const path = wish && wish !== 'npm' ? wish : DEBIAN
  if (wish !== 'npm' && existsSync(path))
    return chromium.launch({ executablePath: path, args: ARGS, timeout: PATIENCE_MS })
  const folder = await unpack()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ARGS,
    timeout: PATIENCE_MS,
    // A machine with only Node has neither NSS nor fonts: both come along.
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  })
}

/** Unpacks the package's browser once; files of tests that run side by side do not see half of it. */
async function unpack(): Promise<string> {
  const folder = join(CACHE, 'unpacked')
  if (existsSync(folder)) return folder
  mkdirSync(CACHE, { recursive: true })
  const temporary = mkdtempSync(join(CACHE, 'tmp-'))
  const before = { ...process.env }
  // It unpacks to the temporary folder of the system, and its libraries only where it believes to be on such a machine.
  Object.assign(process.env, { TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH'])
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
  }
  // Its own list of font folders names places that are not there.
  writeFileSync(
    join(temporary, 'fonts/fonts.conf'),
    `<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  )
  try {
    renameSync(temporary, folder)
  } catch {
    rmSync(temporary, { recursive: true, force: true })
  }
  return folder
}
