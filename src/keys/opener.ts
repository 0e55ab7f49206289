import type { Size } from '#platform/seal/record.ts'
import type { makeKey, NewOwn, NewSetUp } from './making.ts'

// What a page and the worker that holds a member's key say to each other. Addresses are absolute, age files base64.

/** Each task with what the page sends and what it gets back. */
export type Tasks = {
  /** What there is to open with, and whether the key is at hand. */
  look: { ask: { ring: string }; answer: Sight }
  /** Takes the member's key out of its file with seven words, or with the output of a passkey. */
  unlock: { ask: { ring: string; words: string }; answer: null }
  'unlock-passkey': { ask: { ring: string; output: Uint8Array }; answer: null }
  /** The member's secret half, sealed to what a passkey makes; base64. */
  'by-passkey': {
    ask: { ring: string; output: Uint8Array }
    answer: { recipient: string; byPasskey: string }
  }
  /** Lets go of the key at once. */
  forget: { ask: Record<never, never>; answer: null }
  /** The value in a record ('…/desk/sealed/records/ID.json'). */
  open: { ask: { ring: string; record: string }; answer: unknown }
  /** Several, in order; what cannot be opened is a fault in its place. */
  'open-many': { ask: { ring: string; records: string[] }; answer: Opened[] }
  /** What is in an age file at an address of the desk, sealed to the key with this id: a picture. It counts as an opening. */
  'open-bytes': { ask: { ring: string; address: string; keyId: string }; answer: Uint8Array }
  /** What is in an age file that was made for one of the keys; the bytes as base64. */
  'open-file': { ask: { ring: string; file: Uint8Array }; answer: Uint8Array }
  /** A value as a record of `size` bytes, sealed to a recipient. */
  'seal-for': { ask: { recipient: string; value: unknown; size: Size }; answer: string }
  /** New keys; see making.ts. */
  'set-up': { ask: Record<never, never>; answer: NewSetUp }
  /** A new recovery key on three sheets, in the place of `was`, for keys that this member holds. */
  'new-sheets': { ask: { ring: string; was: string; keyIds: string[] }; answer: Omit<NewSetUp, 'words'> }
  'new-own': { ask: Record<never, never>; answer: NewOwn }
  'new-key': { ask: Parameters<typeof makeKey>[0]; answer: string }
  /** All keys, opened with the words of two recovery sheets and sealed to a recipient. */
  recover: { ask: { recovery: string; sheets: string[]; recipient: string }; answer: Given[] }
  /** The member's own copies of keys, sealed to another member: base64 by key id. */
  give: { ask: { ring: string; recipient: string; keyIds: string[] }; answer: Given[] }
}

export type Sight = {
  /** Whether this member has a key of their own. */
  hasKey: boolean
  /** Whether the worker holds it now. */
  unlocked: boolean
  /** The passkey that opens it as well. */
  passkeyId: string | null
  /** Of the current keys, computed here. */
  fingerprint: string
}

/** A key's secret half as an age file, base64. */
export type Given = { keyId: string; body: string }

export type Opened = { value: unknown } | { fault: Fault }

/** Why something was not done; pages say it in words. */
export type Fault =
  | 'away'
  | 'no-member-key'
  | 'locked'
  | 'wrong-words'
  | 'wrong-passkey'
  | 'no-copy'
  | 'damaged'
  | 'not-found'
  | 'no-sheets'
  | 'other-sheets'

export type Task = keyof Tasks
export type Question = { [T in Task]: { number: number; task: T; ask: Tasks[T]['ask'] } }[Task]
export type Reply = { number: number } & ({ answer: unknown } | { fault: Fault })

/** The worker lets go of a key that was not used for so long, in ms. */
export const FORGET_MS = 5 * 60_000

/** Thrown in place of an answer. */
export function faultOf(error: unknown): Fault {
  return error instanceof Error && error.name === 'Fault' ? (error.message as Fault) : 'damaged'
}

export function fault(code: Fault): Error {
  return Object.assign(new Error(code), { name: 'Fault' })
}
