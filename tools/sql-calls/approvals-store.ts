import type { Approval } from '#approvals/approval.ts'
import * as store from '#approvals/store.ts'
import type { Calls } from './calls.ts'

const approval: Approval = {
  id: 'a1',
  kind: 'export',
  subject: 'organisers',
  payload: '{}',
  askedBy: { id: 'm1', name: 'Alesia' },
  day: '2024-05-21',
  state: 'waiting',
  decidedBy: null,
  decided: null,
}

export const calls: Calls<typeof store> = {
  listApprovals: ({ db }) => store.listApprovals(db, '2024-05-07'),
  findApproval: ({ db }) => store.findApproval(db, { id: 'a1', after: '2024-05-07' }),
  countWaiting: ({ db, answer }) => {
    answer({ count: 1 })
    return store.countWaiting(db, { after: '2024-05-07', notBy: 'm1' })
  },
  insertApproval: ({ db }) => store.insertApproval(db, approval, '2024-05-07'),
  decideApproval: [
    ({ db }) => store.decideApproval(db, { id: 'a1', state: 'approved', by: 'Ben', day: '2024-05-21' }),
    ({ db }) => store.decideApproval(db, { id: 'a1', state: 'refused', by: 'Ben', day: '2024-05-21' }),
  ],
  finishApproval: ({ db }) => store.finishApproval(db, 'a1'),
  deleteApproval: ({ db }) => store.deleteApproval(db, { id: 'a1', askedBy: 'm1' }),
  deleteApprovalsBy: ({ db }) => store.deleteApprovalsBy(db, 'm1'),
}
