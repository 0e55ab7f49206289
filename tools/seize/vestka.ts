import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A Vestka that can be started, killed and started again over the same data; `output` is all that it ever wrote. */
export type Vestka = {
  /** `flags` are for Node. */
  start(...flags: string[]): Promise<void>
  /** As a cut of the power would: SIGKILL. */
  kill(): Promise<void>
  /** In order: SIGTERM. Resolves with the exit code. */
  stop(): Promise<number | null>
  /** Runs `./vestka …` beside it. Throws with its output where it fails. */
  command(...args: string[]): Promise<string>
  output(): string
  /** Its process, while it runs. */
  pid(): number | undefined
}

/** `folder` takes data and temporary files; `changes` are names of files here that change what Vestka does. */
export function prepareVestka(
  folder: string,
  { env, changes }: { env: Record<string, string>; changes: readonly string[] },
): Vestka {
  const imports = changes.flatMap(name => ['--import', `./tools/seize/${name}`])
  let output = ''
  let child: ChildProcess | null = null
  let ended: Promise<number | null> = Promise.resolve(null)
  const launch = (script: string, args: readonly string[], flags: readonly string[] = []) => {
    const temporary = join(folder, `temporary-${script.replaceAll('/', '-')}`)
    mkdirSync(temporary, { recursive: true })
    const made = spawn(process.execPath, [...imports, ...flags, script, ...args], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        TMPDIR: temporary,
        HOME: temporary,
        VESTKA_DATA: join(folder, 'data'),
        ...env,
      },
    })
    let own = ''
    for (const stream of [made.stdout, made.stderr])
      stream.on('data', chunk => {
        own += chunk
        output += chunk
      })
    const exit = new Promise<number | null>(resolve => made.on('exit', code => resolve(code)))
    return { made, exit, own: () => own }
  }
  return {
    start: async (...flags) => {
      const { made, exit, own } = launch('src/main.ts', [], flags)
      child = made
      ended = exit
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!/\(port \d+\)/.test(own())) return
          made.stdout.off('data', look)
          resolve()
        }
        made.stdout.on('data', look)
        void exit.then(() => reject(new Error(`Vestka ended: ${own()}`)))
      })
    },
    kill: async () => {
      child?.kill('SIGKILL')
      await ended
    },
    stop: () => {
      child?.kill('SIGTERM')
      return ended
    },
    command: async (...args) => {
      const { exit, own } = launch('src/cli/vestka.ts', args)
      const code = await exit
      if (code !== 0) throw new Error(`./vestka ${args[0]} ended with ${code}: ${own()}`)
      return own()
    },
    output: () => output,
    pid: () => (child?.exitCode === null && child.signalCode === null ? child.pid : undefined),
  }
}
