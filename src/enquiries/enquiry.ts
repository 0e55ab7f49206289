import type { Size } from '#platform/seal/record.ts'
import type { Sealed } from '#platform/seal/sealed.ts'
import { DAY_MS, utcOf, worldEndOfDay } from '#platform/time/local.ts'

export const ENQUIRY_STATES = ['waiting', 'told', 'refused'] as const
export type EnquiryState = (typeof ENQUIRY_STATES)[number]

/** Why the desk does not tell a place: fixed words, since they stand in the clear. Each is a text enquiries.reason.<name>. */
export const REASONS = ['unknown', 'host', 'full', 'late'] as const
export type Reason = (typeof REASONS)[number]

/** Somebody asks for a place: known by a private code alone. Days, no times. */
export type Enquiry = {
  /** UUIDv4, random; the note is sealed under it. */
  id: string
  eventId: string
  /** 'age1…', derived from the code: what is sealed to it opens with the code. */
  recipient: string
  state: EnquiryState
  /** Empty where nothing was said. */
  reason: Reason | ''
  /** The id of the sealed record that was told; null until then. */
  place: string | null
  arrived: string
  decided: string | null
}

/** The place as the desk told it. */
export type Answer = Sealed<{ text: string }>

/** What these rules need to know of an event. */
export type EventFace = {
  state: string
  content: { where: object; when: { from: string | null; to: string | null } }
}

/** The one size of all answers, in bytes. */
export const ANSWER_SIZE: Size = 2048

/** How long after its event an enquiry is kept, and how long at most where the event has no day yet; in days. */
export const KEPT_DAYS = 7
export const KEPT_WITHOUT_DAY = 90

const OPEN_STATES: readonly string[] = ['published', 'moved']

/** Whether the place of an event is told only to those who ask. */
export function isAsked({ where }: { where: { asked?: boolean } }): boolean {
  return where.asked === true
}

/** Whether somebody may ask now (ms UTC): the event is public, not cancelled, and not over anywhere in the world. */
export function mayAsk({ state, content }: EventFace, now: number): boolean {
  return isAsked(content) && OPEN_STATES.includes(state) && !isOver(content.when, now)
}

/**
 * The state as it counts now: what was told of a place that has changed since is told no more, and waits again, so
 * that nobody goes where nobody is.
 */
export function stateNow(
  { state, place }: Pick<Enquiry, 'state' | 'place'>,
  { where }: { where: { sealedPlace?: string } },
): EnquiryState {
  return state === 'told' && place !== where.sealedPlace ? 'waiting' : state
}

/** Whether an enquiry that arrived on a day has to go: its event is gone, not public any more, or over for a week. */
export function isOverdue(arrived: string, event: EventFace | undefined, now: number): boolean {
  if (!event || event.state === 'withdrawn' || event.state === 'refused') return true
  const last = lastDay(event.content.when)
  return now >= (last ? worldEndOfDay(last) + KEPT_DAYS * DAY_MS : utcOf(arrived) + KEPT_WITHOUT_DAY * DAY_MS)
}

export function readReason(text: string): Reason | '' {
  return REASONS.find(reason => reason === text) ?? ''
}

function isOver(when: EventFace['content']['when'], now: number): boolean {
  const last = lastDay(when)
  return last !== null && now >= worldEndOfDay(last)
}

function lastDay({ from, to }: EventFace['content']['when']): string | null {
  return to ?? from
}

/** The text in a record that a browser sealed, of which nothing is known; null when there is none. */
export function textOfRecord(record: unknown): string | null {
  const text = typeof record === 'object' && record !== null ? (record as { text?: unknown }).text : null
  return typeof text === 'string' && text !== '' ? text : null
}
