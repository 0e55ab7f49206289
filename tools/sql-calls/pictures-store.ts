import * as store from '#pictures/store.ts'
import { toSealed } from '#platform/seal/sealed.ts'
import type { Calls } from './calls.ts'

const picture = {
  id: 'p1',
  subject: 'event:v1',
  state: 'waiting',
  version: 2,
  width: 2400,
  height: 1800,
  credit: '',
  licence: 'press',
  alts: { en: 'People with candles' },
  captions: {},
  covered: 3,
  consent: false,
  showFrom: null,
  position: 0,
  arrived: '2024-05-21',
  publishedAt: null,
} as const

export const calls: Calls<typeof store> = {
  insertPicture: ({ db }) => store.insertPicture(db, picture, 'u1'),
  updatePicture: ({ db }) => store.updatePicture(db, picture),
  findPicture: ({ db }) => store.findPicture(db, 'p1'),
  findUpload: ({ db }) => store.findUpload(db, { subject: 'event:v1', upload: 'u1' }),
  listPictures: ({ db }) => store.listPictures(db, ['event:v1', 'event:v2']),
  listByState: ({ db }) => store.listByState(db, 'waiting'),
  countPictures: ({ db }) => store.countPictures(db),
  listFiled: ({ db }) => store.listFiled(db),
  deletePicture: ({ db }) => store.deletePicture(db, 'p1'),
  saveBody: ({ db }) => store.saveBody(db, 'p1', { keyId: 'k1', body: toSealed(new Uint8Array(8)) }),
  findBody: ({ db }) => store.findBody(db, 'p1'),
  listBodyKeys: ({ db }) => store.listBodyKeys(db),
  resealBody: ({ db }) =>
    store.resealBody(db, { id: 'p1', was: 'k1', keyId: 'k2', body: toSealed(new Uint8Array(8)) }),
  deleteBody: ({ db }) => store.deleteBody(db, 'p1'),
}
