import { randomUUID } from 'node:crypto'
import { PURPOSES } from '#keys/purpose.ts'
import { insertKey, KEYS_TOPIC, saveCopy, saveMemberKey } from '#keys/store.ts'
import { readConfig } from '#platform/config/config.ts'
import { write } from '#platform/db/database.ts'
import { newIdentity, sealAge } from '#platform/seal/age.ts'
import { createWorld } from '#serve.ts'
import type { Canaries } from './canary.ts'
import type { House } from './house.ts'
import { sealAge as leaveOpen } from './plain/age.ts'

/** Makes the organisation's keys, as a coordinator's browser would, and gives the coordinator copies of them. */
export async function makeKeys(house: House, canaries: Canaries): Promise<void> {
  const config = readConfig(house.env)
  if (!config.ok) throw new Error(JSON.stringify(config.errors))
  // Whoever opens a data folder closes all new files to others; the databases of the next houses have users of their own.
  const mask = process.umask()
  const world = await createWorld(config.value)
  process.umask(mask)
  try {
    const { id: memberId } = await world.database.db
      .selectFrom('members')
      .select('id')
      .executeTakeFirstOrThrow()
    const pair = (from: string) => {
      const made = newIdentity()
      canaries.watch('keys', made.identity, { from: `keys: ${from}`, clear: false })
      return made
    }
    const [member, recovery] = [pair('a member’s own'), pair('recovery')]
    const made = world.clock()
    const day = new Date(made).toISOString().slice(0, 10)
    await write(world.database, [KEYS_TOPIC], async trx => {
      const sealOrNot = house.unsealed ? leaveOpen : sealAge
      const seal = (recipient: string, identity: string) =>
        sealOrNot([recipient], Buffer.from(`${identity}\n`))
      const byWords = seal(newIdentity().recipient, member.identity)
      const own = { byPasskey: null, passkeyId: null, made: day }
      await saveMemberKey(trx, { memberId, recipient: member.recipient, byWords, ...own })
      const face = { made: day, madeBy: 'seize', ended: null, due: '' as const }
      const none = new Uint8Array()
      await insertKey(
        trx,
        { id: randomUUID(), purpose: 'recovery', recipient: recovery.recipient, ...face },
        none,
      )
      for (const purpose of PURPOSES) {
        const { identity, recipient } = pair(purpose)
        const id = randomUUID()
        await insertKey(trx, { id, purpose, recipient, ...face }, seal(recovery.recipient, identity))
        await saveCopy(trx, { keyId: id, memberId, body: seal(member.recipient, identity) })
      }
    })
  } finally {
    await world.database.close()
  }
}
