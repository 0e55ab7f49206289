import { getKeys } from '#keys/store.ts'
import type { Db } from '#platform/db/tables.ts'
import type { Form } from '#platform/forms/form.ts'
import type { World } from '#platform/world.ts'
import {
  dropName,
  keyOfForm,
  readSealedField,
  type SealedError,
  type SealedValue,
  type SealKey,
  type SealKeys,
  sealKeysOf,
} from '#sealed/field.ts'
import type { SealedKind } from '#sealed/record.ts'
import { deleteSealed, deleteSealedRecord, insertSealed, listSealed } from '#sealed/store.ts'
import type { Event, EventContent } from './event.ts'
import { findProposal } from './store.ts'
import { withoutAsking } from './where.ts'
import type { SecretPlace } from './where-form.ts'

/** What a form does with something sealed: another value in its place, nothing, or away with it. */
export type SealedChange = SealedValue | 'keep' | 'drop'

/** The two fields of an event that are sealed: a contact for the desk, a place told only to those who ask. */
export type SealedParts = { contact: SealedChange; place: SealedChange }

export const NO_CHANGE: SealedParts = { contact: 'keep', place: 'keep' }

/** The names of these fields in the form, and what each is in the store. */
const FIELDS = { contact: 'contact', place: 'secret_place' } as const
const KINDS = { contact: 'contact', place: 'venue' } as const satisfies Record<string, SealedKind>

/** What the form shows of them: the key they are sealed to, and the days on which what is kept was sent. */
export type SealedShown = { key: SealKey | null; kept: { contact: string | null; place: string | null } }

export type SealedReading = {
  parts: SealedParts
  errors: Record<string, SealedError>
  /** What the rest of the form has to know of the place. */
  place: SecretPlace
}

/**
 * Reads the sealed fields of an event's form, before anything else of it. `before` is the content that the form changes;
 * a form without one says all there is, and what it leaves empty is not kept from an earlier sending.
 */
export async function readSealedParts(
  world: World,
  form: Form,
  before: EventContent | null,
): Promise<SealedReading> {
  const keys = await getSealKeys(world)
  const errors: Record<string, SealedError> = {}
  const read = (name: keyof typeof FIELDS): SealedChange => {
    const result = readSealedField(form, { name: FIELDS[name], kind: KINDS[name], keys })
    if (!result.ok) errors[FIELDS[name]] = result.error
    if (result.ok && result.value) return result.value
    return before === null || form.has(dropName(FIELDS[name])) ? 'drop' : 'keep'
  }
  const parts = { contact: read('contact'), place: read('place') }
  const isKept = parts.place === 'keep' && before?.where.asked === true
  return { parts, errors, place: isKept ? 'kept' : typeof parts.place === 'object' ? 'new' : 'none' }
}

/** What a form shows of its sealed fields; `event` is the one that it changes, `content` the version of it. */
export async function getSealedShown(
  world: World,
  form: Form,
  changed?: { event: Event; content: EventContent },
): Promise<SealedShown> {
  const key = keyOfForm(form, await getSealKeys(world))
  if (!changed) return { key, kept: { contact: null, place: null } }
  const records = await listSealed(world.database.db, { subject: changed.event.id })
  const dayOf = (kind: SealedKind) => records.find(record => record.kind === kind)?.day ?? null
  const { asked, sealedPlace } = changed.content.where
  const place = asked ? (records.find(({ id }) => id === sealedPlace)?.day ?? changed.event.arrived) : null
  return { key, kept: { contact: dayOf('contact'), place } }
}

/**
 * Keeps the sealed parts of an event and gives its content with the new place in it. An older place stays until
 * `tidyPlaces`: what is published goes on having it until the desk accepts another.
 */
export async function keepSealed(
  trx: Db,
  {
    eventId,
    content,
    parts,
    now,
  }: { eventId: string; content: EventContent; parts: SealedParts; now: number },
): Promise<EventContent> {
  const { contact, place } = parts
  if (contact !== 'keep') await deleteSealed(trx, eventId, 'contact')
  if (typeof contact === 'object')
    await insertSealed(trx, { kind: 'contact', subject: eventId, ...contact, now })
  if (place === 'keep') return content
  if (place === 'drop') return { ...content, where: withoutAsking(content.where) }
  const sealedPlace = await insertSealed(trx, { kind: 'venue', subject: eventId, ...place, now })
  return { ...content, where: { ...content.where, asked: true, sealedPlace } }
}

/** Deletes the sealed places of an event to which neither it nor what is proposed for it refers any more. */
export async function tidyPlaces(trx: Db, event: Event): Promise<void> {
  const proposal = await findProposal(trx, event.id)
  const used = [event.content.where.sealedPlace, proposal?.content.where.sealedPlace]
  for (const { id } of await listSealed(trx, { subject: event.id, kind: 'venue' }))
    if (!used.includes(id)) await deleteSealedRecord(trx, id)
}

/** An event that the desk has ended keeps nothing that is sealed. */
export async function endSealed(trx: Db, event: Event): Promise<EventContent> {
  await deleteSealed(trx, event.id)
  return { ...event.content, where: withoutAsking(event.content.where) }
}

/** Both fields are sealed to the same key. */
async function getSealKeys(world: World): Promise<SealKeys> {
  return sealKeysOf(await getKeys(world.database), 'contact', world.clock())
}
