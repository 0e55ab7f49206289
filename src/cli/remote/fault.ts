/** What can go wrong between this machine and a desk; each has a text `cli.fault.<code>`. */
export const FAULTS = [
  'address',
  'plain',
  'away',
  'certificate',
  'elsewhere',
  'odd',
  'wrong',
  'wait',
  'ended',
  'locked',
  'missing',
  'refused',
  'conflict',
  'words',
  'not-words',
  'no-member-key',
  'no-copy',
  'false-copy',
  'unreadable',
] as const
export type Fault = (typeof FAULTS)[number]

type RemoteFault = Error & { fault: Fault; values: Record<string, string | number> }

/** An error with a text for people; `values` are what the text names, such as the seconds of 'wait'. */
export function remoteFault(fault: Fault, values: Record<string, string | number> = {}): RemoteFault {
  const error = new Error(fault)
  error.name = 'Remote'
  return Object.assign(error, { fault, values })
}

/** True for what remoteFault made. */
export function isRemoteFault(error: unknown): error is RemoteFault {
  return error instanceof Error && error.name === 'Remote'
}
