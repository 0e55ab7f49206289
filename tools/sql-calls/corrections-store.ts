import * as store from '#corrections/store.ts'
import type { Calls } from './calls.ts'

const correction = { id: 'c1', path: '/en', text: 'The date is wrong', lang: 'en', arrived: '2024-05-21' }

export const calls: Calls<typeof store> = {
  insertCorrection: ({ db }) => store.insertCorrection(db, correction),
  listCorrections: ({ db }) => store.listCorrections(db),
  findCorrection: ({ db }) => store.findCorrection(db, 'c1'),
  deleteCorrection: ({ db }) => store.deleteCorrection(db, 'c1'),
}
