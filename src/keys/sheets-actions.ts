import { randomUUID } from 'node:crypto'
import type { Member } from '#members/member.ts'
import { listMembers } from '#members/store.ts'
import type { Db } from '#platform/db/tables.ts'
import type { World } from '#platform/world.ts'
import { type NewSheets, readNewSheets } from './made.ts'
import { RECOVERY } from './purpose.ts'
import { endKey, insertKey, listHolders, listKeys, saveRecovery } from './store.ts'

/** Whether a coordinator can make a new recovery key now. */
export type SheetsState = {
  /** The id of the recovery key that is to be replaced; null where there is none. */
  was: string | null
  /** The keys that anybody holds, older ones too: all of them have to be sealed to the new recovery key. */
  keyIds: string[]
  /** Purposes of those among them that this coordinator does not hold. */
  lacking: string[]
  /** Who holds them all, by name. */
  holders: string[]
  /** Purposes of keys that nobody holds: only the old sheets open them, also after that. */
  lost: string[]
}

/** What a new recovery key has to be made of, and who can make it. */
export async function readSheetsState(db: Db, by: Pick<Member, 'id'>): Promise<SheetsState> {
  const keys = await listKeys(db)
  const sealed = keys.filter(({ purpose }) => purpose !== RECOVERY)
  const held = Map.groupBy(await listHolders(db), ({ memberId }) => memberId)
  const isHeldBy = (id: string, keyId: string) => (held.get(id) ?? []).some(copy => copy.keyId === keyId)
  const known = sealed.filter(({ id }) => [...held.keys()].some(memberId => isHeldBy(memberId, id)))
  const members = (await listMembers(db)).filter(({ active }) => active)
  return {
    was: keys.find(({ purpose, ended }) => purpose === RECOVERY && ended === null)?.id ?? null,
    keyIds: known.map(({ id }) => id),
    lacking: purposesOf(known.filter(({ id }) => !isHeldBy(by.id, id))),
    holders: members.filter(({ id }) => known.every(key => isHeldBy(id, key.id))).map(({ name }) => name),
    lost: purposesOf(sealed.filter(key => !known.includes(key))),
  }
}

/** Whether a new recovery key fits what there is: in the place of the current one, and for every key that is held. */
export function fitsSheets({ was, keyIds }: SheetsState, made: NewSheets): boolean {
  const given = made.copies.map(({ keyId }) => keyId).sort()
  return was !== null && made.was === was && given.join() === [...keyIds].sort().join()
}

/**
 * Puts a new recovery key in the place of the current one, as a wish carries it; false where another has done so, or
 * where keys were made meanwhile that are not sealed to it. Files that were sealed to the older recovery key are gone.
 */
export async function putSheets(
  trx: Db,
  world: World,
  { payload, by }: { payload: string; by: { id: string; name: string } },
): Promise<boolean> {
  const made = readNewSheets(payload)
  if (!made || !fitsSheets(await readSheetsState(trx, by), made)) return false
  const day = new Date(world.clock()).toISOString().slice(0, 10)
  await endKey(trx, { purpose: RECOVERY, day })
  const { recipient, copies } = made
  const face = { id: randomUUID(), purpose: RECOVERY, recipient, made: day, madeBy: by.name } as const
  await insertKey(trx, { ...face, ended: null, due: '' }, new Uint8Array())
  for (const { keyId, body } of copies) await saveRecovery(trx, { keyId, recovery: body })
  return true
}

function purposesOf(keys: readonly { purpose: string }[]): string[] {
  return [...new Set(keys.map(({ purpose }) => purpose))]
}
