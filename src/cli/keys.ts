import { isPurpose, type Purpose } from '#keys/purpose.ts'
import { loadMessages } from '#platform/text/load.ts'
import { createTexts } from '#platform/text/texts.ts'
import { EXIT, type Io, showUsage } from './command.ts'
import { resealRemotely } from './keys/reseal.ts'
import { rotateRemotely } from './keys/rotate.ts'
import { askForRotation, showStatus } from './keys/status.ts'
import { codeOf, explainFault } from './remote/fault.ts'

const USAGE = 'keys status | rotate PURPOSE [--remote URL] | reseal PURPOSE --remote URL'

/** Shows the organisation's keys; puts new ones in their place; seals again what older keys hold. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const work = readWork(args)
  if (!work) return showUsage(io, USAGE)
  try {
    return await work(io)
  } catch (error) {
    if (!codeOf(error)) throw error
    io.err(explainFault(createTexts(loadMessages()).in('en'), error))
    return EXIT.failed
  }
}

type Work = (io: Io) => Promise<number>

function readWork([what, ...args]: readonly string[]): Work | null {
  if (what === 'status' && args.length === 0) return showStatus
  const [purpose, option, url, ...more] = args
  if (!purpose || !isPurpose(purpose) || more.length > 0) return null
  if (option !== undefined && (option !== '--remote' || !url)) return null
  return workOn(what, { purpose, url })
}

function workOn(
  what: string | undefined,
  { purpose, url }: { purpose: Purpose; url?: string | undefined },
): Work | null {
  if (what === 'rotate')
    return io => (url ? rotateRemotely(io, { purpose, url }) : askForRotation(io, purpose))
  if (what === 'reseal' && url) return io => resealRemotely(io, { purpose, url })
  return null
}
