import { DEFAULT_SETTINGS } from '#settings/settings.ts'
import * as store from '#settings/store.ts'
import type { Calls } from './calls.ts'

export const calls: Calls<typeof store> = {
  getSettings: ({ database }) => store.getSettings(database),
  readSettings: ({ db }) => store.readSettings(db),
  saveSettings: ({ db }) => store.saveSettings(db, DEFAULT_SETTINGS),
  getOrMakeSecret: ({ db, answer }) => {
    answer()
    answer({ value: 'c2VjcmV0' })
    return store.getOrMakeSecret(db)
  },
}
