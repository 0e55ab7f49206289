import type { Invitation } from '#members/invitation.ts'
import * as store from '#members/invitation-store.ts'
import type { Calls } from './calls.ts'

const now = Date.parse('2024-05-21T12:00:00Z')
const invitation: Invitation = {
  id: 'i1',
  kind: 'invitation',
  memberId: null,
  role: 'moderator',
  countries: ['LT', 'PL'],
  languages: [],
  invitedBy: 'Alesia',
  made: '2024-05-21',
  expires: now,
}

export const calls: Calls<typeof store> = {
  findInvitation: ({ db }) => store.findInvitation(db, 'hash', now),
  listInvitations: ({ db }) => store.listInvitations(db, now),
  insertInvitation: ({ db }) => store.insertInvitation(db, invitation, { codeHash: 'hash', now }),
  deleteInvitation: ({ db }) => store.deleteInvitation(db, 'i1'),
  deleteInvitationsOf: [
    ({ db }) => store.deleteInvitationsOf(db, 'first'),
    ({ db }) => store.deleteInvitationsOf(db, 'reset', 'm1'),
  ],
  deleteInvitationsBy: ({ db }) => store.deleteInvitationsBy(db, 'Alesia'),
}
