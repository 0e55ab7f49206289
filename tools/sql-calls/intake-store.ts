import type { Batch } from '#intake/batch.ts'
import * as store from '#intake/store.ts'
import type { Calls } from './calls.ts'

const batch: Batch = { id: 'a', version: 2, member: 'anna', day: '2024-05-21', source: '', entries: [] }

export const calls: Calls<typeof store> = {
  listBatches: ({ db }) => store.listBatches(db),
  findBatch: ({ db }) => store.findBatch(db, 'a'),
  insertBatch: ({ db }) => store.insertBatch(db, batch),
  updateBatch: ({ db }) => store.updateBatch(db, batch),
  deleteBatch: ({ db }) => store.deleteBatch(db, 'a'),
}
