import type { Db, Tables } from '#platform/db/tables.ts'
import type { Approval, ApprovalKind, ApprovalState } from './approval.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    approvals: {
      id: string
      kind: string
      subject: string
      payload: string
      asked_by: string
      asked_name: string
      day: string
      state: string
      decided_by: string | null
      decided: string | null
    }
  }
}

/** Those asked for after a day, newest first. */
export async function listApprovals(db: Db, after: string): Promise<Approval[]> {
  const rows = await db
    .selectFrom('approvals')
    .selectAll()
    .where('day', '>', after)
    .orderBy('day', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toApproval)
}

/** One that was asked for after a day. */
export async function findApproval(
  db: Db,
  { id, after }: { id: string; after: string },
): Promise<Approval | undefined> {
  const row = await db
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', id)
    .where('day', '>', after)
    .executeTakeFirst()
  return row && toApproval(row)
}

/** How many wait that somebody else asked for after a day. */
export async function countWaiting(
  db: Db,
  { after, notBy }: { after: string; notBy: string },
): Promise<number> {
  const { count } = await db
    .selectFrom('approvals')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('state', '=', 'waiting')
    .where('day', '>', after)
    .where('asked_by', '<>', notBy)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Adds a wish, and drops those that were asked for up to a day. */
export async function insertApproval(db: Db, approval: Approval, after: string): Promise<void> {
  await db.deleteFrom('approvals').where('day', '<=', after).execute()
  const { askedBy, decidedBy, ...row } = approval
  await db
    .insertInto('approvals')
    .values({ ...row, asked_by: askedBy.id, asked_name: askedBy.name, decided_by: decidedBy })
    .execute()
}

/** Decides about one that waits; false when that has happened already. What was refused is not kept. */
export async function decideApproval(
  db: Db,
  { id, state, by, day }: { id: string; state: 'approved' | 'refused'; by: string; day: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approvals')
    .set({ state, decided_by: by, decided: day, ...(state === 'refused' ? { payload: '' } : {}) })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Says of an approved one that it has happened; false when that was said already. What it carried goes. */
export async function finishApproval(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('approvals')
    .set({ state: 'done', payload: '' })
    .where('id', '=', id)
    .where('state', '=', 'approved')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes one back that has not happened; false when there is none. */
export async function deleteApproval(
  db: Db,
  { id, askedBy }: { id: string; askedBy: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('approvals')
    .where('id', '=', id)
    .where('asked_by', '=', askedBy)
    .where('state', 'in', ['waiting', 'approved'])
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Takes back all that a member asked for and that has not happened. */
export async function deleteApprovalsBy(db: Db, askedBy: string): Promise<void> {
  await db
    .deleteFrom('approvals')
    .where('asked_by', '=', askedBy)
    .where('state', 'in', ['waiting', 'approved'])
    .execute()
}

function toApproval({
  asked_by,
  asked_name,
  decided_by,
  kind,
  state,
  ...row
}: Tables['approvals']): Approval {
  return {
    ...row,
    kind: kind as ApprovalKind,
    state: state as ApprovalState,
    askedBy: { id: asked_by, name: asked_name },
    decidedBy: decided_by,
  }
}
