import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import { openState, sealState } from '#platform/http/form-state.ts'
import {
  hashPassphrase,
  isPassphrase,
  openWithPassphrase,
  sealWithPassphrase,
} from '#platform/seal/passphrase.ts'
import type { World } from '#platform/world.ts'
import type { Answer } from './answer.ts'
import { type Member, normalPassphrase, passphraseProblem } from './member.ts'
import { deleteSession, deleteSessions } from './session-store.ts'
import { clip } from './sign-in-actions.ts'
import { findSecrets, replaceSecrets, updateMember } from './store.ts'
import { matchTotp, newTotpSecret } from './totp.ts'

/** A member at work, and the session that stays when others end. */
export type Who = { member: Member; sessionId: string }

/** A TOTP secret that is to be confirmed, and what the form carries meanwhile. */
export type TotpStep = { totpSecret: string; state: string }

type State = { memberId: string; passphrase: string; totpSecret: string; totp: string }

const PURPOSE = 'totp'
const STATE_MS = 30 * 60_000

/** Changes the passphrase: the TOTP secret is sealed anew, and the member's other sessions end. */
export async function changePassphrase(
  world: World,
  { member, sessionId }: Who,
  input: { passphrase: string; next: string; repeat: string },
): Promise<Answer<null>> {
  const problem = passphraseProblem(input.next, member.name)
  if (problem) return { ok: false, errors: { 'new-passphrase': problem } }
  if (input.next !== input.repeat)
    return { ok: false, errors: { 'passphrase-repeat': 'members.passphrase.repeat-differs' } }
  const wrong: Answer<null> = { ok: false, errors: { passphrase: 'members.passphrase.wrong' } }
  const secrets = await findSecrets(world.database.db, { id: member.id })
  const totpSecret = secrets && (await openWithPassphrase(secrets.totp, clip(input.passphrase)))
  if (!secrets || !totpSecret) return wrong
  const next = normalPassphrase(input.next)
  const made = { passphrase: await hashPassphrase(next), totp: await sealWithPassphrase(totpSecret, next) }
  return write(world.database, [], async trx => {
    if (!(await replaceSecrets(trx, { id: member.id, passphrase: secrets.passphrase }, made))) return wrong
    await deleteSessions(trx, member.id, sessionId)
    await insertLogEntry(trx, lineOf(member, 'passphrase-changed'), world.clock())
    return { ok: true, value: null }
  })
}

/** Makes a new TOTP secret for a member who gives the passphrase; the old one stays until the new is confirmed. */
export async function beginTotp(world: World, member: Member, typed: string): Promise<Answer<TotpStep>> {
  const secrets = await findSecrets(world.database.db, { id: member.id })
  const passphrase = clip(typed)
  if (!secrets?.passphrase || !(await isPassphrase(secrets.passphrase, passphrase)))
    return { ok: false, errors: { passphrase: 'members.passphrase.wrong' } }
  const totpSecret = newTotpSecret()
  const value: State = {
    memberId: member.id,
    passphrase: secrets.passphrase,
    totpSecret,
    totp: await sealWithPassphrase(totpSecret, passphrase),
  }
  const state = sealState(world.secret, PURPOSE, { value, expires: world.clock() + STATE_MS })
  return { ok: true, value: { totpSecret, state } }
}

/** Reads what the confirming form carries; undefined when it is over or another member's. */
export function readTotpStep(world: World, member: Member, state: string): TotpStep | undefined {
  const known = openState<State>(world.secret, PURPOSE, state, world.clock())
  return known?.memberId === member.id ? { totpSecret: known.totpSecret, state } : undefined
}

/** Puts the new TOTP secret in the old one's place, once a code of it is right. */
export async function completeTotp(
  world: World,
  member: Member,
  input: { state: string; totp: string },
): Promise<Answer<null>> {
  const now = world.clock()
  const state = openState<State>(world.secret, PURPOSE, input.state, now)
  const over: Answer<null> = { ok: false, errors: { '': 'members.totp.over' } }
  if (state?.memberId !== member.id) return over
  const step = await matchTotp(state.totpSecret, input.totp, now)
  if (step === null) return { ok: false, errors: { totp: 'members.totp.wrong' } }
  const { passphrase, totp } = state
  return write(world.database, [], async trx => {
    if (!(await replaceSecrets(trx, { id: member.id, passphrase }, { totp, totp_step: step }))) return over
    await insertLogEntry(trx, lineOf(member, 'totp-changed'), now)
    return { ok: true, value: null }
  })
}

/** Chooses the language of a member's desk. */
export async function setLanguage(world: World, member: Member, language: string): Promise<void> {
  await write(world.database, [], trx => updateMember(trx, member.id, { language }))
}

/** Ends one session of a member by its id; false when there is none. */
export function endOneSession(world: World, member: Member, id: string): Promise<boolean> {
  return write(world.database, [], async trx => {
    if (!(await deleteSession(trx, member.id, id))) return false
    await insertLogEntry(trx, lineOf(member, 'sessions-ended'), world.clock())
    return true
  })
}

/** Ends all sessions of a member, this one too. */
export async function endAllSessions(world: World, member: Member): Promise<void> {
  await write(world.database, [], async trx => {
    await deleteSessions(trx, member.id)
    await insertLogEntry(trx, lineOf(member, 'sessions-ended'), world.clock())
  })
}

function lineOf(member: Member, action: string) {
  return { member: member.name, action, subject: `member:${member.name}`, note: '' }
}
