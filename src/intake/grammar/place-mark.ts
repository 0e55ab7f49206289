import type { Place } from '#platform/places/places.ts'

/** A town, region or country that a line names. Tokens `from` to `to` (excluded). */
export type PlaceMark = {
  readonly from: number
  readonly to: number
  readonly city?: Place
  readonly region?: Place
  /** ISO 3166-1. */
  readonly country?: string
  /** The name as it is written, to look it up again when the country is known. */
  readonly name: string
  /** What speaks for it: it fills the line, a country follows, 'in' stands before, it leads, it ends an address, 'Belarusians of'. */
  readonly by: 'pair' | 'in' | 'lead' | 'address' | 'people' | 'flag' | 'from'
  /** How much speaks for it: see `strengths`. */
  readonly strength: number
  /** One of several towns where the same happens: 'Warsaw, Kraków and Gdańsk'. */
  readonly joined?: true
}

/** What is not looked at: tokens that belong to dates and times. */
export type Taken = Uint8Array

/** How much speaks for a place, by what does. */
export const strengths = { in: 3, lead: 3.2, address: 2, people: 1, from: 0 } as const
