import { isAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import type { Marks } from './marks.ts'
import { hasRole, hasTime, hasTitle, type Unit } from './unit.ts'

export function isInstant(marks: Marks): boolean {
  return marks.times.length > 0
}

/** '17:30 — gathering at the monument', '19:00 — end': a moment of an event rather than an event. */
export function isMoment(marks: Marks): boolean {
  if (marks.times.length !== 1 || marks.dates.length > 0 || marks.places.some(place => place.strength >= 3))
    return false
  if (roleOnly(marks)) return true
  const { role } = marks.times[0]!
  if (role === 'gather' || role === 'doors') return !marks.kinds.some(kind => kind.level > 0)
  const last = marks.reading.tokens.findLastIndex(token => token.kind === 'word')
  return role === 'finish' || (last >= 0 && isAt(marks.reading, last, 'finish'))
}

/** Only moments so far: what people are called to is told by the next line. */
export function isOnlyMoments(unit: Unit): boolean {
  const timed = unit.pieces.filter(piece => piece.marks.times.length > 0)
  return (
    timed.length > 0 &&
    timed.every(piece => piece.role === 'head' && isMoment(piece.marks)) &&
    !hasTitle(unit)
  )
}

/** Nothing but a time and words like 'gathering', 'start'. */
export function roleOnly({ reading, taken }: Marks): boolean {
  let hasRoleWord = false
  for (let index = 0; index < reading.tokens.length; index++) {
    if (taken[index] || reading.tokens[index]!.kind === 'mark') continue
    if (isAt(reading, index, 'gather', 'start', 'finish')) hasRoleWord = true
    else if (!isAt(reading, index, 'at', 'in', 'on', 'of', 'diaspora', 'filler', 'event', 'unit', 'kind'))
      return false
  }
  return hasRoleWord || reading.tokens.length <= 4
}

/** A line inside another event: a deeper bullet under a line that has its own time, or anything after 'Programme:'. */
export function isSub(open: Unit, line: Parsed): boolean {
  const head = line.head ?? line.segments[0]!
  const { marks } = head
  if (
    marks.dates.length > 0 ||
    marks.places.some(place => place.strength >= 3 && (place.city ?? place.region) && place.by !== 'in')
  )
    return false
  if (open.programme) return hasTime(open) || hasTitle(open) || hasRole(open, 'key-when', 'key-date')
  if (open.isProse || (line.afterBlank && !line.bullet)) return false
  const isDeeper = line.depth > open.depth || (line.bullet && !open.bullet)
  if (!isDeeper || !(hasTime(open) || (hasTitle(open) && hasRole(open, 'key-when', 'key-date')))) return false
  return line.depth > open.depth || !line.afterBlank
}
