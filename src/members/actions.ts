import { randomUUID } from 'node:crypto'
import { deleteApprovalsBy } from '#approvals/store.ts'
import { insertLogEntry } from '#desk/store.ts'
import { holdsKeys, isPurpose, mayHold } from '#keys/purpose.ts'
import { deleteCopies, deleteMemberKey, KEYS_TOPIC, listKeys, markDue } from '#keys/store.ts'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import { localOf } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import type { Answer } from './answer.ts'
import { INVITATION_MS, type Invitation } from './invitation.ts'
import {
  deleteInvitation,
  deleteInvitationsBy,
  deleteInvitationsOf,
  insertInvitation,
  listInvitations as listOpenInvitations,
} from './invitation-store.ts'
import { isCoordinator, type Member, type Role, reachOf, type Wanted, writeReach } from './member.ts'
import { deletePasskeys } from './passkey-store.ts'
import { deleteSession, deleteSessions } from './session-store.ts'
import * as store from './store.ts'

/** Who acts: the name of a member, or of the command that the operator typed. It stands in the log. */
type By = { by: string }

/** All members, by name. */
export function listMembers(world: World): Promise<Member[]> {
  return store.listMembers(world.database.db)
}

/** Open invitations, newest first. */
export function listInvitations(world: World): Promise<Invitation[]> {
  return listOpenInvitations(world.database.db, world.clock())
}

/**
 * Makes the code with which the first member sets up the desk, while there is nobody; null when there is
 * somebody. Each call ends the code of the one before, and only the hash is kept.
 */
export async function ensureFirstInvitation(world: World): Promise<string | null> {
  return write(world.database, [], async trx => {
    await store.lockMembers(trx)
    await deleteInvitationsOf(trx, 'first')
    if ((await store.countMembers(trx)) > 0) return null
    return addInvitation(world, trx, {
      kind: 'first',
      memberId: null,
      ...reachOf({ role: 'coordinator' }),
      invitedBy: '',
      expires: null,
    })
  })
}

/**
 * Invites somebody and gives the code, which is shown once; it is good for seven days. Inviting a coordinator is for
 * the operator's command, and for what a second coordinator approved: see inviteIn.
 */
export async function inviteMember(world: World, wanted: Wanted & By): Promise<{ code: string }> {
  return { code: await write(world.database, [], trx => inviteIn(trx, world, wanted)) }
}

/** The same in the transaction of the caller. */
export async function inviteIn(trx: Db, world: World, { by, ...wanted }: Wanted & By): Promise<string> {
  const reach = reachOf(wanted)
  await log(world, trx, { by, action: 'member-invited', subject: '', note: writeReach(reach) })
  return addInvitation(world, trx, {
    ...reach,
    kind: 'invitation',
    memberId: null,
    invitedBy: by,
    expires: world.clock() + INVITATION_MS,
  })
}

/** Takes an invitation back; false when it was used or over. */
export function revokeInvitation(world: World, { id, by }: { id: string } & By): Promise<boolean> {
  return write(world.database, [], async trx => {
    const open = (await listOpenInvitations(trx, world.clock())).find(invitation => invitation.id === id)
    if (!open || !(await deleteInvitation(trx, id))) return false
    await log(world, trx, {
      by,
      action: 'invitation-revoked',
      subject: '',
      note: writeReach(open),
    })
    return true
  })
}

/** A member after a change, and the purposes of the keys that need others in their place because of it. */
export type Changed = { member: Member; due: string[] }

/**
 * Gives a member another role, other countries or languages. The last coordinator stays one. Copies of keys that the
 * role does not need are deleted with it. Throws Problem 'conflict' where it makes a coordinator and is not `approved`.
 */
export function changeRole(world: World, wanted: { id: string } & Wanted & By): Promise<Answer<Changed>> {
  return write(world.database, [KEYS_TOPIC], trx => changeRoleIn(trx, world, wanted))
}

/** The same in the transaction of the caller, who names KEYS_TOPIC. */
export function changeRoleIn(
  trx: Db,
  world: World,
  { id, by, approved = false, ...wanted }: { id: string; approved?: boolean } & Wanted & By,
): Promise<Answer<Changed>> {
  return onMember(trx, id, async member => {
    const reach = reachOf(wanted)
    // Whoever was a coordinator when the form was read may not be one now.
    if (!isCoordinator(member) && reach.role === 'coordinator' && !approved) throw new Problem('conflict')
    const isDemoted = isCoordinator(member) && reach.role !== 'coordinator'
    if (isDemoted) {
      if (await isLastCoordinator(trx, member)) return refused('members.last-coordinator')
      await dropWhatTheyBegan(trx, member)
    }
    await store.updateMember(trx, id, reach)
    const due = await takeKeys(trx, id, reach.role)
    const action = isDemoted ? 'coordinator-demoted' : 'member-role'
    await log(world, trx, { by, action, subject: member.name, note: writeReach(reach) })
    return { ok: true, value: { member: { ...member, ...reach }, due } }
  })
}

/**
 * Removes a member with sessions, secrets and copies of keys; the log keeps the name. The last coordinator stays.
 */
export function removeMember(world: World, { id, by }: { id: string } & By): Promise<Answer<Changed>> {
  return write(world.database, [KEYS_TOPIC], trx =>
    onMember(trx, id, async member => {
      if (await isLastCoordinator(trx, member)) return refused('members.last-coordinator')
      await dropWhatTheyBegan(trx, member)
      const due = await takeKeys(trx, id, null)
      await store.deleteMember(trx, id)
      const action = isCoordinator(member) ? 'coordinator-removed' : 'member-removed'
      await log(world, trx, { by, action, subject: member.name, note: '' })
      return { ok: true, value: { member, due } }
    }),
  )
}

/**
 * Takes a member's passphrase, second factors and sessions away and gives a code to set the account up again
 * under the same name. Their keys stay sealed under their seven words, which nobody here has. The last coordinator is
 * refused, unless `evenLast` (the operator's command) is set.
 */
export function resetMember(
  world: World,
  { id, by, evenLast = false }: { id: string; evenLast?: boolean } & By,
): Promise<Answer<{ code: string }>> {
  return write(world.database, [], trx =>
    onMember(trx, id, async member => {
      if (!evenLast && (await isLastCoordinator(trx, member))) return refused('members.last-coordinator')
      await store.updateSecrets(trx, id, { passphrase: '', totp: '', totp_step: 0 })
      await deletePasskeys(trx, id)
      await deleteSessions(trx, id)
      await dropWhatTheyBegan(trx, member)
      await deleteInvitationsOf(trx, 'reset', id)
      const { role, countries, languages } = member
      const code = await addInvitation(world, trx, {
        kind: 'reset',
        memberId: id,
        role,
        countries,
        languages,
        invitedBy: by,
        expires: world.clock() + INVITATION_MS,
      })
      const action = isCoordinator(member) ? 'coordinator-reset' : 'member-reset'
      await log(world, trx, { by, action, subject: member.name, note: '' })
      return { ok: true, value: { code } }
    }),
  )
}

/** Ends one session of another member, or all; false when there was none. */
export function endSessionsOf(
  world: World,
  { id, session, by }: { id: string; session?: string } & By,
): Promise<boolean> {
  return write(world.database, [], async trx => {
    const member = await store.findMember(trx, id)
    if (!member) return false
    const ended = session ? await deleteSession(trx, id, session) : (await deleteSessions(trx, id)) > 0
    if (ended) await log(world, trx, { by, action: 'sessions-ended-of', subject: member.name, note: '' })
    return ended
  })
}

async function onMember<T>(
  trx: Db,
  id: string,
  work: (member: Member) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  await store.lockMembers(trx)
  const member = await store.findMember(trx, id)
  return member ? work(member) : refused('members.gone')
}

/** Whoever loses a right, or the way in, leaves nothing behind that somebody else could go on with. */
async function dropWhatTheyBegan(trx: Db, { id, name }: Member): Promise<void> {
  await deleteInvitationsBy(trx, name)
  await deleteApprovalsBy(trx, id)
}

/** Deletes the copies of keys that a role does not need (null: none at all) and says whose keys have to be replaced. */
async function takeKeys(trx: Db, id: string, role: Role | null): Promise<string[]> {
  const purposes = new Set((await listKeys(trx)).map(({ purpose }) => purpose))
  const lost = [...purposes].filter(purpose => !role || !isPurpose(purpose) || !mayHold(role, purpose))
  const due = lost.length > 0 ? await deleteCopies(trx, id, lost) : []
  if (!role || !holdsKeys(role)) await deleteMemberKey(trx, id)
  await markDue(trx, due, 'left')
  return due
}

async function isLastCoordinator(trx: Db, member: Member): Promise<boolean> {
  return isCoordinator(member) && (await store.countOtherCoordinators(trx, member.id)) === 0
}

function refused(key: string): { ok: false; errors: { '': string } } {
  return { ok: false, errors: { '': key } }
}

async function addInvitation(
  world: World,
  trx: Db,
  invitation: Omit<Invitation, 'id' | 'made'>,
): Promise<string> {
  const code = newCode()
  const now = world.clock()
  await insertInvitation(
    trx,
    { ...invitation, id: randomUUID(), made: localOf(now, 'UTC').date },
    { codeHash: hashCode(code), now },
  )
  return code
}

function log(
  world: World,
  trx: Db,
  line: { action: string; subject: string; note: string } & By,
): Promise<void> {
  const subject = line.subject ? `member:${line.subject}` : 'invitation'
  return insertLogEntry(
    trx,
    { member: line.by, action: line.action, subject, note: line.note },
    world.clock(),
  )
}
