import type { Db } from '#platform/db/tables.ts'
import { bytesOf, type Sealed, toSealed } from '#platform/seal/sealed.ts'
import type { Licence, Picture, PictureState } from './picture.ts'

type PictureRow = {
  id: string
  subject: string
  upload: string
  state: string
  version: number
  width: number
  height: number
  credit: string
  licence: string
  alts: string
  captions: string
  covered: number
  consent: number
  show_from: number | null
  position: number
  arrived: string
  published_at: number | null
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    pictures: PictureRow
    picture_bodies: { picture_id: string; key_id: string; body: Uint8Array }
  }
}

/** Changes when a picture is published, changed or taken down. */
export const PICTURES_TOPIC = 'pictures'

/** A picture before it is decided about: a padded JPEG as an age file, and the key that it is sealed to. */
export type SealedPicture = { keyId: string; body: Sealed<Uint8Array> }

/** Adds a picture; of one subject and one upload there is one (unique). */
export async function insertPicture(db: Db, picture: Picture, upload: string): Promise<void> {
  await db
    .insertInto('pictures')
    .values({ ...toRow(picture), upload })
    .execute()
}

/** Writes a picture over its older version; false when somebody else was faster. */
export async function updatePicture(db: Db, picture: Picture): Promise<boolean> {
  const { id, ...row } = toRow(picture)
  const { numUpdatedRows } = await db
    .updateTable('pictures')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', picture.version - 1)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function findPicture(db: Db, id: string): Promise<Picture | undefined> {
  const row = await db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** What somebody sent before under the same upload id. */
export async function findUpload(
  db: Db,
  { subject, upload }: { subject: string; upload: string },
): Promise<Picture | undefined> {
  const row = await db
    .selectFrom('pictures')
    .selectAll()
    .where('subject', '=', subject)
    .where('upload', '=', upload)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Pictures of some subjects, in their order. */
export async function listPictures(db: Db, subjects: readonly string[]): Promise<Picture[]> {
  if (subjects.length === 0) return []
  const rows = await db
    .selectFrom('pictures')
    .selectAll()
    .where('subject', 'in', [...subjects])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** Pictures in a state, the oldest day first. */
export async function listByState(db: Db, state: PictureState): Promise<Picture[]> {
  const rows = await db
    .selectFrom('pictures')
    .selectAll()
    .where('state', '=', state)
    .orderBy('arrived')
    .orderBy('subject')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** How many pictures each subject has in each state. */
export async function countPictures(
  db: Db,
): Promise<{ subject: string; state: PictureState; count: number }[]> {
  const rows = await db
    .selectFrom('pictures')
    .select(({ fn }) => ['subject', 'state', fn.countAll<number>().as('count')])
    .groupBy(['subject', 'state'])
    .orderBy('subject')
    .execute()
  return rows.map(row => ({ ...row, state: row.state as PictureState, count: Number(row.count) }))
}

/** The ids of all pictures that have files. */
export async function listFiled(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('pictures')
    .select('id')
    .where('state', '!=', 'waiting')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Deletes a picture with its sealed body. */
export async function deletePicture(db: Db, id: string): Promise<void> {
  await deleteBody(db, id)
  await db.deleteFrom('pictures').where('id', '=', id).execute()
}

/** Keeps the sealed body of a picture that waits, in the place of one before. */
export async function saveBody(db: Db, id: string, { keyId, body }: SealedPicture): Promise<void> {
  const row = { key_id: keyId, body: bytesOf(body) }
  await db
    .insertInto('picture_bodies')
    .values({ picture_id: id, ...row })
    .onConflict(on => on.column('picture_id').doUpdateSet(row))
    .execute()
}

export async function findBody(db: Db, id: string): Promise<SealedPicture | undefined> {
  const row = await db
    .selectFrom('picture_bodies')
    .select(['key_id', 'body'])
    .where('picture_id', '=', id)
    .executeTakeFirst()
  return row && { keyId: row.key_id, body: toSealed(row.body) }
}

/** Which key the body of each picture is sealed to: an id by that of its picture. */
export async function listBodyKeys(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('picture_bodies').select(['picture_id', 'key_id']).execute()
  return new Map(rows.map(row => [row.picture_id, row.key_id]))
}

/** Puts the same picture, sealed to another key, in the place of the old; false when it is under another one by now. */
export async function resealBody(
  db: Db,
  { id, was, keyId, body }: SealedPicture & { id: string; was: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('picture_bodies')
    .set({ key_id: keyId, body: bytesOf(body) })
    .where('picture_id', '=', id)
    .where('key_id', '=', was)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteBody(db: Db, id: string): Promise<void> {
  await db.deleteFrom('picture_bodies').where('picture_id', '=', id).execute()
}

function toRow({
  alts,
  captions,
  consent,
  showFrom,
  publishedAt,
  ...rest
}: Picture): Omit<PictureRow, 'upload'> {
  return {
    ...rest,
    alts: JSON.stringify(alts),
    captions: JSON.stringify(captions),
    consent: consent ? 1 : 0,
    show_from: showFrom,
    published_at: publishedAt,
  }
}

function fromRow({ upload: _, show_from, published_at, consent, ...row }: PictureRow): Picture {
  return {
    ...row,
    state: row.state as PictureState,
    licence: row.licence as Licence,
    alts: JSON.parse(row.alts) as Record<string, string>,
    captions: JSON.parse(row.captions) as Record<string, string>,
    consent: consent === 1,
    showFrom: show_from,
    publishedAt: published_at,
  }
}
