import type { Marks } from './marks.ts'

/** 'The main event is in Oslo on Friday, 21 May. At 17:00 …': the sentence after it tells what happens. */
export function isOpener({ kinds, times, dates, places }: Marks, next: Marks | undefined): boolean {
  if (!next || times.length > 0 || kinds.some(kind => kind.level > 1) || !dates.some(mark => mark.day))
    return false
  return (
    next.times.some(time => time.start) &&
    next.dates.length === 0 &&
    next.kinds.some(kind => kind.level > 0) &&
    (places.length === 0 || !next.places.some(place => place.city && place.strength > 2))
  )
}

/** A sentence that names what happens and no day or hour. */
export function isHint({ kinds, dates, times }: Marks): boolean {
  return dates.length === 0 && times.length === 0 && kinds.some(kind => kind.level > 0)
}
