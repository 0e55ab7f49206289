import { EXIT, type Io, showUsage } from './command.ts'

/** Serves until it is told to stop; it ends the process itself. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  if (args.length > 0) return showUsage(io, 'serve')
  const { serve } = await import('#serve.ts')
  await serve()
  return EXIT.done
}
