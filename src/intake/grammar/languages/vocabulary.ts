/**
 * The words of a language by which lists of events are read. Every text is a list with commas; `*` at the end of a word
 * stands for any ending. Case, diacritics, soft signs and the national letters и/і/ы do not matter (see fold).
 */
export type Vocabulary = {
  /** BCP 47. */
  readonly language: string
  /** January first: every case and abbreviation. */
  readonly months: readonly string[]
  /** Monday first. */
  readonly weekdays: readonly string[]
  readonly words: Readonly<Partial<Record<Group, string>>>
  /** By ids of kinds. `~` before a word: gives way to others in the same title; `?`: says hardly more than 'event'. */
  readonly kinds: Readonly<Record<string, string>>
  /** Words (stems) for the time of a place, as in 'Minsk time', by IANA zone. */
  readonly zones?: Readonly<Record<string, string>>
}

export type Group = Key | Word

/** What stands before a colon on a card. */
export type Key =
  | 'key-when'
  | 'key-date'
  | 'key-time'
  | 'key-where'
  | 'key-city'
  | 'key-country'
  | 'key-title'
  | 'key-host'
  | 'key-people'
  | 'key-programme'
  | 'key-route'
  | 'key-note'
  | 'key-gather'
  | 'key-start'
  | 'key-finish'
  | 'key-zone'

export type Word =
  | 'year'
  | 'hour'
  | 'am'
  | 'pm'
  | 'morning'
  | 'afternoon'
  | 'evening'
  | 'night'
  | 'noon'
  | 'midnight'
  | 'half'
  | 'at'
  | 'in'
  | 'of'
  | 'from'
  | 'until'
  | 'between'
  | 'and'
  | 'on'
  | 'gather'
  | 'start'
  | 'finish'
  | 'doors'
  | 'everywhere'
  | 'every'
  | 'news'
  | 'next-day'
  | 'same-day'
  | 'month-end'
  | 'afterwards'
  | 'capital'
  | 'about'
  | 'continent'
  | 'time'
  | 'local'
  | 'cancelled'
  | 'moved'
  | 'online'
  | 'broadcast'
  | 'update'
  | 'hours'
  | 'deadline'
  | 'unit'
  | 'street-before'
  | 'street-after'
  | 'venue'
  | 'embassy'
  | 'centre'
  | 'took-place'
  | 'event'
  | 'also'
  | 'there'
  | 'back'
  | 'credit'
  | 'worldwide'
  | 'appeal'
  | 'past'
  | 'diaspora'
  | 'prison'
  | 'said'
  | 'filler'
  | 'origin'
  | 'all-day'
  | 'today'
  | 'mail-head'
  | 'release'
  | 'online-only'
  | 'last-year'
  | 'the-day'
  | 'joins'
  | 'yesterday'
  | 'article'
  | 'hour-1'
  | 'hour-2'
  | 'hour-3'
  | 'hour-4'
  | 'hour-5'
  | 'hour-6'
  | 'hour-7'
  | 'hour-8'
  | 'hour-9'
  | 'hour-10'
  | 'hour-11'
  | 'hour-12'
