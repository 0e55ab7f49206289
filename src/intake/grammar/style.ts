/** How a text writes its numbers, as far as unmistakable ones show. */
export type Style = {
  /** '14.30' is a time here. */
  readonly dotTimes: boolean
  /** '24.05' is a date here. */
  readonly dotDates: boolean
  /** '05/21': the month comes first. */
  readonly monthFirst: boolean
  readonly colonTimes: boolean
  /** Months that are named in words or in whole dates. */
  readonly months: ReadonlySet<number>
  /** Somewhere in it is the letter ŭ: names in Latin letters may be inflected Belarusian ones. */
  readonly isLacinka: boolean
}
