import { randomUUID } from 'node:crypto'
import { insertLogEntry } from '#desk/store.ts'
import { hashCode, readCode } from '#platform/codes/codes.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { openState, sealState } from '#platform/http/form-state.ts'
import { hashPassphrase, sealWithPassphrase } from '#platform/seal/passphrase.ts'
import { cleanLine } from '#platform/text/clean.ts'
import { localOf } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import type { Answer, Errors } from './answer.ts'
import type { Invitation } from './invitation.ts'
import { deleteInvitation, findInvitation } from './invitation-store.ts'
import { type Member, nameProblem, normalPassphrase, passphraseProblem } from './member.ts'
import {
  countMembers,
  findMember,
  findMemberByName,
  insertMember,
  lockMembers,
  updateSecrets,
} from './store.ts'
import { matchTotp, newTotpSecret } from './totp.ts'

/** What somebody who was invited types first. */
export type SetUpInput = { code: string; name: string; passphrase: string; repeat: string }

/** What the authenticator app needs, and what the second form carries; nothing is kept yet. */
export type SetUpStep = { name: string; totpSecret: string; state: string }

type State = { codeHash: string; name: string; passphrase: string; totpSecret: string; totp: string }

const PURPOSE = 'set-up'
const STATE_MS = 30 * 60_000

/** Checks the code, the chosen name and the passphrase, and makes a TOTP secret. */
export async function beginSetUp(world: World, input: SetUpInput): Promise<Answer<SetUpStep>> {
  const now = world.clock()
  const code = readCode(input.code)
  const invitation = code ? await findInvitation(world.database.db, hashCode(code), now) : undefined
  const name = cleanLine(input.name)
  const errors: Errors = {}
  if (!invitation) errors['code'] = 'members.welcome.code-wrong'
  const wrongName =
    nameProblem(name) ?? (invitation && (await nameTaken(world.database.db, invitation, name)))
  if (wrongName) errors['name'] = wrongName
  const wrongPassphrase = passphraseProblem(input.passphrase, name)
  if (wrongPassphrase) errors['passphrase'] = wrongPassphrase
  else if (input.passphrase !== input.repeat)
    errors['passphrase-repeat'] = 'members.passphrase.repeat-differs'
  if (!code || Object.keys(errors).length > 0) return { ok: false, errors }

  const passphrase = normalPassphrase(input.passphrase)
  const totpSecret = newTotpSecret()
  const state: State = {
    codeHash: hashCode(code),
    name,
    passphrase: await hashPassphrase(passphrase),
    totpSecret,
    totp: await sealWithPassphrase(totpSecret, passphrase),
  }
  const text = sealState(world.secret, PURPOSE, { value: state, expires: now + STATE_MS })
  return { ok: true, value: { name, totpSecret, state: text } }
}

/** Reads what the second form carries; undefined when it is over or not ours. */
export function readSetUp(world: World, state: string): SetUpStep | undefined {
  const known = openState<State>(world.secret, PURPOSE, state, world.clock())
  return known ? { name: known.name, totpSecret: known.totpSecret, state } : undefined
}

/**
 * Makes the member, or gives an account that was reset its new secrets, once the app's code is right. The
 * invitation is used up in the same transaction, and the app's code with it.
 */
export async function completeSetUp(
  world: World,
  input: { state: string; totp: string; language: string },
): Promise<Answer<Member>> {
  const now = world.clock()
  const state = openState<State>(world.secret, PURPOSE, input.state, now)
  if (!state) return { ok: false, errors: { '': 'members.welcome.over' } }
  const step = await matchTotp(state.totpSecret, input.totp, now)
  if (step === null) return { ok: false, errors: { totp: 'members.totp.wrong' } }
  const secrets = { passphrase: state.passphrase, totp: state.totp, totp_step: step }
  return write(world.database, [], async trx => {
    await lockMembers(trx)
    const invitation = await findInvitation(trx, state.codeHash, now)
    const over: Answer<Member> = { ok: false, errors: { '': 'members.welcome.over' } }
    if (!invitation) return over
    if (invitation.kind === 'first' && (await countMembers(trx)) > 0) return over
    if (await nameTaken(trx, invitation, state.name))
      return { ok: false, errors: { '': 'members.welcome.name-taken-meanwhile' } }
    await deleteInvitation(trx, invitation.id)
    const known = invitation.memberId && (await findMember(trx, invitation.memberId))
    const member = known
      ? { ...known, active: true }
      : memberOf(invitation, { name: state.name, language: input.language, now })
    if (known) await updateSecrets(trx, member.id, secrets)
    else await insertMember(trx, member, secrets)
    const entry = { member: member.name, action: 'member-joined', subject: `member:${member.name}`, note: '' }
    await insertLogEntry(trx, entry, now)
    return { ok: true, value: member }
  })
}

async function nameTaken(db: Db, invitation: Invitation, name: string): Promise<string | null> {
  const holder = await findMemberByName(db, name)
  if (invitation.memberId) return holder?.id === invitation.memberId ? null : 'members.name.other'
  return holder ? 'members.name.taken' : null
}

function memberOf(
  { role, countries, languages }: Invitation,
  { name, language, now }: { name: string; language: string; now: number },
): Member {
  const since = localOf(now, 'UTC').date
  return { id: randomUUID(), name, role, countries, languages, language, since, active: true }
}
