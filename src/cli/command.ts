import { type Config, readConfig } from '#platform/config/config.ts'

/** 0 done, 1 failed or refused (nothing was changed unless the message says so), 2 wrong usage or configuration. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const

/** What a command may use of the outside. Lines come without their end. */
export type Io = {
  env: Record<string, string | undefined>
  out(line: string): void
  err(line: string): void
}

/** Each file of a command exports `run`; it resolves with the exit code. */
export type Command = { run(args: readonly string[], io: Io): Promise<number> }

/** The configuration, or null after its faults were told. */
export function configOf(io: Io): Config | null {
  const read = readConfig(io.env)
  if (read.ok) return read.value
  for (const error of read.errors) io.err(`${error.name} ${error.cause}. ${error.advice}`)
  return null
}

/** Tells how a command is used. */
export function showUsage(io: Io, usage: string): number {
  io.err(`Usage: ./vestka ${usage}`)
  return EXIT.usage
}
