import type { Key, MemberKey } from '#keys/key.ts'
import * as store from '#keys/store.ts'
import type { Calls } from './calls.ts'

const key: Key = {
  id: 'k1',
  purpose: 'organisers',
  recipient: 'age1',
  made: '2024-05-21',
  madeBy: 'Alesia',
  ended: null,
  due: '',
}
const own: MemberKey = {
  memberId: 'm1',
  recipient: 'age1',
  byWords: Buffer.from('words'),
  byPasskey: null,
  passkeyId: null,
  made: '2024-05-21',
}

export const calls: Calls<typeof store> = {
  getKeys: ({ database }) => store.getKeys(database),
  getCurrentKey: ({ database }) => store.getCurrentKey(database, 'organisers'),
  listKeys: ({ db }) => store.listKeys(db),
  insertKey: ({ db }) => store.insertKey(db, key, Buffer.from('age')),
  endKey: ({ db }) => store.endKey(db, { purpose: 'organisers', day: '2024-05-21' }),
  markDue: ({ db }) => store.markDue(db, ['organisers'], 'left'),
  listRecoveryCopies: ({ db }) => store.listRecoveryCopies(db),
  saveRecovery: ({ db }) => store.saveRecovery(db, { keyId: 'k1', recovery: Buffer.from('age') }),
  findMemberKey: ({ db }) => store.findMemberKey(db, 'm1'),
  listMemberRecipients: ({ db }) => store.listMemberRecipients(db),
  saveMemberKey: ({ db }) => store.saveMemberKey(db, own),
  deleteMemberKey: ({ db }) => store.deleteMemberKey(db, 'm1'),
  listHolders: ({ db }) => store.listHolders(db),
  listCopies: ({ db }) => store.listCopies(db, 'm1'),
  saveCopy: ({ db }) => store.saveCopy(db, { keyId: 'k1', memberId: 'm1', body: Buffer.from('age') }),
  deleteCopies: ({ db, answer }) => {
    answer({ id: 'k1', purpose: 'organisers', ended: null })
    return store.deleteCopies(db, 'm1', ['organisers'])
  },
}
