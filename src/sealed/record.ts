import type { Size } from '#platform/seal/record.ts'

/**
 * What is sealed: an organiser's contact, a place told only to those who ask, what somebody who asks says, and why somebody
 * may be seen in a picture.
 */
export const KINDS = ['contact', 'venue', 'enquiry', 'consent'] as const
export type SealedKind = (typeof KINDS)[number]

/** To the key of which purpose each kind is sealed, and the one size that all its records have, in bytes. */
export const KIND: Record<SealedKind, { purpose: 'organisers'; size: Size }> = {
  contact: { purpose: 'organisers', size: 2048 },
  venue: { purpose: 'organisers', size: 2048 },
  enquiry: { purpose: 'organisers', size: 8192 },
  consent: { purpose: 'organisers', size: 2048 },
}

/** What is inside: one text, as it was typed. Kinds that need more have fields of their own beside it. */
export type SealedText = { text: string }

/** Longest text of a field that is sealed, in characters: Cyrillic takes two bytes each, and JSON escapes some. */
export const LIMIT: Record<SealedKind, number> = { contact: 400, venue: 400, enquiry: 1500, consent: 400 }

/** A sealed record without its body. `day` is the day on which it was sent. */
export type SealedFace = { id: string; keyId: string; kind: SealedKind; subject: string; day: string }
