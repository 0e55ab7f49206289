import { restOf } from '#intake/grammar/about.ts'
import { assemble } from '#intake/grammar/assemble.ts'
import { readBlocks } from '#intake/grammar/blocks.ts'
import { readCalendar } from '#intake/grammar/calendar.ts'
import { markDuplicates } from '#intake/grammar/duplicates.ts'
import { fillPlaces } from '#intake/grammar/fill-places.ts'
import { headKind } from '#intake/grammar/kinds.ts'
import { findTag } from '#intake/grammar/lexicon.ts'
import { type Parsed, parseLines } from '#intake/grammar/lines.ts'
import { readStyle } from '#intake/grammar/marks.ts'
import { withOwnSigns } from '#intake/grammar/own-signs.ts'
import { isForAll } from '#intake/grammar/page.ts'
import { splitTowns } from '#intake/grammar/several-towns.ts'
import { findTables } from '#intake/grammar/tables.ts'
import { readLines } from '#intake/grammar/text.ts'
import type { TimeMark } from '#intake/grammar/time-mark.ts'
import type { Unit } from '#intake/grammar/unit.ts'
import { findUnread } from '#intake/grammar/unread.ts'
import { zoneFrom } from '#intake/grammar/zones.ts'
import type { LocalDate } from '#platform/time/local.ts'
import { withContactDoubt } from './contact.ts'
import type { Draft, Intake } from './draft.ts'

export type IntakeHint = {
  /** The year of dates that tell none. */
  readonly year?: number | undefined
  /** The day of events that tell none, `YYYY-MM-DD`. */
  readonly date?: LocalDate | undefined
  /** The town of events that tell none, in any language. */
  readonly city?: string | undefined
  /** Today (`YYYY-MM-DD`), from which a year is guessed; the clock's day in UTC by default. */
  readonly today?: LocalDate | undefined
}

/**
 * Reads a pasted list of events, or prose about them, in English, Belarusian (both orthographies, and Łacinka), Russian
 * or Ukrainian, and gives a draft for each event found, in the order of the text, and the lines with a date that became
 * none. What is guessed is marked, doubts are named. Never throws; time is linear in the length of the text, of which at most 60,000 lines and 4 million letters count.
 */
export function readIntake(text: string, hint: IntakeHint = {}): Intake {
  const lines = readLines(text)
  const style = readStyle(lines)
  const parsed = parseLines(lines, style)
  const dates = parsed.flatMap(line => line.segments.flatMap(segment => segment.marks.dates))
  const today = hint.today ?? new Date().toISOString().slice(0, 10)
  const calendar = readCalendar(dates, yearsIn(parsed), {
    year: hint.year,
    date: hint.date,
    today,
    months: [...style.months],
  })
  const tables = findTables(lines, style)
  const { units, passed } = readBlocks(parsed, tables, { calendar, style, near: hint.date })
  const whole = {
    calendar,
    date: hint.date,
    zone: zoneOfAll(parsed),
    time: timeOfAll(parsed),
    kind: kindOfAll(parsed),
    text,
  }
  const drafts: Draft[] = []
  for (const unit of units.flatMap(splitTowns)) {
    const draft = assemble(unit, { ...whole, near: drafts.at(-1)?.date })
    if (draft) drafts.push(goesOn(unit) ? besidePlace(draft, drafts.at(-1)) : draft)
  }
  const placed = fillPlaces(drafts, { parsed, city: hint.city }).map(draft =>
    withContactDoubt(withOwnSigns({ ...draft, ...restOf(draft, parsed, text) })),
  )
  return {
    drafts: markDuplicates(placed),
    unread: findUnread(parsed, drafts, { passed, year: calendar.year }),
  }
}

/** Years in the first lines that stand by themselves: 'Day of Solidarity 2025'. */
function yearsIn(parsed: readonly Parsed[]): number[] {
  const years: number[] = []
  for (const line of parsed.filter(one => !one.isBlank).slice(0, 6)) {
    for (const segment of line.segments) {
      for (const token of segment.marks.reading.tokens) {
        const year = token.kind === 'number' && token.text.length === 4 ? Number(token.text) : 0
        if (year >= 2015 && year <= 2060) years.push(year)
      }
    }
  }
  return years
}

/** 'All times are Minsk time': a zone that a line without a time of its own names. */
function zoneOfAll(parsed: readonly Parsed[]): string | undefined {
  for (const { segments } of parsed) {
    for (const { marks } of segments) {
      if (marks.times.length > 0 || !findTag(marks.reading, 'time') || findTag(marks.reading, 'update'))
        continue
      for (let index = 0; index < Math.min(marks.reading.tokens.length, 40); index++) {
        const zone = zoneFrom(marks.reading, index)
        if (zone) return zone.zone
      }
    }
  }
  return undefined
}

function timeOfAll(parsed: readonly Parsed[]): TimeMark | undefined {
  return parsed.find(isForAll)?.segments.flatMap(segment => segment.marks.times)[0]
}

/** 'Pickets in five towns': what everything in a list is that says no more than its place. */
function kindOfAll(parsed: readonly Parsed[]): string {
  const title = parsed.find(line => !line.isBlank)?.head
  return (title && title.marks.times.length === 0 && headKind(title.marks.kinds)?.kind) || 'other'
}

/** 'Afterwards, at 20:00', 'in the same place'. */
function goesOn(unit: Unit): boolean {
  return unit.pieces.some(
    ({ role, marks }) =>
      role === 'head' && (findTag(marks.reading, 'afterwards', 0, 4) ?? findTag(marks.reading, 'there')),
  )
}

function besidePlace(draft: Draft, before: Draft | undefined): Draft {
  if (draft.cityEn || draft.online || !before?.city || !before.cityEn) return draft
  const { city, cityEn, placeId, country, zone } = before
  return {
    ...draft,
    city,
    cityEn,
    ...(placeId ? { placeId } : {}),
    ...(country ? { country } : {}),
    ...(zone && !draft.zone ? { zone } : {}),
    guessed: [...draft.guessed, 'city'],
  }
}
