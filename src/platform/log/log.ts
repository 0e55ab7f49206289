/** Writes one line for the operator: what happened, and facts that are neither personal nor configuration. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, facts?: LogFacts) => void

/** Only these may be logged; there is no place for an address, a name, a body or a path with words in it. */
export type LogFacts = {
  id?: string
  code?: string
  method?: string
  route?: string
  ms?: number
  stack?: string
}

/** A log that writes JSON lines, a day and time each, through `write` (for example to standard output). */
export function createLog(write: (line: string) => void, clock: () => number): Log {
  return (level, message, facts) => {
    write(JSON.stringify({ at: new Date(clock()).toISOString(), level, message, ...facts }))
  }
}

/** Where an error was thrown, without its message: messages quote values, which may be personal. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an Error'
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return `${error.name} ${frames
    .slice(0, 6)
    .map(line => line.trim().replace(/(?:file:\/)?\/\S*\/(src|node_modules)\//, '$1/'))
    .join(' < ')}`
}
