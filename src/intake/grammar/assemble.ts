import type { Doubt, Draft, DraftField } from '#intake/draft.ts'
import { attendanceOf } from './attendance.ts'
import { dateOf, isRepeated } from './event-day.ts'
import { timesOf } from './event-hour.ts'
import { kindOf } from './event-kind.ts'
import { hasOwnCity, isOnline, whereIn } from './event-place.ts'
import { zoneOf } from './event-zone.ts'
import { findTag } from './lexicon.ts'
import { hostsIn } from './links.ts'
import { titleOf, venueOf } from './titles.ts'
import type { Unit } from './unit.ts'
import type { Whole } from './whole.ts'

/** Makes a draft of what a unit tells; undefined when it tells too little to be an event. */
export function assemble(unit: Unit, whole: Whole): Draft | undefined {
  const guessed = new Set<DraftField>()
  const doubts: Doubt[] = []
  const when = dateOf(unit, whole, guessed, doubts)
  const times = timesOf(unit, { everywhere: whole.time, isLong: when.endDate !== undefined }, doubts)
  if (isRepeated(unit) || isOpening(unit)) return undefined
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
    !where?.region &&
    !online
  )
    return undefined
  if (!kind.found) guessed.add('kind')
  const zone = zoneOf(times.mark, where, when.date, whole)
  if (zone.doubt) doubts.push(zone.doubt)
  const venue = venueOf(unit)
  const attendance = attendanceOf(unit)
  const hosts = hostsIn(unit.pieces.find(piece => piece.role === 'key-host')?.text ?? '')
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

/** 'Box office: Tue–Sat 14:00–20:00': opening hours of no event. */
function isOpening(unit: Unit): boolean {
  const times = unit.pieces.flatMap(({ marks }) => marks.times)
  return (
    times.length > 0 &&
    times.every(({ role }) => role === 'hours') &&
    unit.pieces.every(({ marks }) => marks.dates.length === 0 && marks.kinds.length === 0)
  )
}

function languageOf(unit: Unit): { language?: string } {
  const counts = new Map<string, number>()
  for (const piece of unit.pieces) {
    for (const tags of piece.marks.reading.tags)
      for (const { language } of tags) if (language) counts.set(language, (counts.get(language) ?? 0) + 1)
    const told = (code: string, letters: RegExp, weight: number) => {
      const found = piece.text.match(letters)?.length ?? 0
      if (found > 0) counts.set(code, (counts.get(code) ?? 0) + found * weight)
    }
    told('be', /ў/gi, 2)
    told('uk', /[їєґ]/gi, 2)
    if (!/[іў]/i.test(piece.text)) told('ru', /[ыъэ]/gi, 1)
  }
  const [language] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  return language ? { language } : {}
}
