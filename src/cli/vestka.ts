import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { explain, isAdvice } from '#platform/log/advice.ts'
import { placeOf } from '#platform/log/log.ts'
import { type Command, EXIT, type Io } from './command.ts'

const COMMANDS: Record<string, () => Promise<Command>> = {
  serve: () => import('./serve.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  unseal: () => import('./unseal.ts'),
  open: () => import('./open.ts'),
  keys: () => import('./keys.ts'),
  member: () => import('./member.ts'),
  'import-wxr': () => import('./import-wxr.ts'),
  doctor: () => import('./doctor.ts'),
  intake: () => import('./intake.ts'),
  'seed-load': () => import('./seed-load.ts'),
  help: () => import('./help.ts'),
}
const HELP = ['-h', '--help', undefined]

if (import.meta.main) {
  // As in main.ts.
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/vestka-code', import.meta.url)))
  process.exitCode = await dispatch(process.argv.slice(2), processIo())
}

/** Runs the command that the first argument names, and resolves with the exit code. */
export async function dispatch([name, ...args]: readonly string[], io: Io): Promise<number> {
  const load = HELP.includes(name) ? COMMANDS['help'] : Object.hasOwn(COMMANDS, name!) && COMMANDS[name!]
  if (!load) {
    io.err('There is no such command. `./vestka help` lists them.')
    return EXIT.usage
  }
  try {
    const command = await load()
    return await command.run(args, io)
  } catch (error) {
    io.err(explain(error))
    if (!isAdvice(error)) io.err(`(${placeOf(error)})`)
    return EXIT.failed
  }
}

/** The real outside. The data folder is that of this installation, from whichever folder it is run. */
function processIo(): Io {
  process.env['VESTKA_DATA'] ||= fileURLToPath(new URL('../../data', import.meta.url))
  return {
    env: process.env,
    out: line => process.stdout.write(`${line}\n`),
    err: line => process.stderr.write(`${line}\n`),
  }
}
