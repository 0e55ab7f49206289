import type { Ring, RingKey } from '#keys/ring.ts'
import { remoteFault } from './fault.ts'

// A server may be captured and send anything: all that comes from it is read here, and any other shape is refused.

/** A record that this member may open, without what is in it. */
export type Item = {
  id: string
  kind: string
  purpose: string
  keyId: string
  label: string
  country: string
  day: string
}

export type RemoteRecord = { keyId: string; body: string }

// Keys are made with 16, 64 MB; more is asked for only by who wants to stop this machine.
const MOST_WORK = 18

/** Reads /desk/keys/ring.json. Like all of these it throws remoteFault 'odd' for another shape. */
export function readRing(json: unknown): Ring {
  const ring = objectOf(json)
  const member = ring['member'] ?? null
  return {
    token: textOf(ring['token']),
    fingerprint: '',
    member: member === null ? null : memberOf(objectOf(member)),
    keys: listOf(ring['keys']).map(readKey),
  }
}

/** Reads /desk/sealed/list.json. */
export function readList(json: unknown): Item[] {
  return listOf(objectOf(json)['records']).map(entry => {
    const record = objectOf(entry)
    return {
      id: idOf(record['id']),
      kind: textOf(record['kind']),
      purpose: textOf(record['purpose']),
      keyId: idOf(record['keyId']),
      label: textOf(record['label'] ?? ''),
      country: textOf(record['country'] ?? ''),
      day: textOf(record['day']),
    }
  })
}

/** Reads /desk/sealed/records/ID.json. */
export function readRemoteRecord(json: unknown): RemoteRecord {
  const record = objectOf(json)
  return { keyId: idOf(record['keyId']), body: base64Of(record['body']) }
}

/** The public half of a key. */
export function recipientOf(value: unknown): string {
  const text = textOf(value)
  return /^age1[02-9ac-hj-np-z]{58}$/.test(text) ? text : refuse()
}

export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuse()
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : refuse()
}

export function textOf(value: unknown): string {
  return typeof value === 'string' && value.length <= 10_000 ? value : refuse()
}

/** An id as it may go into an address. */
export function idOf(value: unknown): string {
  const text = textOf(value)
  return /^[\w-]{1,64}$/.test(text) ? text : refuse()
}

/** An age file under a passphrase that this machine can work through; throws 'odd' for another. */
export function checkWork(file: Uint8Array): void {
  const head = Buffer.from(file.subarray(0, 300)).toString('latin1')
  const work = /^age-encryption\.org\/v1\n-> scrypt \S+ (\d{1,2})\n/.exec(head)?.[1]
  if (!work || Number(work) > MOST_WORK) refuse()
}

function memberOf(member: Record<string, unknown>): NonNullable<Ring['member']> {
  const byWords = base64Of(member['byWords'])
  checkWork(Buffer.from(byWords, 'base64'))
  return { recipient: recipientOf(member['recipient']), byWords, byPasskey: null, passkeyId: null }
}

function readKey(entry: unknown): RingKey {
  const key = objectOf(entry)
  return {
    id: idOf(key['id']),
    purpose: textOf(key['purpose']),
    recipient: recipientOf(key['recipient']),
    made: textOf(key['made']),
    ended: key['ended'] === null ? null : textOf(key['ended']),
    due: textOf(key['due']) as RingKey['due'],
    copy: (key['copy'] ?? null) === null ? null : base64Of(key['copy']),
  }
}

function base64Of(value: unknown): string {
  // No group that repeats: a picture has millions of letters.
  return typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)
    ? value
    : refuse()
}

function refuse(): never {
  throw remoteFault('odd')
}
