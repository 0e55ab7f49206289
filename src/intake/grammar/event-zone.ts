import type { Doubt } from '#intake/draft.ts'
import { instantOf, isZone, type LocalDate } from '#platform/time/local.ts'
import { offsetOf } from '#platform/time/transitions.ts'
import type { Where } from './context.ts'
import type { TimeMark } from './time-mark.ts'
import type { Whole } from './whole.ts'

/** The zone that is told, else that of the place; a doubt when they differ, or when the name is that of another season. */
export function zoneOf(
  mark: TimeMark | undefined,
  where: Where | undefined,
  date: string | undefined,
  whole: Whole,
): { zone?: string; doubt?: Doubt } {
  const place = where?.city?.zone ?? where?.region?.zone
  const told = mark?.zone?.zone ?? (mark ? whole.zone : undefined)
  if (!told || told === 'local') return place ? { zone: place } : {}
  if (!date) return { zone: told }
  const season = mark?.zone?.season
  const isOff = season !== undefined && offsetIn(told, date) !== season.hours * HOUR
  if (!place || sameOffset(told, place, date))
    return { zone: place ?? told, ...(isOff ? { doubt: offSeason(season.name, place ?? told) } : {}) }
  return {
    zone: told,
    doubt: {
      code: 'zone',
      key: 'intake.doubt.zone',
      values: { zone: told, place: where!.city?.names.en ?? where!.region!.names.en ?? '' },
    },
  }
}

const HOUR = 3_600_000

/** '20:00 CET' in May: winter time is named and summer time is on the clocks. */
function offSeason(name: string, zone: string): Doubt {
  return { code: 'zone', key: 'intake.doubt.season', values: { name, zone } }
}

function sameOffset(told: string, place: string, date: LocalDate): boolean {
  return offsetIn(told, date) === offsetIn(place, date)
}

/** Milliseconds from UTC at noon of a day, in an IANA zone or an offset like '+03:00'. */
function offsetIn(zone: string, date: LocalDate): number | undefined {
  if (isZone(zone)) return offsetOf(zone, instantOf(date, '12:00', zone))
  const match = /^([+-])(\d\d):(\d\d)$/.exec(zone)
  if (!match) return undefined
  return (match[1] === '+' ? 1 : -1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}
