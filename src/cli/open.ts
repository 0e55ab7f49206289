import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { loadMessages } from '#platform/text/load.ts'
import { createTexts } from '#platform/text/texts.ts'
import { loadAssets } from '#platform/ui/assets.ts'
import { EXIT, type Io, showUsage } from './command.ts'
import { readIdentities } from './identity.ts'
import { createFileOpener } from './open/file-opener.ts'
import { type LocalServer, startLocalServer } from './open/local-server.ts'
import { createOpener, type Opener } from './open/opener.ts'
import { readAddress } from './remote/desk.ts'
import { codeOf, explainFault } from './remote/fault.ts'
import { openKnownSeals } from './remote/known-seals.ts'

const USAGE = 'open --remote URL | open FILE.age --remote URL | open FILE.age --identity FILE'
const MOST_BYTES = 64 * 1024 * 1024
/** Left alone for so long, the command ends by itself. */
const IDLE_MS = 30 * 60_000
const LAST_MS = 700

/**
 * Opens what is sealed on the member's own machine, in pages for a browser on the same machine; the server of the site
 * never meets the key. Resolves when the member ends it, or half an hour after the last use.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const wanted = readArgs(args)
  if (!wanted) return showUsage(io, USAGE)
  const texts = createTexts(loadMessages())
  try {
    const around = { texts, assets: loadAssets(), known: openKnownSeals(io.env) }
    const file =
      wanted.file === undefined
        ? {}
        : { file: { name: basename(wanted.file), bytes: readBytes(wanted.file) } }
    const end = Promise.withResolvers<void>()
    const onEnd = () => end.resolve()
    const opener =
      'identity' in wanted
        ? await createFileOpener({
            ...around,
            file: file.file!,
            identities: await readIdentities({ identity: wanted.identity, sheets: false }),
            onEnd,
          })
        : createOpener({ ...around, ...file, address: readAddress(wanted.remote), onEnd })
    await serveUntil(opener, { ...around, io, end })
    return EXIT.done
  } catch (error) {
    if (!codeOf(error)) throw error
    io.err(explainFault(texts.in('en'), error))
    return EXIT.failed
  }
}

type Serving = { assets: ReturnType<typeof loadAssets>; io: Io; end: PromiseWithResolvers<void> }

async function serveUntil(opener: Opener, { assets, io, end }: Serving): Promise<void> {
  const idle = globalThis.setTimeout(end.resolve, IDLE_MS)
  const server: LocalServer = await startLocalServer(assets, request => {
    idle.refresh()
    return opener.handle(request)
  })
  const stop = () => end.resolve()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  io.out('Open this address in a browser on this machine. It is for you alone, and ends with this command:')
  io.out(server.address)
  await end.promise
  clearTimeout(idle)
  await opener.close()
  // The last page still fetches its fonts.
  await setTimeout(LAST_MS)
  await server.stop()
  io.out('Ended: the key is forgotten and you are signed out.')
}

type Wanted = { remote: string; file?: string } | { identity: string; file: string }

function readArgs(args: readonly string[]): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { remote: { type: 'string' }, identity: { type: 'string' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    const { remote, identity } = values
    if (more.length > 0 || !remote === !identity) return null
    if (remote) return file === undefined ? { remote } : { remote, file }
    return identity && file !== undefined ? { identity, file } : null
  } catch {
    return null
  }
}

function readBytes(path: string): Uint8Array {
  const bytes = readFileSync(path)
  if (bytes.length > MOST_BYTES) throw Object.assign(new Error('too large'), { code: 'EFBIG' })
  return bytes
}
