import type { Member } from '#members/member.ts'
import * as store from '#members/store.ts'
import type { Calls } from './calls.ts'

const member: Member = {
  id: 'm1',
  name: 'Alesia',
  role: 'coordinator',
  countries: 'all',
  languages: ['be'],
  language: 'be',
  since: '2024-05-21',
  active: true,
}
const secrets = { passphrase: '$argon2id$…', totp: 'sealed', totp_step: 0 }

export const calls: Calls<typeof store> = {
  listMembers: ({ db }) => store.listMembers(db),
  findMember: ({ db }) => store.findMember(db, 'm1'),
  findMemberByName: ({ db }) => store.findMemberByName(db, 'Alesia'),
  findSecrets: [
    ({ db }) => store.findSecrets(db, { id: 'm1' }),
    ({ db }) => store.findSecrets(db, { name: 'Alesia' }),
  ],
  countMembers: ({ db, answer }) => {
    answer({ count: 2 })
    return store.countMembers(db)
  },
  countOtherCoordinators: ({ db, answer }) => {
    answer({ count: 1 })
    return store.countOtherCoordinators(db, 'm1')
  },
  lockMembers: ({ db }) => store.lockMembers(db),
  insertMember: ({ db }) => store.insertMember(db, member, secrets),
  updateSecrets: ({ db }) => store.updateSecrets(db, 'm1', secrets),
  replaceSecrets: ({ db }) => store.replaceSecrets(db, { id: 'm1', passphrase: '$argon2id$…' }, secrets),
  acceptStep: ({ db }) => store.acceptStep(db, 'm1', 57_000_000),
  updateMember: ({ db }) =>
    store.updateMember(db, 'm1', { role: 'moderator', countries: ['LT', 'PL'], languages: ['ru'] }),
  deleteMember: ({ db }) => store.deleteMember(db, 'm1'),
}
