import { type LocalDate, type LocalTime, utcOf } from './local.ts'

type Options = Intl.DateTimeFormatOptions
type Part = { readonly type: string; readonly value: string }
type Day = Readonly<Record<'day' | 'month' | 'weekday', string>>

const LONG: Options = { day: 'numeric', month: 'long', year: 'numeric' }
const FULL: Options = { weekday: 'long', ...LONG }
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000
const MOST_KEPT = 500
// A list names a few dates again and again, and each takes Intl some microseconds.
const MOST_DATES = 4000
const kept = new Map<string, Intl.DateTimeFormat>()
const keptNumbers = new Map<string, Intl.NumberFormat>()
const keptDates = new Map<string, string>()
const keptDays = new Map<string, Day>()
const keptRanges = new Map<string, string>()

/** A whole date in words, with its weekday, in a BCP 47 language (CLDR): 'Tuesday, 21 May 2024', «аўторак, 21 мая 2024 г.». */
export function formatDate(date: LocalDate, lang: string): string {
  return remember(keptDates, `${lang} ${date}`, () => format(lang, FULL).format(utcOf(date)))
}

/** A date without its weekday: '21 May 2024', «21 мая 2024 г.». */
export function formatShortDate(date: LocalDate, lang: string): string {
  return format(lang, LONG).format(utcOf(date))
}

/**
 * The parts of a date for a large numeral with words around it. The month is in the case that follows the numeral
 * («21» «мая»), the weekday in the one that stands alone («аўторак»).
 */
export function formatDay(date: LocalDate, lang: string): Day {
  return remember(keptDays, `${lang} ${date}`, () => {
    const parts = format(lang, { day: 'numeric', month: 'long' }).formatToParts(utcOf(date))
    return {
      day: partOf(parts, 'day'),
      month: partOf(parts, 'month'),
      weekday: format(lang, { weekday: 'long' }).format(utcOf(date)),
    }
  })
}

/** Several days as one text: '20–24 May 2024', '30 April – 2 May 2024'; a single date when both are the same. */
export function formatRange(from: LocalDate, to: LocalDate, lang: string): string {
  return remember(keptRanges, `${lang} ${from} ${to}`, () => {
    if (/^lt\b/.test(lang) && from.slice(0, 7) === to.slice(0, 7)) return rangeInside(from, to, lang)
    const parts = format(lang, LONG).formatRangeToParts(utcOf(from), utcOf(to))
    return parts
      .map((part, index) => (joinsNumbers(parts, index) ? part.value.replace(/\s/g, '') : part.value))
      .join('')
  })
}

/** A time of day by the 24-hour clock, `HH:MM`, in every language alike; the language is there for digits to come. */
export function formatTime(time: LocalTime, _lang: string): LocalTime {
  return time
}

/** A year and month (`YYYY-MM`) standing alone, without the abbreviation for 'year': 'May 2024', «май 2024», «травень 2024». */
export function formatMonth(yearMonth: string, lang: string): string {
  const parts = format(lang, { month: 'long', year: 'numeric' }).formatToParts(utcOf(`${yearMonth}-01`))
  // What comes after the last of the two is «г.» or «р.»; where the year comes first (lt) its mark stays.
  return (parts.at(-1)?.type === 'literal' ? parts.slice(0, -1) : parts).map(part => part.value).join('')
}

/** The names of the days of the week, Monday first (ISO 8601), in full or short. */
export function weekdayNames(lang: string, width: 'long' | 'short' = 'long'): string[] {
  return Array.from({ length: 7 }, (_, day) => format(lang, { weekday: width }).format(MONDAY + day * DAY_MS))
}

/** A number with the language's separators (CLDR), at most three decimals. */
export function formatNumber(n: number, lang: string): string {
  let found = keptNumbers.get(lang)
  if (!found) {
    found = new Intl.NumberFormat(british(lang))
    keep(keptNumbers, lang, found)
  }
  return found.format(n)
}

/** A formatter of Intl for a language, made once; plain 'en' is British. For UTC unless the options name a zone. */
export function format(lang: string, options: Options): Intl.DateTimeFormat {
  const key = `${lang} ${JSON.stringify(options)}`
  let found = kept.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(british(lang), { timeZone: 'UTC', ...options })
    keep(kept, key, found)
  }
  return found
}

/** The value of the first part of a type; empty where the language has none. */
export function partOf(parts: readonly Part[], type: string): string {
  return parts.find(part => part.type === type)?.value ?? ''
}

// '21 – 24 May' (British CLDR puts thin spaces everywhere) is set close between numerals.
function joinsNumbers(parts: readonly Part[], index: number): boolean {
  const [before, part, after] = [parts[index - 1], parts[index], parts[index + 1]]
  return before?.type === 'day' && after?.type === 'day' && part?.type === 'literal'
}

// CLDR's Lithuanian range drops the marks of year and day ('2024 gegužės 20–24'): both days go into the whole date instead.
function rangeInside(from: LocalDate, to: LocalDate, lang: string): string {
  const days =
    from === to ? formatDay(from, lang).day : `${formatDay(from, lang).day}–${formatDay(to, lang).day}`
  const parts = format(lang, LONG).formatToParts(utcOf(from))
  return parts.map(part => (part.type === 'day' ? days : part.value)).join('')
}

function british(lang: string): string {
  return lang === 'en' ? 'en-GB' : lang
}

function remember<T>(store: Map<string, T>, key: string, make: () => T): T {
  const known = store.get(key)
  if (known !== undefined) return known
  const made = make()
  keep(store, key, made, MOST_DATES)
  return made
}

// Zones and languages come from addresses and forms too: what is kept has a limit.
function keep<T>(store: Map<string, T>, key: string, value: T, most = MOST_KEPT): void {
  if (store.size >= most) store.clear()
  store.set(key, value)
}
