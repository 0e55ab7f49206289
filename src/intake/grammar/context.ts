import type { Place } from '#platform/places/places.ts'
import type { LocalDate } from '#platform/time/local.ts'
import { type Calendar, type Resolved, resolveDate } from './calendar.ts'
import { findTag } from './lexicon.ts'
import type { Marks } from './marks.ts'
import type { PlaceMark } from './place-mark.ts'

/** Where something is, as far as it is told. */
export type Where = { readonly city?: Place; readonly region?: Place; readonly country?: string }

/** What headings say about everything under them. */
export type Context = {
  readonly date?: Resolved
  readonly where?: Where
  readonly zone?: string
  readonly online?: boolean
}

type Level = { kind: 'date' | 'country' | 'city'; context: Context }

/**
 * Headings that are open, the outermost first. A heading of a kind that is open already closes it and what is inside it:
 * so dates may stand under cities, or cities under dates.
 */
export type Outline = Level[]

export function contextOf(outline: Outline): Context {
  let context: Context = {}
  for (const level of outline) context = mix(context, level.context)
  return context
}

function mix(outer: Context, inner: Context): Context {
  const { where: around, ...rest } = outer
  if (inner.online) return { ...rest, ...inner }
  const where = inner.where ? within(around, inner.where) : around
  return { ...rest, ...inner, ...(where ? { where } : {}) }
}

/** A town inside what is known already: 'Poland', then 'Warsaw'. */
export function within(outer: Where | undefined, inner: Where): Where {
  if (inner.city || !outer) return inner
  if (inner.region) return outer.city && outer.city.country === inner.country ? outer : inner
  if (inner.country && outer.country === inner.country) return outer
  return inner.country ? inner : outer
}

/** Opens a heading. */
export function openHeading(
  outline: Outline,
  marks: Marks,
  calendar: Calendar,
  near: LocalDate | undefined,
): void {
  const date = headingDate(marks, calendar, near)
  const place =
    marks.places.find(mark => mark.city) ?? marks.places.find(mark => mark.region) ?? marks.places[0]
  const online = !place && findTag(marks.reading, 'online') !== undefined
  if (date) {
    const both = { date, ...(place ? { where: whereOf(place) } : {}) }
    put(outline, place ? 'date' : 'date', both)
    if (place)
      for (let at = outline.length - 2; at >= 0; at--) if (outline[at]!.kind !== 'date') outline.splice(at, 1)
    return
  }
  if (place) put(outline, place.city ? 'city' : 'country', { where: whereOf(place) })
  else if (findTag(marks.reading, 'continent')) {
    const at = outline.findIndex(level => level.kind !== 'date')
    if (at >= 0) outline.splice(at)
  } else if (online) put(outline, 'city', { online: true, where: {} })
}

/** Lets the town of the last heading hold for the day under it, also where an earlier day is open outside of it. */
export function keepTown(outline: Outline): void {
  const at = outline.findIndex(level => level.kind === 'date')
  const last = outline.at(-1)
  if (at >= 0 && last?.kind === 'city') outline.splice(at, 0, outline.pop()!)
}

function put(outline: Outline, kind: Level['kind'], context: Context): void {
  const at = outline.findIndex(level => level.kind === kind || (kind === 'country' && level.kind === 'city'))
  if (at >= 0) outline.splice(at)
  outline.push({ kind, context })
}

function headingDate(marks: Marks, calendar: Calendar, near: LocalDate | undefined): Resolved | undefined {
  const mark = marks.dates[0]
  if (mark) return resolveDate(mark, calendar, near)
  const tag = findTag(marks.reading, 'weekday')
  if (!tag || marks.reading.tokens[tag.from]!.text.length < 3) return undefined
  const resolved = resolveDate({ from: tag.from, to: tag.to, weekday: Number(tag.value) }, calendar, near)
  return resolved.date ? resolved : undefined
}

export function whereOf({ city, region, country }: PlaceMark): Where {
  return { ...(city ? { city } : {}), ...(region ? { region } : {}), ...(country ? { country } : {}) }
}
