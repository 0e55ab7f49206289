import type { LocalDate } from '#platform/time/local.ts'
import type { Calendar } from './calendar.ts'
import type { TimeMark } from './time-mark.ts'

/** What the whole text says, for events that do not say it themselves. */
export type Whole = {
  readonly calendar: Calendar
  readonly date: LocalDate | undefined
  /** The day of the event before, for one that tells none: 'at 20:00, in the same place'. */
  readonly near?: LocalDate | undefined
  readonly zone: string | undefined
  /** The time of all events that tell none. */
  readonly time: TimeMark | undefined
  /** What the title of a list says that it is a list of. */
  readonly kind: string
  readonly text: string
}
