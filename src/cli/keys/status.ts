import { askForNewKey } from '#keys/due-actions.ts'
import type { Key } from '#keys/key.ts'
import type { Purpose } from '#keys/purpose.ts'
import { currentRecipients } from '#keys/ring.ts'
import { listHolders, listKeys } from '#keys/store.ts'
import { listBodyKeys } from '#pictures/store.ts'
import { adviceError } from '#platform/log/advice.ts'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import type { World } from '#platform/world.ts'
import { countSealed } from '#sealed/store.ts'
import { createWorld } from '#serve.ts'
import { configOf, EXIT, type Io } from '../command.ts'

const DUE = { left: 'somebody left', asked: 'asked for', '': '' } as const
const HEAD = ['purpose', 'key', 'made', 'ended', 'new one due', 'holders', 'records']

/** On the server: which keys there are, who holds how many, and how many records are sealed to each. */
export function showStatus(io: Io): Promise<number> {
  return onServer(io, async world => {
    const { db } = world.database
    const keys = await listKeys(db)
    if (keys.length === 0) {
      io.out('There are no keys yet. A coordinator makes them at the desk, in a browser with scripts.')
      return EXIT.done
    }
    const holders = Map.groupBy(await listHolders(db), ({ keyId }) => keyId)
    const records = new Map((await countSealed(db)).map(({ keyId, count }) => [keyId, count]))
    for (const keyId of (await listBodyKeys(db)).values()) records.set(keyId, (records.get(keyId) ?? 0) + 1)
    const rows = keys.map(key => [
      ...faceOf(key),
      String(holders.get(key.id)?.length ?? (key.purpose === 'recovery' ? 'on paper' : 0)),
      String(records.get(key.id) ?? 0),
    ])
    const widths = HEAD.map((_, at) => Math.max(...[HEAD, ...rows].map(row => row[at]!.length)))
    for (const row of [HEAD, ...rows])
      io.out(
        row
          .map((cell, at) => cell.padEnd(widths[at]!))
          .join('  ')
          .trimEnd(),
      )
    io.out(`The words of the current keys: ${fingerprintOf(currentRecipients(keys))}`)
    const old = keys.filter(key => key.ended !== null && records.has(key.id))
    for (const purpose of new Set(old.map(key => key.purpose)))
      io.out(
        `Records of ${purpose} under older keys: a member seals them again with ./vestka keys reseal ${purpose} --remote URL`,
      )
    return EXIT.done
  })
}

/** On the server: asks the coordinators for a new key. */
export function askForRotation(io: Io, purpose: Purpose): Promise<number> {
  return onServer(io, async world => {
    if (!(await askForNewKey(world, { purpose, by: 'command line' })))
      throw adviceError('There is no key of that purpose.', 'See ./vestka keys status.')
    io.out(
      'No key is made on the server. The next coordinator who signs in is led to the page of the keys, and',
    )
    io.out(`makes it there; or on their own machine: ./vestka keys rotate ${purpose} --remote URL`)
    io.out('Until then the present key is used further.')
    return EXIT.done
  })
}

async function onServer(io: Io, work: (world: World) => Promise<number>): Promise<number> {
  const config = configOf(io)
  if (!config) return EXIT.usage
  const world = await createWorld(config)
  try {
    return await work(world)
  } finally {
    await world.database.close()
  }
}

function faceOf({ purpose, recipient, made, ended, due }: Key): string[] {
  return [purpose, `${recipient.slice(0, 10)}…${recipient.slice(-4)}`, made, ended ?? '', DUE[due]]
}
