import {
  daysBetween,
  instantOf,
  type LocalDate,
  localOf,
  worldEndOfDay,
  worldStartOfDay,
  type Zone,
} from '#platform/time/local.ts'

/** What an edition says in one language. */
export type EditionTexts = {
  title: string
  /** Why there is this Day: two or three sentences. */
  reason: string
  theme: string
  slogan: string
  demands: readonly string[]
  /** The call to action before and during, and what is said afterwards. */
  call: string
  after: string
  /** For an example edition: what it follows and who did not publish it. */
  notice: string
}

/** A figure as somebody gave it: words are kept ('more than 30'), `least` is its lower bound. */
export type Figure = {
  id: string
  least: number | null
  /** Per language: 'more than 30', and what is counted: 'events reported'. */
  words: Record<string, string>
  label: Record<string, string>
  saidBy: Record<string, string>
  asOf: LocalDate
  source: string | null
}

/** The Day of a year. */
export type Edition = {
  year: number
  version: number
  published: boolean
  /** The Day itself, and the first and last day of its programme. */
  day: LocalDate
  from: LocalDate
  to: LocalDate
  /** The zone in which its days are counted down. */
  zone: Zone
  /** The country that it is about (ISO 3166-1): only its outline is drawn on maps. */
  country: string | null
  hashtags: readonly string[]
  texts: Record<string, EditionTexts>
  figures: readonly Figure[]
  /** Public sources of the facts. */
  sources: readonly { title: Record<string, string>; url: string; date: LocalDate }[]
  /** Set for an edition that shows what Vestka does, after somebody else's facts. */
  example: boolean
}

export const NO_EDITION_TEXTS: EditionTexts = {
  title: '',
  reason: '',
  theme: '',
  slogan: '',
  demands: [],
  call: '',
  after: '',
  notice: '',
}

export type Phase = 'announced' | 'on' | 'over'

/** From the clock alone: it is on while its programme runs anywhere in the world. */
export function phaseOf(edition: Pick<Edition, 'from' | 'to'>, now: number): Phase {
  if (now < worldStartOfDay(edition.from)) return 'announced'
  return now < worldEndOfDay(edition.to) ? 'on' : 'over'
}

/** Days until the Day, by the calendar of its zone; 0 on the Day, negative afterwards. */
export function daysUntil(edition: Pick<Edition, 'day' | 'zone'>, now: number): number {
  return daysBetween(localOf(now, edition.zone).date, edition.day)
}

/** Those that take events: the organisation's own that are public, and an example only while there is none. */
export function openEditions(editions: readonly Edition[]): Edition[] {
  const published = editions.filter(edition => edition.published)
  const own = published.filter(({ example }) => !example)
  return own.length > 0 ? own : published
}

/** Whether an event stands in an example and is no part of it: it was announced when the example was over. */
export function isBeside(
  { example, to }: Pick<Edition, 'example' | 'to'>,
  event: { arrived: LocalDate },
): boolean {
  return example && event.arrived > to
}

/**
 * The edition that matters now: one that is on, else the next, else the last. Only published ones; an example matters
 * only where there is nothing else.
 */
export function currentEdition(editions: readonly Edition[], now: number): Edition | undefined {
  const sorted = openEditions(editions).toSorted((a, b) => a.year - b.year)
  return (
    sorted.find(edition => phaseOf(edition, now) === 'on') ??
    sorted.find(edition => phaseOf(edition, now) === 'announced') ??
    sorted.at(-1)
  )
}

/** The next instant, ms UTC, at which the phase or the countdown of one of these editions changes. */
export function nextEditionTurn(editions: readonly Edition[], now: number): number {
  const turns = editions.flatMap(edition => {
    const today = localOf(now, edition.zone).date
    const tomorrow = instantOf(today, '23:59', edition.zone) + 60_000
    return [
      worldStartOfDay(edition.from),
      worldEndOfDay(edition.to),
      ...(phaseOf(edition, now) === 'over' ? [] : [tomorrow]),
    ]
  })
  return Math.min(Infinity, ...turns.filter(turn => turn > now))
}

/** The year that the next edition is probably for: after the last one, and one whose day, if it stays the same, is still to come. `now` in ms UTC. */
export function nextYear(editions: readonly Edition[], now: number): number {
  const today = new Date(now).toISOString().slice(0, 10)
  const year = Number(today.slice(0, 4))
  const last = editions.toSorted((a, b) => a.year - b.year).at(-1)
  if (!last) return year + 1
  return Math.max(last.year + 1, last.day.slice(5) < today.slice(5) ? year + 1 : year)
}

/** Its texts in a language, or in English, or in any that it has; `lang` says which. */
export function editionTexts(edition: Edition, lang: string): { texts: EditionTexts; lang: string } {
  const found = [lang, 'en', ...Object.keys(edition.texts)].find(code => edition.texts[code]?.title)
  return found
    ? { texts: { ...NO_EDITION_TEXTS, ...edition.texts[found] }, lang: found }
    : { texts: NO_EDITION_TEXTS, lang }
}

/** The edition to which a date belongs: that of its year, or else the given one. */
export function editionOfDate(
  editions: readonly Edition[],
  date: LocalDate | null,
  otherwise: Edition | undefined,
): Edition | undefined {
  const year = date ? Number(date.slice(0, 4)) : null
  return editions.find(edition => edition.year === year) ?? otherwise
}
