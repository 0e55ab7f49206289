import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import type { World } from '#platform/world.ts'
import type { Settings } from './settings.ts'
import { readSettings, SETTINGS_TOPIC, saveSettings } from './store.ts'

/** Changes some of the settings, with a line in the log that says which. */
export function changeSettings(world: World, by: { name: string }, change: Partial<Settings>): Promise<void> {
  return write(world.database, [SETTINGS_TOPIC], async trx => {
    const before = await readSettings(trx)
    const after = { ...before, ...change }
    const names = (Object.keys(change) as (keyof Settings)[]).filter(
      name => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    )
    if (names.length === 0) return
    await saveSettings(trx, after)
    const line = names.includes('shield')
      ? { action: 'shield-changed', note: after.shield }
      : { action: 'settings-changed', note: names.join(', ') }
    await insertLogEntry(trx, { member: by.name, subject: 'settings:site', ...line }, world.clock())
  })
}
