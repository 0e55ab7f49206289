import type { Db } from '#platform/db/tables.ts'
import type { Batch } from './batch.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    intakes: { id: string; version: number; member: string; day: string; content: string }
  }
}

/** All lists that are still being worked on, the newest day first. */
export async function listBatches(db: Db): Promise<Batch[]> {
  const rows = await db.selectFrom('intakes').selectAll().orderBy('day', 'desc').orderBy('id').execute()
  return rows.map(fromRow)
}

export async function findBatch(db: Db, id: string): Promise<Batch | undefined> {
  const row = await db.selectFrom('intakes').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function insertBatch(db: Db, batch: Batch): Promise<void> {
  await db.insertInto('intakes').values(toRow(batch)).execute()
}

/** Writes a list over its older version; false when somebody else was faster. */
export async function updateBatch(db: Db, batch: Batch): Promise<boolean> {
  const { id, ...row } = toRow(batch)
  const result = await db
    .updateTable('intakes')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', batch.version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

export async function deleteBatch(db: Db, id: string): Promise<void> {
  await db.deleteFrom('intakes').where('id', '=', id).execute()
}

function toRow({ id, version, member, day, ...content }: Batch) {
  return { id, version, member, day, content: JSON.stringify(content) }
}

function fromRow({
  content,
  ...row
}: {
  id: string
  version: number
  member: string
  day: string
  content: string
}): Batch {
  return { ...JSON.parse(content), ...row }
}
