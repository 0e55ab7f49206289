/** What may be doubtful about a draft. */
export type DoubtCode = 'weekday' | 'zone' | 'year' | 'place' | 'time' | 'duplicate' | 'contact'

/** A doubt as a key of the texts (`intake.doubt.…`) with its values. */
export type Doubt = {
  readonly code: DoubtCode
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

export type DraftField =
  | 'title'
  | 'date'
  | 'endDate'
  | 'start'
  | 'end'
  | 'zone'
  | 'city'
  | 'region'
  | 'country'
  | 'venue'
  | 'kind'
  | 'online'

/** An event as far as a text tells it. Nothing of it is sure before a person has looked at it. */
export type Draft = {
  readonly title: string
  /** `YYYY-MM-DD`, the day at the place; absent when the text has none. */
  readonly date?: string
  readonly endDate?: string
  /** `HH:MM`, the first moment to which people are called. */
  readonly start?: string
  readonly end?: string
  /** An IANA zone, or an offset from UTC (`+03:00`) when the text says no more. */
  readonly zone?: string
  /** The local name in the gazetteer, and its English one. */
  readonly city?: string
  readonly cityEn?: string
  /** GeoNames id, negative for regions of our own. */
  readonly placeId?: number
  readonly region?: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  readonly venue?: string
  /** The groups that are named as hosts, as they are written. */
  readonly hosts?: string
  /** How many came, in the words of the text. */
  readonly attendance?: string
  /** One of the ids of kinds of events. */
  readonly kind: string
  readonly online?: true
  readonly cancelled?: true
  /** What no field took, in the words of the text, a line for each line of it. */
  readonly about?: string
  /** The first web address in the item: where to register, to watch, to buy tickets. */
  readonly link?: string
  /** BCP 47, of the text. */
  readonly language?: string
  /** The text that it was read from, and where that begins and ends in the whole (UTF-16 units). */
  readonly source: string
  readonly from: number
  readonly to: number
  readonly guessed: readonly DraftField[]
  readonly doubts: readonly Doubt[]
}

/** A line (counted from 1) that tells a day or an hour and became no draft. */
export type Unread = { readonly line: number; readonly text: string }

/** What was read from a text: a draft for each event, in its order, and the lines that were not understood. */
export type Intake = { readonly drafts: Draft[]; readonly unread: Unread[] }
