import * as store from '#desk/store.ts'
import type { Calls } from './calls.ts'

const now = Date.parse('2024-05-21T12:00:00Z')
const entry = { member: 'Alesia', action: 'event-published', subject: 'event:e1', note: '' }

export const calls: Calls<typeof store> = {
  insertLogEntry: ({ db, answer }) => {
    answer({ version: 7 })
    return store.insertLogEntry(db, entry, now)
  },
  listLog: [
    ({ db }) => store.listLog(db, { limit: 50 }),
    ({ db }) => store.listLog(db, { limit: 50, before: 100, subject: 'event:e1' }),
  ],
  listActions: ({ db }) => store.listActions(db, { actions: ['member-reset'], from: '2024-05-14' }),
  takeClaim: ({ db }) => store.takeClaim(db, { subject: 'event:e1', member: 'm1', now }),
  findClaim: ({ db }) => store.findClaim(db, 'event:e1', now),
  listClaims: ({ db }) => store.listClaims(db, now),
  takeFirst: ({ db }) =>
    store.takeFirst(db, { subjects: ['event:e1'], member: 'm1', now, isWaiting: async () => false }),
  dropClaim: ({ db }) => store.dropClaim(db, 'event:e1'),
}
