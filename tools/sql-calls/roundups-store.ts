import type { Roundup, RoundupText } from '#roundups/roundup.ts'
import * as store from '#roundups/store.ts'
import type { Calls } from './calls.ts'

const roundup: Roundup = { edition: 2024, version: 2, original: 'en', blocks: [], cut: [] }
const text: RoundupText = {
  lang: 'en',
  version: 2,
  title: '',
  lead: '',
  between: {},
  state: 'draft',
  publishedAt: null,
  modifiedAt: null,
  basedOn: null,
  stamps: {},
}

export const calls: Calls<typeof store> = {
  listRoundups: ({ db }) => store.listRoundups(db),
  findRoundup: ({ db }) => store.findRoundup(db, 2024),
  insertRoundup: ({ db }) => store.insertRoundup(db, roundup),
  updateRoundup: ({ db }) => store.updateRoundup(db, roundup),
  listRoundupTexts: ({ db }) => store.listRoundupTexts(db, 2024),
  saveRoundupText: async ({ db }) => {
    await store.saveRoundupText(db, 2024, { ...text, version: 1 })
    await store.saveRoundupText(db, 2024, text)
  },
}
