import { remoteFault } from './fault.ts'

/** A key of the organisation as a member's desk tells of it, with this member's own copy. */
export type RingKey = {
  id: string
  purpose: string
  recipient: string
  made: string
  ended: string | null
  due: string
  /** Its secret half as an age file to this member's own key; null where they hold none. */
  copy: Uint8Array | null
}

export type Ring = {
  /** Goes with the forms that are sent to the desk. */
  token: string
  /** This member's own key, with its secret half as an age file under seven words; null before it is made. */
  member: { recipient: string; byWords: Uint8Array } | null
  keys: readonly RingKey[]
}

export type Item = {
  id: string
  kind: string
  purpose: string
  keyId: string
  label: string
  country: string
  day: string
}

export type RemoteRecord = { id: string; kind: string; keyId: string; body: Uint8Array }

/** Reads /desk/keys/ring.json. Like all of these it throws remoteFault 'odd' for any other shape: a server may be captured. */
export function readRing(json: unknown): Ring {
  const ring = objectOf(json)
  const member = ring['member'] ?? null
  return {
    token: textOf(ring['token']),
    member: member === null ? null : memberOf(objectOf(member)),
    keys: listOf(ring['keys']).map(entry => {
      const key = objectOf(entry)
      return {
        id: idOf(key['id']),
        purpose: textOf(key['purpose']),
        recipient: recipientOf(key['recipient']),
        made: textOf(key['made']),
        ended: key['ended'] === null ? null : textOf(key['ended']),
        due: textOf(key['due']),
        copy: (key['copy'] ?? null) === null ? null : bytesOf(key['copy']),
      }
    }),
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
  return {
    id: idOf(record['id']),
    kind: textOf(record['kind']),
    keyId: idOf(record['keyId']),
    body: bytesOf(record['body']),
  }
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

/** Ids go into addresses. */
export function idOf(value: unknown): string {
  const text = textOf(value)
  return /^[\w-]{1,64}$/.test(text) ? text : refuse()
}

function memberOf(member: Record<string, unknown>): NonNullable<Ring['member']> {
  return { recipient: recipientOf(member['recipient']), byWords: bytesOf(member['byWords']) }
}

function bytesOf(value: unknown): Uint8Array {
  return typeof value === 'string' && /^[\w+/]+={0,2}$/.test(value) ? Buffer.from(value, 'base64') : refuse()
}

function refuse(): never {
  throw remoteFault('odd')
}
