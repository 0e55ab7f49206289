import { toSealed } from '#platform/seal/sealed.ts'
import * as store from '#sealed/store.ts'
import type { Calls } from './calls.ts'

const body = toSealed(new Uint8Array([1]))

export const calls: Calls<typeof store> = {
  insertSealed: ({ db }) =>
    store.insertSealed(db, { kind: 'contact', subject: 'e1', keyId: 'k1', body, now: 0 }),
  listSealed: [
    ({ db }) => store.listSealed(db, {}),
    ({ db }) => store.listSealed(db, { subject: 'e1', kind: 'contact' }),
    ({ db }) => store.listSealed(db, { keyId: 'k1' }),
  ],
  findSealed: ({ db }) => store.findSealed(db, 's1'),
  resealRecord: ({ db }) => store.resealRecord(db, { id: 's1', was: 'k1', keyId: 'k2', body }),
  deleteSealed: [
    ({ db }) => store.deleteSealed(db, 'e1'),
    ({ db }) => store.deleteSealed(db, 'e1', 'contact'),
  ],
  deleteSealedRecord: ({ db }) => store.deleteSealedRecord(db, 's1'),
  countSealed: ({ db }) => store.countSealed(db),
  countOpening: ({ db, answer }) => {
    answer({ count: 1 })
    return store.countOpening(db, { memberId: 'm1', purpose: 'organisers', day: '2024-05-21' })
  },
}
