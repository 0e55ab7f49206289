import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import type { World } from '#platform/world.ts'
import type { Purpose } from './purpose.ts'
import { KEYS_TOPIC, listKeys, markDue } from './store.ts'

/**
 * Asks the coordinators for a new key of a purpose: they are led to its page at their next sign-in. False where there is
 * no current one. No secret half is made here, on the server.
 */
export function askForNewKey(
  world: World,
  { purpose, by }: { purpose: Purpose; by: string },
): Promise<boolean> {
  return write(world.database, [KEYS_TOPIC], async trx => {
    const keys = await listKeys(trx)
    if (!keys.some(key => key.purpose === purpose && key.ended === null)) return false
    await markDue(trx, [purpose], 'asked')
    const entry = { member: by, action: 'key-asked', subject: `purpose:${purpose}`, note: '' }
    await insertLogEntry(trx, entry, world.clock())
    return true
  })
}
