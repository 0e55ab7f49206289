import { randomUUID } from 'node:crypto'
import type { LogEntry } from '#desk/log-entry.ts'
import { insertLogEntry, listActions } from '#desk/store.ts'
import { isPurpose, mayHold } from '#keys/purpose.ts'
import { findMemberKey, listKeys, saveCopy } from '#keys/store.ts'
import { isCoordinator, type Member } from '#members/member.ts'
import { countOtherCoordinators, findMember, lockMembers } from '#members/store.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { type Approval, type ApprovalKind, LAPSE_DAYS, QUIET_DAYS, readWish } from './approval.ts'
import * as store from './store.ts'

/** A coordinator is gone, or has lost the way in: the actions of the log that say so. */
const TAKEN_AWAY = ['coordinator-removed', 'coordinator-demoted', 'coordinator-reset']

type Wish = { kind: ApprovalKind; subject: string; payload: string; by: Member }

/**
 * Asks a second coordinator for something, in the transaction of the caller. `payload` is the JSON of what will be
 * carried out, `subject` what it is about in words. `alone`: there is nobody to ask, so it is approved already, the log
 * says so, and the caller carries it out with takeApproved. Throws Problem 'not-found' for who is no coordinator.
 */
export async function askApproval(
  trx: Db,
  world: World,
  { by, ...wish }: Wish,
): Promise<{ id: string; alone: boolean }> {
  await lockMembers(trx)
  await getActive(trx, by.id)
  const alone = await isAlone(trx, world, by)
  const day = today(world)
  const approval: Approval = {
    ...wish,
    id: randomUUID(),
    askedBy: { id: by.id, name: by.name },
    day,
    state: alone ? 'approved' : 'waiting',
    decidedBy: null,
    decided: alone ? day : null,
  }
  await store.insertApproval(trx, approval, lapseDay(world))
  await log(trx, world, { approval, what: alone ? 'alone' : 'asked', by: by.name })
  return { id: approval.id, alone }
}

/**
 * What the asker may now do: marks it as done, once, and gives it. Undefined where it is not approved, another's, of
 * another kind, done already or too old: 14 days, and for an export later than the day after it was approved.
 */
export async function takeApproved(
  trx: Db,
  world: World,
  { id, kind, by }: { id: string; kind: ApprovalKind; by: Member },
): Promise<Approval | undefined> {
  await getActive(trx, by.id)
  const approval = await findApproval(trx, world, id)
  if (approval?.state !== 'approved' || approval.kind !== kind || approval.askedBy.id !== by.id)
    return undefined
  if (kind === 'export' && (approval.decided ?? '') < daysAgo(world, 1)) return undefined
  return (await store.finishApproval(trx, id)) ? approval : undefined
}

/** Why a coordinator may not decide about a wish, as a text key, or null. */
export async function decisionProblem(
  trx: Db,
  world: World,
  { approval, by }: { approval: Approval; by: Member },
): Promise<string | null> {
  if (approval.askedBy.id === by.id) return 'approvals.own'
  if (approval.state !== 'waiting') return 'approvals.decided-already'
  const lines = await listActions(trx, { actions: ['coordinator-reset'], from: daysAgo(world, QUIET_DAYS) })
  const names = [approval.askedBy.name, by.name]
  // Who resets an account has its code, and could be both: the one who asks and the second one.
  return lines.some(
    line => names.includes(line.member) && names.some(name => line.subject === `member:${name}`),
  )
    ? 'approvals.reset-lately'
    : null
}

/** Approves a wish; the caller carries it out in the same transaction. Throws Problem 'not-found' for who may not. */
export async function approve(
  trx: Db,
  world: World,
  { id, by }: { id: string; by: Member },
): Promise<Approval> {
  const approval = await getDecidable(trx, world, { id, by })
  const decided = await store.decideApproval(trx, { id, state: 'approved', by: by.name, day: today(world) })
  if (!decided) throw new Problem('conflict')
  await log(trx, world, { approval, what: 'approved', by: by.name })
  return { ...approval, state: 'approved' }
}

/** Refuses a wish; what it carried is deleted. */
export async function refuse(trx: Db, world: World, { id, by }: { id: string; by: Member }): Promise<void> {
  const approval = await getDecidable(trx, world, { id, by })
  const decided = await store.decideApproval(trx, { id, state: 'refused', by: by.name, day: today(world) })
  if (!decided) throw new Problem('conflict')
  await log(trx, world, { approval, what: 'refused', by: by.name })
}

/** Takes back what one asked for oneself; false when it has happened already. */
export async function withdraw(
  trx: Db,
  world: World,
  { id, by }: { id: string; by: Member },
): Promise<boolean> {
  const approval = await findApproval(trx, world, id)
  if (approval?.askedBy.id !== by.id) throw new Problem('not-found')
  if (!(await store.deleteApproval(trx, { id, askedBy: by.id }))) return false
  await log(trx, world, { approval, what: 'withdrawn', by: by.name })
  return true
}

/** Marks as done what was carried out together with the approval. */
export async function finish(trx: Db, id: string): Promise<void> {
  if (!(await store.finishApproval(trx, id))) throw new Problem('conflict')
}

/**
 * Gives a member the copies of keys that a wish carries, all or none; false where it cannot be any more: a key or the
 * member is gone, the role no longer needs it, or the member has made another key of their own, so that nobody could
 * open the copies.
 */
export async function giveCopies(trx: Db, payload: string): Promise<boolean> {
  const { memberId, recipient, copies = [] } = readWish(payload)
  if (!memberId || copies.length === 0) return false
  const member = await findMember(trx, memberId)
  const own = await findMemberKey(trx, memberId)
  if (!member?.active || !own || own.recipient !== recipient) return false
  const keys = new Map((await listKeys(trx)).map(({ id, purpose }) => [id, purpose]))
  const fits = ({ keyId }: { keyId: string }) => {
    const purpose = keys.get(keyId) ?? ''
    return isPurpose(purpose) && mayHold(member.role, purpose)
  }
  if (!copies.every(fits)) return false
  for (const { keyId, body } of copies)
    await saveCopy(trx, { keyId, memberId, body: Buffer.from(body, 'base64') })
  return true
}

/** The keys that wait for consent to be given to members, by the public half to which the copies are sealed. */
export async function listKeysWaiting(db: Db, world: World): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const { kind, state, payload } of await listApprovals(db, world)) {
    const { recipient, copies = [] } = kind === 'give-key' && state === 'waiting' ? readWish(payload) : {}
    if (!recipient) continue
    const keyIds = found.get(recipient) ?? new Set()
    for (const { keyId } of copies) keyIds.add(keyId)
    found.set(recipient, keyIds)
  }
  return found
}

/** What the log says of accounts that were reset in the last days, newest first: whoever did it had their code. */
export function listResets(db: Db, world: World): Promise<LogEntry[]> {
  return listActions(db, { actions: ['member-reset', 'coordinator-reset'], from: lapseDay(world) })
}

/** All wishes that have not lapsed, newest first. */
export function listApprovals(db: Db, world: World): Promise<Approval[]> {
  return store.listApprovals(db, lapseDay(world))
}

export function findApproval(db: Db, world: World, id: string): Promise<Approval | undefined> {
  return store.findApproval(db, { id, after: lapseDay(world) })
}

/** How many wishes of others wait for this coordinator. */
export function countWaiting(db: Db, world: World, by: Member): Promise<number> {
  return store.countWaiting(db, { after: lapseDay(world), notBy: by.id })
}

/**
 * Whether there is nobody to ask: no other coordinator can sign in, and it was not this one who took the way in from
 * another in the last days.
 */
export async function isAlone(db: Db, world: World, by: Member): Promise<boolean> {
  if ((await countOtherCoordinators(db, by.id)) > 0) return false
  const lines = await listActions(db, { actions: TAKEN_AWAY, from: daysAgo(world, QUIET_DAYS) })
  return !lines.some(line => line.member === by.name)
}

async function getDecidable(
  trx: Db,
  world: World,
  { id, by }: { id: string; by: Member },
): Promise<Approval> {
  await lockMembers(trx)
  await getActive(trx, by.id)
  const approval = await findApproval(trx, world, id)
  if (!approval) throw new Problem('not-found')
  await getActive(trx, approval.askedBy.id)
  const problem = await decisionProblem(trx, world, { approval, by })
  if (problem) throw new Problem(problem === 'approvals.decided-already' ? 'conflict' : 'not-found')
  return approval
}

/** A coordinator as they are now, not as they were when the request began. */
async function getActive(trx: Db, id: string): Promise<void> {
  const member = await findMember(trx, id)
  if (!member?.active || !isCoordinator(member)) throw new Problem('not-found')
}

function log(
  trx: Db,
  world: World,
  { approval, what, by }: { approval: Approval; what: string; by: string },
): Promise<void> {
  const line = { member: by, action: `${approval.kind}-${what}`, subject: `approval:${approval.id}` }
  return insertLogEntry(trx, { ...line, note: approval.subject }, world.clock())
}

function today(world: World): string {
  return daysAgo(world, 0)
}

function lapseDay(world: World): string {
  return daysAgo(world, LAPSE_DAYS)
}

function daysAgo(world: World, days: number): string {
  return new Date(world.clock() - days * 86_400_000).toISOString().slice(0, 10)
}
