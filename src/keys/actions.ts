import { randomUUID } from 'node:crypto'
import { insertLogEntry } from '#desk/store.ts'
import type { Member } from '#members/member.ts'
import { listMembers, lockMembers } from '#members/store.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import type { World } from '#platform/world.ts'
import type { Key } from './key.ts'
import type { MadeKey, OwnHalves, SetUp } from './made.ts'
import { holdsKeys, isPurpose, mayHold, RECOVERY } from './purpose.ts'
import { currentRecipients, type RecoveryRing, type Ring } from './ring.ts'
import * as store from './store.ts'

/** All that a member's machine needs; `token` is for the forms that follow. */
export async function readRing(world: World, member: Member, token: string): Promise<Ring> {
  const { db } = world.database
  const own = await store.findMemberKey(db, member.id)
  const copies = new Map((await store.listCopies(db, member.id)).map(({ keyId, body }) => [keyId, body]))
  const keys = (await store.listKeys(db)).map(({ madeBy: _, ...key }) => {
    const copy = copies.get(key.id)
    return { ...key, copy: copy ? base64(copy) : null }
  })
  return {
    token,
    fingerprint: fingerprintOf(currentRecipients(keys)),
    member: own
      ? {
          recipient: own.recipient,
          byWords: base64(own.byWords),
          byPasskey: own.byPasskey && base64(own.byPasskey),
          passkeyId: own.passkeyId,
        }
      : null,
    keys,
  }
}

/** What two recovery sheets open; undefined where there is no recovery key. */
export async function readRecovery({ database: { db } }: World): Promise<RecoveryRing | undefined> {
  const keys = await store.listKeys(db)
  const recovery = keys.find(({ purpose, ended }) => purpose === RECOVERY && ended === null)
  if (!recovery) return undefined
  const recipients = new Map(keys.map(({ id, recipient }) => [id, recipient]))
  return {
    recipient: recovery.recipient,
    keys: (await store.listRecoveryCopies(db)).map(({ id, purpose, recovery }) => ({
      id,
      purpose,
      recipient: recipients.get(id) ?? '',
      recovery: base64(recovery),
    })),
  }
}

/** Keeps the first keys of the organisation, all together. Throws Problem 'conflict' where there are keys. */
export function setUpKeys(world: World, by: Member, { member, recovery, keys }: SetUp): Promise<void> {
  return write(world.database, [store.KEYS_TOPIC], async trx => {
    await lockMembers(trx)
    if ((await store.listKeys(trx)).length > 0) throw new Problem('conflict')
    await store.saveMemberKey(trx, { memberId: by.id, ...member, ...NO_PASSKEY, made: today(world) })
    await insertKey(trx, world, { by, purpose: RECOVERY, recipient: recovery.recipient, recovery: NOTHING })
    for (const { purpose, recipient, recovery, copy } of keys) {
      const keyId = await insertKey(trx, world, { by, purpose, recipient, recovery })
      await store.saveCopy(trx, { keyId, memberId: by.id, body: copy })
    }
    await log(trx, world, { by, action: 'keys-set-up', subject: 'keys', note: '' })
  })
}

/**
 * Gives a member a key of their own. One in the place of another takes the copies with it, which nobody can open any
 * more, and the keys that they held become due: somebody may have found the words that were lost.
 */
export function saveOwnKey(world: World, by: Member, halves: OwnHalves): Promise<void> {
  return write(world.database, [store.KEYS_TOPIC], async trx => {
    await lockMembers(trx)
    const before = await store.findMemberKey(trx, by.id)
    const due = before ? await store.deleteCopies(trx, by.id) : []
    await store.markDue(trx, due, 'left')
    await store.saveMemberKey(trx, { memberId: by.id, ...halves, ...NO_PASSKEY, made: today(world) })
    const action = before ? 'member-key-again' : 'member-key'
    await log(trx, world, { by, action, subject: `member:${by.name}`, note: due.join(' ') })
  })
}

/**
 * Puts a new key in the place of the current one of a purpose. Throws Problem 'conflict' where another has done so, or
 * where who holds it is no longer who it was sealed to.
 */
export function renewKey(world: World, by: Member, made: MadeKey): Promise<void> {
  const { purpose, was, recipient, recovery, recoveryRecipient, copies } = made
  return write(world.database, [store.KEYS_TOPIC], async trx => {
    await lockMembers(trx)
    const keys = await store.listKeys(trx)
    const current = keys.find(key => key.id === was)
    if (!current || current.ended || current.purpose !== purpose || !isPurpose(purpose))
      throw new Problem('conflict')
    // Sealed to sheets that were replaced meanwhile, nobody could recover it.
    if (!keys.some(key => key.purpose === RECOVERY && !key.ended && key.recipient === recoveryRecipient))
      throw new Problem('conflict')
    const holders = await listSealTo(trx, current, by)
    const expected = holders.map(({ id, recipient }) => `${id} ${recipient}`).sort()
    const sealedTo = copies.map(({ memberId, recipient }) => `${memberId} ${recipient}`).sort()
    if (expected.join() !== sealedTo.join()) throw new Problem('conflict')
    await store.endKey(trx, { purpose, day: today(world) })
    const keyId = await insertKey(trx, world, { by, purpose, recipient, recovery })
    for (const { memberId, body } of copies) await store.saveCopy(trx, { keyId, memberId, body })
    const names = holders.map(({ name }) => name).join(', ')
    await log(trx, world, { by, action: 'key-renewed', subject: `purpose:${purpose}`, note: names })
  })
}

/** A member to whom a new key is sealed. */
export type Holder = { id: string; name: string; recipient: string }

/**
 * Who gets a new key of a purpose: whoever holds the current one and still may. Where nobody is left it is the
 * coordinator who makes it; what was sealed before stays closed to them.
 */
export async function listSealTo(db: Db, key: Pick<Key, 'id' | 'purpose'>, by: Member): Promise<Holder[]> {
  const members = await listMembers(db)
  const recipients = new Map(
    (await store.listMemberRecipients(db)).map(({ memberId, recipient }) => [memberId, recipient]),
  )
  const holding = (await store.listHolders(db)).filter(({ keyId }) => keyId === key.id)
  const fit = (ids: readonly string[]) =>
    members.flatMap(({ id, name, role }) => {
      const recipient = recipients.get(id)
      const may = isPurpose(key.purpose) && mayHold(role, key.purpose)
      return recipient && may && ids.includes(id) ? [{ id, name, recipient }] : []
    })
  const holders = fit(holding.map(({ memberId }) => memberId))
  return holders.length > 0 ? holders : fit([by.id])
}

/** What a member has to do about keys before all else; null when nothing. */
export async function findDuty(world: World, member: Member): Promise<'set-up' | 'mine' | 'due' | null> {
  if (!holdsKeys(member.role)) return null
  const keys = await store.getKeys(world.database)
  const isCoordinator = member.role === 'coordinator'
  if (keys.length === 0) return isCoordinator ? 'set-up' : null
  if (!keys.some(({ purpose }) => isPurpose(purpose) && mayHold(member.role, purpose))) return null
  if (!(await store.findMemberKey(world.database.db, member.id))) return 'mine'
  return isCoordinator && keys.some(({ due, ended }) => due && !ended) ? 'due' : null
}

const NO_PASSKEY = { byPasskey: null, passkeyId: null } as const
const NOTHING = new Uint8Array()

async function insertKey(
  trx: Db,
  world: World,
  key: { by: Member; purpose: string; recipient: string; recovery: Uint8Array },
): Promise<string> {
  const id = randomUUID()
  const { by, purpose, recipient, recovery } = key
  const row = { id, purpose, recipient, made: today(world), madeBy: by.name, ended: null, due: '' } as const
  await store.insertKey(trx, row, recovery)
  return id
}

function log(
  trx: Db,
  world: World,
  { by, ...line }: { by: Member; action: string; subject: string; note: string },
): Promise<void> {
  return insertLogEntry(trx, { ...line, member: by.name }, world.clock())
}

function today(world: World): string {
  return new Date(world.clock()).toISOString().slice(0, 10)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
