import { listKeysWaiting } from '#approvals/actions.ts'
import type { Member } from '#members/member.ts'
import type { World } from '#platform/world.ts'
import type { Held } from './held.ts'
import { isPurpose, mayHold } from './purpose.ts'
import { findMemberKey, listCopies, listKeys } from './store.ts'

/** Which keys a member holds, waits for or lacks, as far as the server knows. */
export async function listHeld(world: World, { id, role }: Member): Promise<Held> {
  const { db } = world.database
  const keys = (await listKeys(db)).filter(({ purpose }) => isPurpose(purpose) && mayHold(role, purpose))
  const copies = new Set((await listCopies(db, id)).map(({ keyId }) => keyId))
  const own = await findMemberKey(db, id)
  const asked = (await listKeysWaiting(db, world)).get(own?.recipient ?? '')
  const held: Held = { now: [], older: [], waiting: [], lacking: [] }
  for (const purpose of new Set(keys.map(key => key.purpose))) {
    const of = keys.filter(key => key.purpose === purpose)
    const isCurrent = of.some(key => key.ended === null && copies.has(key.id))
    if (isCurrent) held.now.push(purpose)
    else if (of.some(key => copies.has(key.id))) held.older.push(purpose)
    if (of.some(key => asked?.has(key.id) && !copies.has(key.id))) held.waiting.push(purpose)
    else if (!isCurrent) held.lacking.push(purpose)
  }
  return held
}
