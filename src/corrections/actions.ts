import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import { writeTogether } from '#platform/db/group.ts'
import type { World } from '#platform/world.ts'
import type { Correction } from './correction.ts'
import { deleteCorrection, findCorrection, insertCorrection } from './store.ts'

/** Takes what a reader says is wrong to the desk. */
export function reportWrong(world: World, correction: Correction): Promise<void> {
  return writeTogether(world.database, [], trx => insertCorrection(trx, correction))
}

/** The desk has dealt with it: its text is deleted, the log keeps only the page. */
export function closeCorrection(world: World, by: { name: string }, id: string): Promise<boolean> {
  return write(world.database, [], async trx => {
    const correction = await findCorrection(trx, id)
    if (!correction) return false
    await deleteCorrection(trx, id)
    await insertLogEntry(
      trx,
      { member: by.name, action: 'correction-closed', subject: `correction:${id}`, note: correction.path },
      world.clock(),
    )
    return true
  })
}
