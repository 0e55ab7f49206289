import * as store from '#members/passkey-store.ts'
import type { Calls } from './calls.ts'

const now = Date.parse('2024-05-21T12:00:00Z')
const passkey = {
  id: 'p1',
  member_id: 'm1',
  label: 'Phone',
  public_key: new Uint8Array([1]),
  counter: 0,
  added: '2024-05-21',
}

export const calls: Calls<typeof store> = {
  listPasskeys: ({ db }) => store.listPasskeys(db, 'm1'),
  findPasskey: ({ db }) => store.findPasskey(db, 'm1', 'p1'),
  insertPasskey: ({ db }) => store.insertPasskey(db, passkey),
  updatePasskeyCounter: ({ db }) => store.updatePasskeyCounter(db, 'p1', 1),
  deletePasskey: ({ db }) => store.deletePasskey(db, 'm1', 'p1'),
  deletePasskeys: ({ db }) => store.deletePasskeys(db, 'm1'),
  spendChallenge: ({ db }) => store.spendChallenge(db, { hash: 'hash', expires: now }, now),
}
