import type { Doubt, Draft, DraftField } from '#intake/draft.ts'
import { instantOf, isZone } from '#platform/time/local.ts'
import { offsetOf } from '#platform/time/transitions.ts'
import { attendanceOf } from './attendance.ts'
import type { Where } from './context.ts'
import { dateOf, isRepeated } from './event-day.ts'
import { timesOf } from './event-hour.ts'
import { hasOwnCity, isOnline, whereIn } from './event-place.ts'
import { headKind, onlineKind } from './kinds.ts'
import { findTag } from './lexicon.ts'
import { piecesBy } from './pieces.ts'
import type { TimeMark } from './times.ts'
import { titleOf, venueOf } from './titles.ts'
import type { Unit } from './unit.ts'
import type { Whole } from './whole.ts'

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
  const attendance = attendanceOf(unit)
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
    ...(attendance ? { attendance } : {}),
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

export function kindOf(unit: Unit, online: true | undefined): { kind: string; found: boolean } {
  let found: { kind: string; level: number } | undefined
  for (const roles of [
    ['key-title', 'title'],
    ['head'],
    ['note', 'key-note', 'key-programme', 'key-where', 'key-route', 'key-when', 'key-time'],
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
