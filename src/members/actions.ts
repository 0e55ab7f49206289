import { randomUUID } from 'node:crypto'
import { insertLogEntry } from '#desk/store.ts'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
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
import { type Countries, isCoordinator, type Member, type Role, writeCountries } from './member.ts'
import { deletePasskeys } from './passkey-store.ts'
import { deleteSessions } from './session-store.ts'
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
      role: 'coordinator',
      countries: 'all',
      invitedBy: '',
      expires: null,
    })
  })
}

/** Invites somebody and gives the code, which is shown once; it is good for seven days. */
export async function inviteMember(
  world: World,
  { role, countries, by }: { role: Role; countries: Countries } & By,
): Promise<{ code: string }> {
  const code = await write(world.database, [], async trx => {
    await log(world, trx, { by, action: 'member-invited', subject: '', note: noteOf(role, countries) })
    return addInvitation(world, trx, {
      kind: 'invitation',
      memberId: null,
      role,
      countries: reachOf(role, countries),
      invitedBy: by,
      expires: world.clock() + INVITATION_MS,
    })
  })
  return { code }
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
      note: noteOf(open.role, open.countries),
    })
    return true
  })
}

/** Gives a member another role or other countries. The last coordinator stays one. */
export function changeRole(
  world: World,
  { id, role, countries, by }: { id: string; role: Role; countries: Countries } & By,
): Promise<Answer<Member>> {
  return onMember(world, id, async (trx, member) => {
    if (isCoordinator(member) && role !== 'coordinator') {
      if (await isLastCoordinator(trx, member)) return refused('members.last-coordinator')
      await deleteInvitationsBy(trx, member.name)
    }
    await store.updateMember(trx, id, { role, countries: reachOf(role, countries) })
    await log(world, trx, {
      by,
      action: 'member-role',
      subject: member.name,
      note: noteOf(role, countries),
    })
    return { ok: true, value: { ...member, role, countries } }
  })
}

/** Removes a member with sessions and secrets; the log keeps the name. The last coordinator stays. */
export function removeMember(world: World, { id, by }: { id: string } & By): Promise<Answer<Member>> {
  return onMember(world, id, async (trx, member) => {
    if (await isLastCoordinator(trx, member)) return refused('members.last-coordinator')
    await deleteInvitationsBy(trx, member.name)
    await store.deleteMember(trx, id)
    await log(world, trx, { by, action: 'member-removed', subject: member.name, note: '' })
    return { ok: true, value: member }
  })
}

/**
 * Takes a member's passphrase, second factors and sessions away and gives a code to set the account up again
 * under the same name. The last coordinator is refused, unless `evenLast` (the operator's command) is set.
 */
export function resetMember(
  world: World,
  { id, by, evenLast = false }: { id: string; evenLast?: boolean } & By,
): Promise<Answer<{ code: string }>> {
  return onMember(world, id, async (trx, member) => {
    if (!evenLast && (await isLastCoordinator(trx, member))) return refused('members.last-coordinator')
    await store.updateSecrets(trx, id, { passphrase: '', totp: '', totp_step: 0 })
    await deletePasskeys(trx, id)
    await deleteSessions(trx, id)
    await deleteInvitationsBy(trx, member.name)
    await deleteInvitationsOf(trx, 'reset', id)
    const code = await addInvitation(world, trx, {
      kind: 'reset',
      memberId: id,
      role: member.role,
      countries: member.countries,
      invitedBy: by,
      expires: world.clock() + INVITATION_MS,
    })
    await log(world, trx, { by, action: 'member-reset', subject: member.name, note: '' })
    return { ok: true, value: { code } }
  })
}

async function onMember<T>(
  world: World,
  id: string,
  work: (trx: Db, member: Member) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  return write(world.database, [], async trx => {
    await store.lockMembers(trx)
    const member = await store.findMember(trx, id)
    return member ? work(trx, member) : refused('members.gone')
  })
}

async function isLastCoordinator(trx: Db, member: Member): Promise<boolean> {
  return isCoordinator(member) && (await store.countOtherCoordinators(trx, member.id)) === 0
}

function refused(key: string): { ok: false; errors: { '': string } } {
  return { ok: false, errors: { '': key } }
}

// A coordinator may do everything everywhere, whatever was chosen before.
function reachOf(role: Role, countries: Countries): Countries {
  return role === 'coordinator' ? 'all' : countries
}

function noteOf(role: Role, countries: Countries): string {
  return role === 'coordinator' ? role : `${role}: ${writeCountries(countries)}`
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
