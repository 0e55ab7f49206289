import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { childEnv } from './child-env.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

// Hooks run `after` of their own as soon as they end: what outlives them is ended when the file is.
const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})

/** Runs `end` when all tests of the file are over; the last one first. */
export function atTheEnd(end: () => unknown): void {
  ends.push(end)
}

export type TestServer = {
  child: ChildProcess
  port: number
  dataFolder: string
  /** All that it has written so far. */
  output(): string
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
}

/** A folder that goes when the tests are over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-test-'))
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts a real Vestka as a process of its own, on a free port of the loopback, and waits until it listens. */
export async function startServer(
  env: Record<string, string> = {},
  dataFolder: string = makeFolder(),
): Promise<TestServer> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: childEnv({ VESTKA_DATA: dataFolder, VESTKA_DEMO: '0', HOST: '127.0.0.1', PORT: '0', ...env }),
  })
  let output = ''
  const ended = new Promise<number | NodeJS.Signals | null>(resolve => {
    child.on('exit', (code, signal) => resolve(code ?? signal))
  })
  atTheEnd(() => child.kill('SIGKILL'))
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const match = /\(port (\d+)\)/.exec(output)
      if (match) resolve(Number(match[1]))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(code => reject(new Error(`Vestka ended (${code}): ${output}`)))
  })
  return { child, port, dataFolder, output: () => output, ended }
}
