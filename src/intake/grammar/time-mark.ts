import type { ZoneMark } from './zones.ts'

/** A time of day or a range of them as it is written. Tokens `from` to `to` (excluded). */
export type TimeMark = {
  readonly from: number
  readonly to: number
  /** `HH:MM`; absent where only the end is told. */
  readonly start?: string
  readonly end?: string
  /** What happens at this time, if words beside it say so. */
  readonly role?: 'gather' | 'start' | 'finish' | 'doors' | 'hours'
  readonly zone?: ZoneMark
}
