import { isAgeFile, isRecipient } from '#platform/seal/age.ts'
import { PURPOSES } from './purpose.ts'

// What browsers send after they have made keys: JSON in one field of a form. Nothing in it is a secret half that is
// not sealed; what is inside the age files cannot be checked here, their form can.

/** A member's own new key. */
export type OwnHalves = { recipient: string; byWords: Uint8Array }

/** A member's own secret half once more, sealed to what a passkey makes; the credential's id as base64url. */
export type PasskeyHalf = { recipient: string; byPasskey: Uint8Array; passkeyId: string }

/** The first keys of the organisation, with the member key of who makes them. */
export type SetUp = {
  member: OwnHalves
  recovery: { recipient: string }
  keys: { purpose: string; recipient: string; recovery: Uint8Array; copy: Uint8Array }[]
}

/** A new key in the place of another, `was`. */
export type MadeKey = {
  purpose: string
  was: string
  recipient: string
  recovery: Uint8Array
  /** The recovery key that `recovery` is sealed to, since that does not show. */
  recoveryRecipient: string
  copies: { memberId: string; recipient: string; body: Uint8Array }[]
}

/** A new recovery key in the place of another, `was`, with the secret halves of all keys sealed to it. */
export type NewSheets = {
  was: string
  recipient: string
  copies: { keyId: string; body: Uint8Array }[]
}

/** Copies of keys for a member. */
export type Given = {
  memberId: string
  recipient: string
  copies: { keyId: string; body: Uint8Array }[]
}

/** Reads a set-up; null where it is not one with a key for each purpose. */
export function readSetUp(json: string): SetUp | null {
  return reading(json, value => {
    const keys = listOf(value['keys']).map(key => ({
      purpose: textOf(key['purpose']),
      recipient: recipientOf(key['recipient']),
      recovery: secretFileOf(key['recovery']),
      copy: secretFileOf(key['copy']),
    }))
    const member = ownOf(objectOf(value['member']))
    const recovery = { recipient: recipientOf(objectOf(value['recovery'])['recipient']) }
    const purposes = keys.map(({ purpose }) => purpose)
    if (purposes.length !== PURPOSES.length || !PURPOSES.every(purpose => purposes.includes(purpose)))
      refuse()
    const recipients = [member, recovery, ...keys].map(({ recipient }) => recipient)
    return new Set(recipients).size === recipients.length ? { member, recovery, keys } : refuse()
  })
}

export function readOwn(json: string): OwnHalves | null {
  return reading(json, ownOf)
}

export function readPasskeyHalf(json: string): PasskeyHalf | null {
  return reading(json, value => ({
    recipient: recipientOf(value['recipient']),
    byPasskey: secretFileOf(value['byPasskey']),
    passkeyId: credentialOf(value['passkeyId']),
  }))
}

export function readMadeKey(json: string): MadeKey | null {
  return reading(json, value => ({
    purpose: textOf(value['purpose']),
    was: textOf(value['was']),
    recipient: recipientOf(value['recipient']),
    recovery: secretFileOf(value['recovery']),
    recoveryRecipient: recipientOf(value['recoveryRecipient']),
    copies: listOf(value['copies']).map(copy => ({
      memberId: textOf(copy['memberId']),
      recipient: recipientOf(copy['recipient']),
      body: secretFileOf(copy['body']),
    })),
  }))
}

export function readGiven(json: string): Given | null {
  return reading(json, value => ({
    memberId: textOf(value['memberId']),
    recipient: recipientOf(value['recipient']),
    copies: listOf(value['copies']).map(copyOf),
  }))
}

export function readNewSheets(json: string): NewSheets | null {
  return reading(json, value => ({
    was: textOf(value['was']),
    recipient: recipientOf(value['recipient']),
    copies: listOf(value['copies']).map(copyOf),
  }))
}

type Shape = Record<string, unknown>

function reading<T>(json: string, read: (value: Shape) => T): T | null {
  try {
    return read(objectOf(JSON.parse(json)))
  } catch {
    return null
  }
}

function ownOf(value: Shape): OwnHalves {
  return { recipient: recipientOf(value['recipient']), byWords: wordsFileOf(value['byWords']) }
}

function copyOf(copy: Shape): { keyId: string; body: Uint8Array } {
  return { keyId: textOf(copy['keyId']), body: secretFileOf(copy['body']) }
}

function objectOf(value: unknown): Shape {
  return typeof value === 'object' && value !== null ? (value as Shape) : refuse()
}

function listOf(value: unknown): Shape[] {
  return Array.isArray(value) && value.length > 0 && value.length <= 200 ? value.map(objectOf) : refuse()
}

function textOf(value: unknown): string {
  return typeof value === 'string' && value.length <= 200 ? value : refuse()
}

function recipientOf(value: unknown): string {
  const text = textOf(value)
  return isRecipient(text) ? text : refuse()
}

/** The id of a credential (WebAuthn level 3: at most 1023 bytes). */
function credentialOf(value: unknown): string {
  return typeof value === 'string' && /^[\w-]{16,1364}$/.test(value) ? value : refuse()
}

// 'AGE-SECRET-KEY-1', 58 letters and a newline.
const SECRET_SIZE = 75

/** A secret half sealed to one recipient, as sealIdentity makes it. */
function secretFileOf(value: unknown): Uint8Array {
  const file = bytesOf(value)
  return isAgeFile(file, SECRET_SIZE) ? file : refuse()
}

/** A secret half under a passphrase: one scrypt stanza of the work factor that we use. */
function wordsFileOf(value: unknown): Uint8Array {
  const file = bytesOf(value)
  const header =
    /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 16\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/
  return file.length < 400 && header.test(Buffer.from(file).toString('latin1')) ? file : refuse()
}

function bytesOf(value: unknown): Uint8Array {
  return typeof value === 'string' && value.length <= 2000 ? Buffer.from(value, 'base64') : refuse()
}

function refuse(): never {
  throw new TypeError('not what our pages send')
}
