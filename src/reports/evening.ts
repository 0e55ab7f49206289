import type { Report } from './report.ts'

/** What the desk sees on the evening, in the order in which it matters. */
export const GROUPS = ['waiting', 'unreported', 'on', 'asked', 'pictures', 'done'] as const
export type Group = (typeof GROUPS)[number]

/** So long after its end an event without a report is late, in ms. */
export const LATE_AFTER_MS = 3 * 3_600_000

/** An event of the evening, with what is known of its report. */
export type EveningItem<Event> = {
  event: Event
  report: Report | undefined
  /** When what is on now, or was last, ends (ms UTC). */
  endsAt: number | null
  isLate: boolean
  /** The organiser said the last word. */
  isAnswered: boolean
  /** Pictures that wait. */
  pictures: number
  /** Who has the report in hand, and when it frees itself (ms UTC). */
  claim: { member: string; until: number } | null
  /** The sealed record with the organiser's contact; null where there is none, or this member opens none. */
  contact: string | null
}

export type EveningGroups<Event> = Record<Group, EveningItem<Event>[]>
