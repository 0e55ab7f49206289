import * as store from '#events/source-store.ts'
import type { Calls } from './calls.ts'

export const calls: Calls<typeof store> = {
  insertSource: ({ db }) => store.insertSource(db, 'e1', { text: 'Riga, 19:00', lang: 'en' }),
  findSource: ({ db }) => store.findSource(db, 'e1'),
  deleteSource: ({ db }) => store.deleteSource(db, 'e1'),
}
