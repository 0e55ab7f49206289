import { EXIT, type Io, showUsage } from './command.ts'

const USAGE = 'member invite NAME [coordinator|moderator] | list | remove NAME | reset NAME'

export async function run(_args: readonly string[], io: Io): Promise<number> {
  showUsage(io, USAGE)
  return EXIT.usage
}
