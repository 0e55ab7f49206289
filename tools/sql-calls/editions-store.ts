import type { Edition } from '#editions/edition.ts'
import * as store from '#editions/store.ts'
import type { Calls } from './calls.ts'

const edition: Edition = {
  year: 2024,
  version: 2,
  published: true,
  day: '2024-05-21',
  from: '2024-05-20',
  to: '2024-05-24',
  zone: 'Europe/Minsk',
  country: 'BY',
  hashtags: [],
  texts: {},
  figures: [],
  sources: [],
  example: false,
}

export const calls: Calls<typeof store> = {
  getEditions: ({ database }) => store.getEditions(database),
  listEditions: ({ db }) => store.listEditions(db),
  insertEdition: ({ db }) => store.insertEdition(db, edition),
  updateEdition: ({ db }) => store.updateEdition(db, edition),
}
