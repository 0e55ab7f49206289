/** An error that an operator can act on: its message is a cause and an advice, and never quotes a value. */
export function adviceError(cause: string, advice: string): Error {
  const error = new Error(`${cause} ${advice}`)
  error.name = 'Advice'
  return error
}

/** True for what `adviceError` made: its message may be shown as it is. */
export function isAdvice(error: unknown): error is Error {
  return error instanceof Error && error.name === 'Advice'
}

/**
 * What an operator is told of any error: cause and advice. Messages of other libraries are not repeated,
 * since they quote paths, addresses and values.
 */
export function explain(error: unknown): string {
  if (isAdvice(error)) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = Object.entries(KNOWN).find(([pattern]) => new RegExp(`^(${pattern})$`).test(code))
  return known ? known[1] : `Something failed that was not foreseen${code && ` (${code})`}.`
}

const KNOWN = {
  'EACCES|EPERM|EROFS':
    'A file or folder may not be read or written. Run Vestka as the user who owns its data folder.',
  'ENOSPC|SQLITE_FULL|53100': 'The disk is full. Make room; nothing that was saved is lost.',
  EADDRINUSE: 'The port is taken by another program. Stop that program, or choose another PORT.',
  EADDRNOTAVAIL: 'This machine does not have that address. Check HOST and DESK_ADDRESS.',
  'ENOTFOUND|EAI_AGAIN': 'A host name could not be found. Check HOST, DESK_ADDRESS and DATABASE_URL.',
  'ECONNREFUSED|ETIMEDOUT|ECONNRESET|57P03':
    'The database does not answer. See that PostgreSQL runs, and check the host and port of DATABASE_URL.',
  '28P01|28000|42501': 'PostgreSQL refused the user. Check the name, password and rights in DATABASE_URL.',
  '3D000': 'PostgreSQL has no database of that name. Create it, or correct DATABASE_URL.',
  'SQLITE_BUSY.*|55P03': 'The database is in use by another program. Wait for it to end and try again.',
  'SQLITE_(CORRUPT|NOTADB).*':
    'The database file is damaged. Move it aside and restore the last backup; see docs/operating.md.',
  'SQLITE_(CANTOPEN|READONLY).*':
    'The database file cannot be opened. Check the owner and the rights of the data folder.',
} as const
