import * as store from '#enquiries/store.ts'
import { toSealed } from '#platform/seal/sealed.ts'
import type { Calls } from './calls.ts'

const enquiry = {
  id: 'e1',
  eventId: 'v1',
  recipient: 'age1x',
  state: 'waiting',
  reason: '',
  place: null,
  arrived: '2024-05-21',
  decided: null,
} as const

export const calls: Calls<typeof store> = {
  insertEnquiry: ({ db }) => store.insertEnquiry(db, enquiry, 'hash'),
  lockEnquiry: ({ db }) => store.lockEnquiry(db, 'e1'),
  findEnquiry: ({ db }) => store.findEnquiry(db, 'e1'),
  findEnquiryByCode: ({ db }) => store.findEnquiryByCode(db, 'hash'),
  listEnquiries: ({ db }) => store.listEnquiries(db, 'v1'),
  listAskedGroups: ({ db }) => store.listAskedGroups(db),
  updateDecision: ({ db }) =>
    store.updateDecision(db, 'e1', {
      state: 'told',
      reason: '',
      place: 's1',
      answer: toSealed(new Uint8Array(8)),
      decided: '2024-05-22',
    }),
  deleteEnquiry: ({ db }) => store.deleteEnquiry(db, 'e1'),
}
