import { addDays, type LocalDate } from '#platform/time/local.ts'
import { instantOf, isZone } from '#platform/time/local.ts'
import { offsetOf } from '#platform/time/transitions.ts'
import { type Calendar, type Resolved, resolveDate } from './calendar.ts'
import { type Where, whereOf, within } from './context.ts'
import type { Doubt, Draft, DraftField } from './draft.ts'
import { cityInRegion, isRegion, resolveCity } from './gazetteer.ts'
import { headKind, onlineKind } from './kinds.ts'
import { findTag, isAt } from './lexicon.ts'
import type { PlaceMark } from './places.ts'
import type { TimeMark } from './times.ts'
import { titleOf, venueOf } from './titles.ts'
import type { Piece, Unit } from './unit.ts'

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

/** Makes a draft of what a unit tells; undefined when it tells too little to be an event. */
export function assemble(unit: Unit, whole: Whole): Draft | undefined {
  const guessed = new Set<DraftField>()
  const doubts: Doubt[] = []
  const when = dateOf(unit, whole, guessed, doubts)
  const times = timesOf(unit, { everywhere: whole.time, isLong: when.endDate !== undefined }, doubts)
  if (isRepeated(unit)) return undefined
  const where = whereIn(unit)
  const online = isOnline(unit, where)
  const kind = kindOf(unit, online)
  if (!when.date && !(times.start && (where?.city || kind.found))) return undefined
  if (
    !kind.found &&
    !times.start &&
    !unit.pieces.some(piece => piece.role.startsWith('key-') || piece.role === 'title') &&
    !unit.isProse &&
    !where?.city &&
    !online
  )
    return undefined
  if (!kind.found) guessed.add('kind')
  const zone = zoneOf(times.mark, where, when.date, whole)
  if (zone.doubt) doubts.push(zone.doubt)
  const venue = venueOf(unit)
  const hosts = unit.pieces.find(piece => piece.role === 'key-host')?.text.trim()
  const isCancelled = unit.pieces.some(
    ({ role, marks }) => role !== 'sub' && findTag(marks.reading, 'cancelled'),
  )
  const place = online && (!where?.city || !hasOwnCity(unit)) ? undefined : where
  return {
    title: titleOf(unit),
    ...when,
    ...(times.start ? { start: times.start } : {}),
    ...(times.end ? { end: times.end } : {}),
    ...(zone.zone ? { zone: zone.zone } : {}),
    ...(place?.city
      ? {
          city: place.city.names.local,
          cityEn: place.city.names.en ?? place.city.names.local,
          placeId: place.city.id,
        }
      : {}),
    ...(place?.region && !place.city
      ? { region: place.region.names.en ?? place.region.names.local, placeId: place.region.id }
      : {}),
    ...(place?.country ? { country: place.country } : {}),
    ...(venue ? { venue } : {}),
    ...(hosts ? { hosts } : {}),
    kind: kind.found ? kind.kind : unit.isProse ? 'rally' : whole.kind,
    ...(online ? { online } : {}),
    ...(isCancelled ? { cancelled: true as const } : {}),
    ...languageOf(unit),
    source: whole.text.slice(unit.from, unit.to).trim(),
    from: unit.from,
    to: unit.to,
    guessed: [...guessed],
    doubts,
  }
}

const order = [
  'key-when',
  'key-date',
  'head',
  'title',
  'key-title',
  'key-gather',
  'key-start',
  'key-time',
  'key-where',
  'note',
  'key-programme',
  'sub',
] as const

function piecesBy(unit: Unit, roles: readonly Piece['role'][]): Piece[] {
  return roles.flatMap(role => unit.pieces.filter(piece => piece.role === role))
}

function dateOf(
  unit: Unit,
  whole: Whole,
  guessed: Set<DraftField>,
  doubts: Doubt[],
): { date?: string; endDate?: string } {
  const near = unit.context.date?.date ?? whole.near ?? whole.date
  let own: Resolved | undefined
  let end: string | undefined
  for (const piece of piecesBy(unit, order)) {
    const marks =
      unit.isProse && piece.role === 'note' ? piece.marks.dates.filter(mark => mark.until) : piece.marks.dates
    const isMoved = findTag(piece.marks.reading, 'moved') !== undefined
    for (const mark of marks) {
      if (mark.year && Math.abs(mark.year - whole.calendar.year) > 1) continue
      if (mark.day === undefined) continue
      const resolved = resolveDate(mark, whole.calendar, near)
      if (resolved.date && (!own || (isMoved && piece.role !== 'note'))) own = resolved
      else if (isMoved && resolved.endDate) own = { date: resolved.endDate, guessed: resolved.guessed }
      else if (!resolved.date && resolved.endDate) end ??= resolved.endDate
    }
  }
  const assumed = whole.near ?? whole.date
  const told = own ?? relativeDay(unit, whole.near)
  if (
    !end &&
    unit.pieces.some(piece => {
      const tag = findTag(piece.marks.reading, 'month-end')
      return tag && isAt(piece.marks.reading, tag.from - 1, 'until')
    })
  )
    end = monthEnd((told ?? unit.context.date)?.date)
  const found = told ?? unit.context.date ?? (assumed ? { date: assumed, guessed: true } : undefined)
  if (!found?.date) return {}
  if (found.guessed) guessed.add('date')
  if (found.wrongWeekday)
    doubts.push({
      code: 'weekday',
      key: 'intake.doubt.weekday',
      values: { date: found.date, weekday: found.wrongWeekday },
    })
  if (found.guessed && whole.calendar.isGuess)
    doubts.push({ code: 'year', key: 'intake.doubt.year', values: { year: Number(found.date.slice(0, 4)) } })
  const lasting =
    own || (unit.isProse === false && lastingKinds.has(kindOf(unit, undefined).kind))
      ? found.endDate
      : undefined
  const endDate = lasting ?? (end && end > found.date ? end : undefined)
  return { date: found.date, ...(endDate ? { endDate } : {}) }
}

function monthEnd(date: LocalDate | undefined): LocalDate | undefined {
  return (
    date &&
    new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10)
  )
}

/** 'The same day', 'the next day': told from the event before. */
function relativeDay(unit: Unit, near: LocalDate | undefined): Resolved | undefined {
  if (!near) return undefined
  const heads = piecesBy(unit, ['head', 'title', 'key-when', 'key-date'])
  if (heads.some(piece => findTag(piece.marks.reading, 'same-day'))) return { date: near, guessed: true }
  if (heads.some(piece => findTag(piece.marks.reading, 'next-day')))
    return { date: addDays(near, 1), guessed: true }
  return undefined
}

const lastingKinds = new Set(['exhibition', 'installation', 'letter-marathon', 'other'])

type Times = { start?: string; end?: string; mark?: TimeMark | undefined }

/** The first moment to which people are called, and the end. */
function timesOf(
  unit: Unit,
  { everywhere, isLong }: { everywhere: TimeMark | undefined; isLong: boolean },
  doubts: Doubt[],
): Times {
  const keyed = piecesBy(unit, ['key-when', 'key-date', 'key-time', 'key-gather', 'key-start'])
  const finish = piecesBy(unit, ['key-finish']).flatMap(piece => piece.marks.times)[0]
  for (const pieces of [
    keyed,
    piecesBy(unit, ['head']),
    piecesBy(unit, ['title', 'key-title']),
    piecesBy(unit, ['key-where']),
    piecesBy(unit, ['note', 'key-programme']),
    piecesBy(unit, ['sub']),
  ]) {
    const marks = pieces
      .flatMap(piece => piece.marks.times)
      .filter(mark => !isAside(unit, pieces[0]!, mark) && (isLong || mark.role !== 'hours'))
    if (marks.length === 0) continue
    const isSub = pieces[0]!.role === 'sub' || pieces[0]!.role === 'note'
    const starts = pieces.flatMap(piece => startsOf(piece))
    const called = firstCall(starts, pieces === keyed)
    const start = called?.start
    const end = finish?.start ?? finish?.end ?? marks.find(mark => mark.end && !isSub)?.end
    if (!isSub && pieces !== keyed && starts.length > 1 && !called?.role) {
      const others = starts
        .slice(1)
        .filter(mark => mark.role === undefined && mark.start !== start && !mark.zone)
      if (others.length > 0)
        doubts.push({
          code: 'time',
          key: 'intake.doubt.times',
          values: { start: start!, other: others[0]!.start! },
        })
    }
    return {
      ...(start ? { start } : {}),
      ...(end && isEnd(start, end, isLong) ? { end } : {}),
      mark: called ?? marks[0],
    }
  }
  const own = finish ? { end: (finish.end ?? finish.start)! } : {}
  return everywhere?.start
    ? {
        start: everywhere.start,
        ...(everywhere.end ? { end: everywhere.end } : {}),
        ...own,
        mark: everywhere,
      }
    : own
}

/** In later sentences of prose a time is of the event only when it is said to be its beginning. */
function isAside(unit: Unit, piece: Piece, mark: TimeMark): boolean {
  return unit.isProse && piece.role === 'note' && mark.role !== 'start' && mark.role !== 'gather'
}

/** 'Every Tuesday': no event of its own. */
function isRepeated(unit: Unit): boolean {
  if (unit.pieces.some(piece => piece.marks.dates.length > 0)) return false
  return unit.pieces.some(({ role, marks: { reading } }) => {
    const tag = role === 'note' || role === 'sub' ? undefined : findTag(reading, 'every')
    return tag !== undefined && isAt(reading, tag.to, 'weekday')
  })
}

function startsOf({ role, marks }: Piece): TimeMark[] {
  const own = role === 'key-gather' ? 'gather' : role === 'key-start' ? 'start' : undefined
  return marks.times
    .filter(mark => mark.start && mark.role !== 'finish')
    .map(mark => (own && !mark.role ? { ...mark, role: own } : mark))
}

/** An end before the start is one after midnight, or no end. */
function isEnd(start: string | undefined, end: string, isLong: boolean): boolean {
  return start === undefined || end > start || (end !== start && (isLong || end <= '06:00'))
}

/** The time that stands for the event: the first to which people are called; doors and opening hours only where there is no other. */
function firstCall(starts: readonly TimeMark[], isKeyed: boolean): TimeMark | undefined {
  const calls = starts.filter(mark => mark.role !== 'doors' && mark.role !== 'hours')
  if (calls.length === 0) return starts[0]
  const plain = isKeyed ? calls.filter(mark => mark.role === undefined) : []
  return plain.length > 0 ? earliest(plain) : isKeyed ? earliest(calls) : calls[0]
}

function earliest(marks: readonly TimeMark[]): TimeMark | undefined {
  let first: TimeMark | undefined
  for (const mark of marks) if (!first || mark.start! < first.start!) first = mark
  return first
}

/** Where a unit says that it is, inside what its headings say. */
function whereIn(unit: Unit): Where | undefined {
  const outer = unit.context.where
  const city = unit.pieces.find(piece => piece.role === 'key-city')
  const country = unit.pieces.find(piece => piece.role === 'key-country')
  const named = country?.marks.places.find(place => place.country)?.country ?? outer?.country
  const cell = city && (best([city]) ?? undefined)
  if (cell) return fit(cell, named, outer)
  if (unit.isProse) return refit(outer, outer?.country)
  const groups: (readonly Piece['role'][])[] = [
    ['key-where', 'head', 'title', 'key-title', 'key-when'],
    ['key-route', 'key-date', 'note', 'key-note'],
  ]
  let weak: PlaceMark | undefined
  for (const roles of groups) {
    const mark = best(piecesBy(unit, roles))
    if (!mark) continue
    if (roles[0] === 'key-route' && (outer?.city || mark.strength < 3)) continue
    if (mark.by === 'from' && outer?.city) continue
    if (mark.city || mark.region) return fit(mark, mark.by === 'pair' ? mark.country : named, outer)
    weak ??= mark
  }
  if (weak?.country) return within(outer, { country: weak.country })
  if (named && !outer?.country) return { country: named }
  return refit(outer, outer?.country)
}

function best(pieces: readonly Piece[]): PlaceMark | undefined {
  let found: PlaceMark | undefined
  const rank = (mark: PlaceMark) => mark.strength * 2 + (mark.city ? 3 : mark.region ? 1 : 0)
  let most = -1
  for (const { role, marks } of pieces)
    for (const mark of marks.places) {
      if (
        mark.by === 'from' &&
        role !== 'key-where' &&
        role !== 'key-route' &&
        !(role === 'head' && mark.from <= 3)
      )
        continue
      const value = rank(mark) + (role === 'key-where' ? 1 : 0)
      if (value > most) [found, most] = [mark, value]
    }
  return found
}

/** A town of that name in the country of the heading, rather than the largest one of the world. */
function fit(mark: PlaceMark, country: string | undefined, outer: Where | undefined): Where {
  if (!mark.city || mark.by === 'pair') return within(outer, whereOf(mark))
  if (country && mark.city.country !== country) {
    const other = resolveCity(mark.name, country)
    if (other && other.country === country && !isRegion(other)) return { city: other, country }
    // A heading with a town holds against a weak sign of another in a far country.
    if (mark.strength < 3 && outer?.city) return outer
  }
  if (outer?.region) {
    const inside = cityInRegion(mark.name, outer.region.names.en ?? '')
    if (inside) return { city: inside, country: inside.country }
  }
  if (mark.strength < 3 && outer?.city && outer.city.id !== mark.city.id && mark.city.population < 100_000)
    return outer
  return whereOf(mark)
}

function refit(where: Where | undefined, _country: string | undefined): Where | undefined {
  return where
}

function isOnline(unit: Unit, where: Where | undefined): true | undefined {
  const main = piecesBy(unit, ['key-where', 'head', 'title', 'key-title', 'key-city', 'key-when', 'key-date'])
  const tagged = main.filter(piece => findTag(piece.marks.reading, 'online'))
  const isHere = tagged.some(piece => !findTag(piece.marks.reading, 'broadcast'))
  const isNowhere =
    !unit.context.where?.city && !piecesBy(unit, ['key-where']).some(piece => piece.text.trim() !== '')
  if (tagged.length > 0 && (isHere || isNowhere) && !hasOwnCity(unit)) return true
  if (unit.context.online && !where?.city) return true
  const isWebinar = main.some(piece => headKind(piece.marks.kinds)?.kind === 'webinar')
  return isWebinar && !hasOwnCity(unit) ? true : undefined
}

function hasOwnCity(unit: Unit): boolean {
  if (piecesBy(unit, ['key-where', 'key-city']).some(piece => piece.marks.places.some(place => place.city)))
    return true
  return piecesBy(unit, ['head', 'title']).some(piece =>
    piece.marks.places.some(place => place.city && place.strength >= 3),
  )
}

function kindOf(unit: Unit, online: true | undefined): { kind: string; found: boolean } {
  let found: { kind: string; level: number } | undefined
  for (const roles of [
    ['key-title', 'title'],
    ['head'],
    ['note', 'key-note', 'key-programme', 'key-where', 'key-route'],
    ['sub'],
  ] as const) {
    const mark = headKind(piecesBy(unit, roles).flatMap(piece => piece.marks.kinds))
    if (!mark) continue
    if (
      !found ||
      (found.level <= 0 && mark.level > found.level) ||
      (found.level === 1 && mark.level > 1 && roles[0] !== 'note' && roles[0] !== 'sub')
    )
      found = mark
    if (found.level === 2) break
  }
  const kind = found?.kind
  if (online) return { kind: onlineKind(kind), found: true }
  return kind ? { kind: kind === 'webinar' ? 'panel' : kind, found: true } : { kind: 'other', found: false }
}

/** The zone that is told, else that of the place; a doubt when they differ. */
function zoneOf(
  mark: TimeMark | undefined,
  where: Where | undefined,
  date: string | undefined,
  whole: Whole,
): { zone?: string; doubt?: Doubt } {
  const place = where?.city?.zone ?? where?.region?.zone
  const told = mark?.zone?.zone ?? (mark ? whole.zone : undefined)
  if (!told || told === 'local') return place ? { zone: place } : {}
  if (!place || !date) return { zone: told }
  if (sameOffset(told, place, date)) return { zone: place }
  return {
    zone: told,
    doubt: {
      code: 'zone',
      key: 'intake.doubt.zone',
      values: { zone: told, place: where!.city?.names.en ?? where!.region!.names.en ?? '' },
    },
  }
}

function sameOffset(told: string, place: string, date: string): boolean {
  const at = instantOf(date, '12:00', place)
  const offset = offsetOf(place, at)
  if (isZone(told)) return offsetOf(told, at) === offset
  const match = /^([+-])(\d\d):(\d\d)$/.exec(told)
  if (!match) return false
  return offset === (match[1] === '+' ? 1 : -1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}

function languageOf(unit: Unit): { language?: string } {
  const counts = new Map<string, number>()
  for (const piece of unit.pieces) {
    for (const tags of piece.marks.reading.tags)
      for (const { language } of tags) if (language) counts.set(language, (counts.get(language) ?? 0) + 1)
    for (const token of piece.marks.reading.tokens)
      if (/[ўў]/i.test(token.text)) counts.set('be', (counts.get('be') ?? 0) + 2)
    for (const token of piece.marks.reading.tokens)
      if (/[їєґ]/i.test(token.text)) counts.set('uk', (counts.get('uk') ?? 0) + 2)
    for (const token of piece.marks.reading.tokens)
      if (/[ыъэ]/i.test(token.text) && !/[іў]/i.test(token.text))
        counts.set('ru', (counts.get('ru') ?? 0) + 1)
  }
  const [language] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  return language ? { language } : {}
}

/** Whether a text is called off as a whole. */
export function isCalledOff(piece: Piece): boolean {
  return piece.marks.reading.tokens.some((_, index) => isAt(piece.marks.reading, index, 'cancelled'))
}
