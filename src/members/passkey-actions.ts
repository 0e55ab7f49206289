import { createHash } from 'node:crypto'
import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { openState, sealState } from '#platform/http/form-state.ts'
import { cleanLine } from '#platform/text/clean.ts'
import { localOf } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import type { Answer } from './answer.ts'
import type { Member } from './member.ts'
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  listPasskeys,
  spendChallenge,
  updatePasskeyCounter,
} from './passkey-store.ts'

/** What the browser is asked (Web Authentication level 3, as JSON), and the same challenge as the form carries it. */
export type PasskeyRequest = { options: string; challenge: string }

/** A passkey's answer that was right; it still has to be accepted, once. */
export type PasskeyProof = { id: string; counter: number; challenge: Challenge }

type Challenge = { challenge: string; expires: number }

// The desk's largest library by far: a start that waits for it takes a fifth longer.
const webauthn = () => import('@simplewebauthn/server')
const CHALLENGE_MS = 30 * 60_000
const MOST_PASSKEYS = 10
/** The id of a credential as base64url; nothing else goes into a query as one. */
const CREDENTIAL = /^[\w-]{16,1364}$/
// EdDSA, ES256, RS256 (IANA COSE algorithms): what authenticators have, and what every Node verifies without a warning.
const ALGORITHMS = [-8, -7, -257]

/** Asks a browser for any passkey of this desk; whose it is shows only in the answer. */
export async function askForPasskey(world: World): Promise<PasskeyRequest> {
  const options = await (await webauthn()).generateAuthenticationOptions({
    rpID: hostOf(world),
    userVerification: 'preferred',
    timeout: 120_000,
  })
  return requestOf(world, 'get', options)
}

/** Asks a browser to make a passkey for a member; those that exist already are named, so that none is made twice. */
export async function askForNewPasskey(
  world: World,
  member: Member,
  organisation: string,
): Promise<PasskeyRequest> {
  const known = await listPasskeys(world.database.db, member.id)
  const options = await (await webauthn()).generateRegistrationOptions({
    rpName: organisation,
    rpID: hostOf(world),
    userID: new Uint8Array(Buffer.from(member.id.replaceAll('-', ''), 'hex')),
    userName: member.name,
    userDisplayName: member.name,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: 120_000,
    excludeCredentials: known.map(({ id }) => ({ id })),
    // At sign-in nobody is named before the answer, so the passkey has to know its site by itself.
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  return requestOf(world, 'create', options)
}

/** The proof in a browser's answer, or null: not this member's, not our challenge, over, or not signed so. */
export async function checkPasskey(
  world: World,
  { memberId, passkey, challenge }: { memberId: string; passkey: string; challenge: string },
): Promise<PasskeyProof | null> {
  const asked = openChallenge(world, 'get', challenge)
  const response = parse(passkey)
  if (!asked || !response) return null
  // An id is base64url; anything else is nobody's, and may be what a database does not take.
  const isId = typeof response.id === 'string' && /^[\w-]{1,1400}$/.test(response.id)
  const known = isId ? await findPasskey(world.database.db, memberId, String(response.id)) : undefined
  if (!known) return null
  try {
    const { verified, authenticationInfo } = await (await webauthn()).verifyAuthenticationResponse({
      response: response as never,
      expectedChallenge: asked.challenge,
      expectedOrigin: world.config.deskOrigin,
      expectedRPID: hostOf(world),
      requireUserVerification: false,
      credential: { id: known.id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
    })
    return verified ? { id: known.id, counter: authenticationInfo.newCounter, challenge: asked } : null
  } catch {
    return null
  }
}

/** Accepts a proof, in the transaction of what it allows; false when its challenge was answered before. */
export async function acceptPasskey(trx: Db, proof: PasskeyProof, now: number): Promise<boolean> {
  if (!(await spend(trx, proof.challenge, now))) return false
  await updatePasskeyCounter(trx, proof.id, proof.counter)
  return true
}

/** Adds the passkey that a browser made, under a label that the member gives it. */
export async function addPasskey(
  world: World,
  member: Member,
  input: { passkey: string; challenge: string; label: string },
): Promise<Answer<null>> {
  const now = world.clock()
  const refused: Answer<null> = { ok: false, errors: { '': 'members.passkeys.refused' } }
  const asked = openChallenge(world, 'create', input.challenge)
  const made = asked && (await verifyNew(world, input.passkey, asked.challenge))
  if (!made) return refused
  const day = localOf(now, 'UTC').date
  return write(world.database, [], async trx => {
    if (!(await spend(trx, asked, now))) return refused
    if ((await listPasskeys(trx, member.id)).length >= MOST_PASSKEYS)
      return { ok: false, errors: { '': 'members.passkeys.most' } }
    const label = [...cleanLine(input.label)].slice(0, 40).join('')
    const isNew = await insertPasskey(trx, {
      id: made.id,
      member_id: member.id,
      label,
      public_key: Buffer.from(made.publicKey),
      counter: made.counter,
      added: day,
    })
    if (!isNew) return refused
    await log(trx, member, 'passkey-added', now)
    return { ok: true, value: null }
  })
}

/** Removes a passkey of a member; false when there is none of this id. */
export function removePasskey(world: World, member: Member, id: string): Promise<boolean> {
  if (!CREDENTIAL.test(id)) return Promise.resolve(false)
  return write(world.database, [], async trx => {
    if (!(await deletePasskey(trx, member.id, id))) return false
    await log(trx, member, 'passkey-removed', world.clock())
    return true
  })
}

async function verifyNew(world: World, passkey: string, expectedChallenge: string) {
  const response = parse(passkey)
  if (!response) return null
  try {
    const { verified, registrationInfo } = await (await webauthn()).verifyRegistrationResponse({
      response: response as never,
      expectedChallenge,
      expectedOrigin: world.config.deskOrigin,
      expectedRPID: hostOf(world),
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return verified && registrationInfo ? registrationInfo.credential : null
  } catch {
    return null
  }
}

function hostOf(world: World): string {
  return new URL(world.config.deskOrigin).hostname
}

function requestOf(world: World, kind: 'get' | 'create', options: { challenge: string }): PasskeyRequest {
  const expires = world.clock() + CHALLENGE_MS
  const value: Challenge = { challenge: options.challenge, expires }
  return {
    options: JSON.stringify(options),
    challenge: sealState(world.secret, `passkey ${kind}`, { value, expires }),
  }
}

function openChallenge(world: World, kind: 'get' | 'create', text: string): Challenge | null {
  return openState<Challenge>(world.secret, `passkey ${kind}`, text, world.clock())
}

function spend(trx: Db, { challenge, expires }: Challenge, now: number): Promise<boolean> {
  const hash = createHash('sha256').update(challenge).digest('base64url')
  return spendChallenge(trx, { hash, expires }, now)
}

function parse(json: string): { id?: unknown } | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

function log(trx: Db, member: Member, action: string, now: number): Promise<void> {
  return insertLogEntry(trx, { member: member.name, action, subject: `member:${member.name}`, note: '' }, now)
}
