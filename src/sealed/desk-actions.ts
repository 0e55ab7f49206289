import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
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

/**
 * Puts a record back that a member sealed to another key; false when it has that key already, or another by now. The
 * first of a day stands in the log.
 */
export function reseal(
  world: World,
  by: By,
  record: { id: string; kind: SealedKind; was: string; keyId: string; body: Sealed<unknown> },
): Promise<boolean> {
  const { kind, ...resealed } = record
  const { purpose } = KIND[kind]
  const now = world.clock()
  const day = new Date(now).toISOString().slice(0, 10)
  return write(world.database, [], async trx => {
    if (!(await resealRecord(trx, resealed))) return false
    const count = await countOpening(trx, { memberId: by.id, purpose: `reseal:${purpose}`, day })
    if (count > 1) return true
    const entry = { member: by.name, action: 'resealed', subject: `purpose:${purpose}`, note: '' }
    await insertLogEntry(trx, entry, now)
    return true
  })
}
