import { randomBytes, randomUUID } from 'node:crypto'
import { hashToken, newToken } from '#platform/codes/token.ts'
import { write } from '#platform/db/database.ts'
import { isPassphrase, openWithPassphrase } from '#platform/seal/passphrase.ts'
import type { World } from '#platform/world.ts'
import { normalPassphrase, PASSPHRASE_MAX } from './member.ts'
import { acceptPasskey, checkPasskey } from './passkey-actions.ts'
import {
  deleteEndedSessions,
  deleteSession,
  insertSession,
  type SessionRow,
  updateSession,
} from './session-store.ts'
import { acceptStep, findSecrets } from './store.ts'
import { matchTotp } from './totp.ts'

export type SignInInput = {
  name: string
  passphrase: string
  /** The six digits, or nothing where a passkey answers. */
  totp: string
  /** The browser's answer as JSON, and the challenge as the form carried it; may be empty. */
  passkey: string
  challenge: string
}

// Compared with where nobody has the name, so that it takes as long: a hash and a sealed text that nothing opens.
const NOBODY = {
  id: '',
  passphrase: `$argon2id$v=19$m=19456,t=2,p=1$${plain(16)}$${plain(32)}`,
  totp: [16, 12, 48].map(length => randomBytes(length).toString('base64url')).join('.'),
  totp_step: 0,
}
const NO_SECRET = 'A'.repeat(32)

/**
 * Checks name, passphrase and second factor together and starts a session: gives its token, or null, whichever of
 * them was wrong, after the same work. A code or a passkey's answer counts once.
 */
export async function signInMember(world: World, input: SignInInput): Promise<string | null> {
  const now = world.clock()
  const { db } = world.database
  const found = await findSecrets(db, { name: input.name })
  const secrets = found?.passphrase ? found : NOBODY
  const passphrase = clip(input.passphrase)
  const isRight = await isPassphrase(secrets.passphrase, passphrase)
  const totpSecret = await openWithPassphrase(secrets.totp, passphrase)
  const step = await matchTotp(totpSecret ?? NO_SECRET, input.totp, now)
  const passkey = await checkPasskey(world, { memberId: secrets.id, ...input })
  if (!isRight || totpSecret === null || (step === null && !passkey)) return null
  return write(world.database, [], async trx => {
    const isNew = passkey
      ? await acceptPasskey(trx, passkey, now)
      : await acceptStep(trx, secrets.id, step ?? 0)
    return isNew ? startSession(world, trx, secrets.id) : null
  })
}

/** Starts a session and gives the token for its cookie. Only the token's hash is kept. */
export async function startSession(
  world: World,
  trx: Parameters<typeof insertSession>[0],
  memberId: string,
): Promise<string> {
  const now = world.clock()
  const token = newToken()
  await deleteEndedSessions(trx, now)
  await insertSession(trx, {
    token_hash: hashToken(token),
    id: randomUUID(),
    member_id: memberId,
    started: now,
    used: now,
    locked: 0,
  })
  return token
}

/** Unlocks a session with its member's passphrase; false when it is another one. */
export async function unlockSession(world: World, session: SessionRow, passphrase: string): Promise<boolean> {
  const isRight = await isMemberPassphrase(world, session.member_id, passphrase)
  if (isRight)
    await write(world.database, [], trx => updateSession(trx, session.id, { locked: 0, used: world.clock() }))
  return isRight
}

/** Whether this is the passphrase of the member with this id. */
export async function isMemberPassphrase(world: World, id: string, passphrase: string): Promise<boolean> {
  const secrets = await findSecrets(world.database.db, { id })
  return isPassphrase(secrets?.passphrase || NOBODY.passphrase, clip(passphrase))
}

export async function lockSession(world: World, session: SessionRow): Promise<void> {
  await write(world.database, [], trx => updateSession(trx, session.id, { locked: 1 }))
}

export async function endSession(world: World, session: SessionRow): Promise<void> {
  await write(world.database, [], trx => deleteSession(trx, session.member_id, session.id))
}

/** A passphrase as it is compared. What is longer than any that was accepted is not hashed whole. */
export function clip(passphrase: string): string {
  return normalPassphrase(passphrase.slice(0, PASSPHRASE_MAX * 8))
}

function plain(length: number): string {
  return randomBytes(length).toString('base64').replaceAll('=', '')
}
