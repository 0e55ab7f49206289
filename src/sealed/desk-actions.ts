import { insertLogEntry } from '#desk/store.ts'
import type { Purpose } from '#keys/purpose.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import type { Sealed } from '#platform/seal/sealed.ts'
import type { World } from '#platform/world.ts'
import { KIND, type SealedFace, type SealedKind } from './record.ts'
import { countOpening, resealRecord } from './store.ts'

/** So many openings of one purpose on one day by one member stand in the log. */
export const BULK = 20

type By = { id: string; name: string }

/** Counts that a member was given a record to open; the one that makes it many stands in the log, with its day. */
export function noteOpening(world: World, by: By, { kind }: Pick<SealedFace, 'kind'>): Promise<void> {
  const { purpose } = KIND[kind]
  const now = world.clock()
  const day = new Date(now).toISOString().slice(0, 10)
  return write(world.database, [], async trx => {
    const count = await countOpening(trx, { memberId: by.id, purpose, day })
    if (count !== BULK) return
    const entry = {
      member: by.name,
      action: 'opened-many',
      subject: `purpose:${purpose}`,
      note: String(BULK),
    }
    await insertLogEntry(trx, entry, now)
  })
}

/** Puts a record back that a member sealed to another key; false when it has that key already, or another by now. */
export function reseal(
  world: World,
  by: By,
  record: { id: string; kind: SealedKind; was: string; keyId: string; body: Sealed<unknown> },
): Promise<boolean> {
  const { kind, ...resealed } = record
  return resealBy(world, by, { purpose: KIND[kind].purpose, put: trx => resealRecord(trx, resealed) })
}

/** Puts back what a member sealed to another key, as `put` does; what it gives comes back. The first of a day stands in the log. */
export function resealBy(
  world: World,
  by: By,
  { purpose, put }: { purpose: Purpose; put: (trx: Db) => Promise<boolean> },
): Promise<boolean> {
  const now = world.clock()
  const day = new Date(now).toISOString().slice(0, 10)
  return write(world.database, [], async trx => {
    if (!(await put(trx))) return false
    const count = await countOpening(trx, { memberId: by.id, purpose: `reseal:${purpose}`, day })
    if (count > 1) return true
    const entry = { member: by.name, action: 'resealed', subject: `purpose:${purpose}`, note: '' }
    await insertLogEntry(trx, entry, now)
    return true
  })
}
