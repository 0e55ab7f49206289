import { keyPaths } from '#keys/paths.ts'
import type { Ring } from '#keys/ring.ts'
import { createSafe } from '#keys/safe.ts'
import { adviceError } from '#platform/log/advice.ts'
import { readPhrase, unknownWords } from '#platform/seal/words.ts'
import { EXIT, type Io } from '../command.ts'
import { createDoor, type Desk, readAddress } from '../remote/desk.ts'
import { remoteFault } from '../remote/fault.ts'
import { type KnownSeals, openKnownSeals } from '../remote/known-seals.ts'
import { readRemoteRecord, readRing } from '../remote/shapes.ts'
import { createTerminal, type Terminal } from '../remote/terminal.ts'
import { isSameWords } from '../remote/words.ts'

/** Somebody who has signed in at a desk from the terminal, and compared its keys. */
export type Session = {
  io: Io
  desk: Desk
  terminal: Terminal
  known: KnownSeals
  ring: Ring
  safe: ReturnType<typeof createSafe>
}

/** Asks for what signs in, sees to it that the keys were compared, does the work, and signs out whatever happens. */
export async function withSession(
  io: Io,
  url: string,
  work: (session: Session) => Promise<void>,
): Promise<number> {
  const address = readAddress(url)
  const terminal = createTerminal()
  const known = openKnownSeals(io.env)
  try {
    const desk = await createDoor(address).signIn({
      name: await terminal.ask('Name at the desk:'),
      passphrase: await terminal.askSecret('Passphrase:'),
      totp: await terminal.ask('Code from your authenticator app:'),
    })
    const safe = createSafe(async path => {
      const json = await desk.get(path)
      return path === keyPaths.ring ? readRing(json) : readRemoteRecord(json)
    })
    try {
      const session = { io, desk, terminal, known, safe, ring: await safe.readRing(keyPaths.ring) }
      await compare(session)
      await work(session)
      return EXIT.done
    } finally {
      safe.forget()
      await desk.signOut()
    }
  } finally {
    terminal.close()
  }
}

/** Asks for the seven words and holds the member's key. */
export async function unlock({ terminal, safe, ring }: Session): Promise<void> {
  const typed = await terminal.askSecret('Your seven words:')
  const phrase = readPhrase(typed)
  if (!phrase) throw remoteFault('not-words', { words: unknownWords(typed).slice(0, 7).join(', ') || '–' })
  await safe.unlock(ring, phrase)
}

async function compare({ io, desk, terminal, known, ring }: Session): Promise<void> {
  const sight = known.look(desk.address, ring)
  if (sight.state === 'same') return
  if (sight.state === 'new') {
    io.err('This machine does not know the keys of this desk yet. Have another member read you these words:')
    io.err(`  ${sight.fingerprint}`)
    if ((await terminal.ask("Type 'same' when they are the same:")) !== 'same') throw notCompared()
  } else {
    io.err('STOP. The keys are no longer those that this machine remembers. Changed:')
    io.err(`  ${sight.changed.join(', ')}`)
    io.err('Either there are new ones, or somebody has captured the server. Ask another member, not through')
    io.err('this server, and have the new words read to you. If nobody knows of new keys, press Ctrl-C.')
    if (!isSameWords(await terminal.ask('The new words:'), sight.fingerprint)) throw notCompared()
  }
  known.confirm(desk.address, ring)
}

function notCompared(): Error {
  return adviceError('The keys were not compared.', 'Nothing was done.')
}
