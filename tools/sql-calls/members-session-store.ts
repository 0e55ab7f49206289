import * as store from '#members/session-store.ts'
import type { Calls } from './calls.ts'

const now = Date.parse('2024-05-21T12:00:00Z')
const session = { token_hash: 'hash', id: 's1', member_id: 'm1', started: now, used: now, locked: 0 }

export const calls: Calls<typeof store> = {
  findSession: ({ db }) => store.findSession(db, 'hash', now),
  insertSession: ({ db }) => store.insertSession(db, session),
  deleteEndedSessions: ({ db }) => store.deleteEndedSessions(db, now),
  listSessions: ({ db }) => store.listSessions(db, 'm1', now),
  updateSession: ({ db }) => store.updateSession(db, 's1', { used: now, locked: 1 }),
  deleteSession: ({ db }) => store.deleteSession(db, 'm1', 's1'),
  deleteSessions: [
    ({ db }) => store.deleteSessions(db, 'm1'),
    ({ db }) => store.deleteSessions(db, 'm1', 's1'),
  ],
}
