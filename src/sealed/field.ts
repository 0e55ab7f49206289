import type { Form } from '#platform/forms/form.ts'
import { readSealed, type Sealed, sealRecord } from '#platform/seal/sealed.ts'
import { cleanText } from '#platform/text/clean.ts'
import { DAY_MS } from '#platform/time/local.ts'
import { KIND, LIMIT, type SealedKind, type SealedText } from './record.ts'

/** The public half of a key, as a form needs it. */
export type SealKey = { id: string; recipient: string }

/** The key that a form seals to, and all whose records are still taken: one may be replaced while a form is open. */
export type SealKeys = { current: SealKey | null; taken: readonly SealKey[] }

/** What a field held, sealed. */
export type SealedValue = { keyId: string; body: Sealed<SealedText> }

/** Why a field cannot be taken: a text sealed.wrong.<key>. It never holds anything of what was typed. */
export type SealedError = { key: string; values?: Record<string, number> }

/** The field of a form that carries the id of the key that a browser sealed to. */
export const KEY_FIELD = 'seal_key'
/** Beside a field: what the browser sealed of it, and the wish to remove what is kept. */
export const sealedName = (name: string) => `${name}_sealed`
export const dropName = (name: string) => `${name}_drop`

/**
 * Reads a field that is sealed: what the browser sealed ('<name>_sealed', base64, to the key 'seal_key'), or the clear
 * text of a browser without scripts, which is cleaned and sealed here, before anything else is done with the form. A
 * clear text goes before a sealed one, which it replaces. Null when there is neither.
 */
export function readSealedField(
  form: Form,
  { name, kind, keys }: { name: string; kind: SealedKind; keys: SealKeys },
): { ok: true; value: SealedValue | null } | { ok: false; error: SealedError } {
  const sent = form.get(name)
  const text = cleanText(sent)
  if (text) {
    const error = problemOf(sent, text, kind)
    if (error) return { ok: false, error }
    if (!keys.current) return { ok: false, error: { key: 'closed' } }
    const { id, recipient } = keys.current
    return { ok: true, value: { keyId: id, body: sealRecord(recipient, { text }, KIND[kind].size) } }
  }
  const base64 = form.get(sealedName(name))
  if (!base64 || form.has(dropName(name))) return { ok: true, value: null }
  const key = keys.taken.find(({ id }) => id === form.get(KEY_FIELD))
  const body = key && readSealed<SealedText>(base64, KIND[kind].size)
  return body ? { ok: true, value: { keyId: key.id, body } } : { ok: false, error: { key: 'broken' } }
}

type KnownKey = SealKey & { purpose: string; ended: string | null }

/**
 * Of all keys those that a form may seal to at `now` (ms UTC): the current one of the kind's purpose, and those that
 * ended today or yesterday (UTC), while somebody was filling in a form. Older ones are refused, since a member who
 * left may hold them.
 */
export function sealKeysOf(keys: readonly KnownKey[], kind: SealedKind, now: number): SealKeys {
  const yesterday = new Date(now - DAY_MS).toISOString().slice(0, 10)
  const own = keys.filter(({ purpose }) => purpose === KIND[kind].purpose)
  const current = own.find(({ ended }) => ended === null) ?? null
  return { current, taken: own.filter(({ ended }) => ended === null || ended >= yesterday) }
}

/** The key that a form seals to: the one that it began with, or the current one. */
export function keyOfForm(form: Form, { current, taken }: SealKeys): SealKey | null {
  return taken.find(({ id }) => id === form.get(KEY_FIELD)) ?? current
}

function problemOf(sent: string, text: string, kind: SealedKind): SealedError | null {
  if (sent.includes('\uFFFD')) return { key: 'unreadable' }
  const over = [...text].length - LIMIT[kind]
  return over > 0 ? { key: 'long', values: { over, limit: LIMIT[kind] } } : null
}
