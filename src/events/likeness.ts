import { fold, foldWords } from '#platform/names/fold.ts'
import { addDays } from '#platform/time/local.ts'
import type { Event, EventContent } from './event.ts'
import { daysOf } from './when.ts'
import { allNames } from './where.ts'

/** How much two titles have in common, from 0 to 1 (the share of words of the shorter one). */
export function titleLikeness(one: string, other: string): number {
  const [a, b] = [new Set(foldWords(one)), new Set(foldWords(other))]
  if (a.size === 0 || b.size === 0) return 0
  const shared = [...a].filter(word => b.has(word)).length
  return shared / Math.min(a.size, b.size)
}

/**
 * Events that may be the same as this one: in the same city on the same or a neighbouring day, with a like
 * title, kind or host. Likeliest first.
 */
export function findLikely<T extends Pick<Event, 'id' | 'content'>>(
  event: Pick<Event, 'id' | 'content'>,
  others: readonly T[],
): T[] {
  const cities = citiesOf(event.content)
  const days = new Set(daysOf(event.content.when).flatMap(day => [addDays(day, -1), day, addDays(day, 1)]))
  return others
    .filter(other => other.id !== event.id)
    .map(other => ({ other, score: likeness(event.content, other.content, { cities, days }) }))
    .filter(({ score }) => score >= 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ other }) => other)
}

/** Announcements sent many times with the same words: a key that is equal for those alike. */
export function alikeKey(content: EventContent): string {
  const texts = content.texts[content.language]
  return fold(`${texts?.title ?? ''} ${(texts?.about ?? '').slice(0, 200)}`).replace(/\d+/g, '')
}

type Near = { cities: Set<string>; days: Set<string> }

function likeness(one: EventContent, other: EventContent, { cities, days }: Near): number {
  const samePlace =
    cities.size > 0
      ? [...citiesOf(other)].some(city => cities.has(city))
      : one.where.form === other.where.form && one.where.country === other.where.country
  const nearDay = daysOf(other.when).some(day => days.has(day))
  if (!samePlace || !nearDay) return 0
  const titles = Object.values(one.texts).flatMap(a =>
    Object.values(other.texts).map(b => titleLikeness(a.title, b.title)),
  )
  const hosts = one.hosts.some(host => other.hosts.some(like => fold(like) === fold(host)))
  const sameStart = one.when.start !== null && one.when.start === other.when.start
  return (
    Math.max(0, ...titles) * 2 +
    (one.kind === other.kind ? 0.6 : 0) +
    (hosts ? 0.6 : 0) +
    (sameStart ? 0.6 : 0)
  )
}

function citiesOf({ where }: EventContent): Set<string> {
  return new Set([...allNames(where.city), ...allNames(where.region)].map(fold))
}
