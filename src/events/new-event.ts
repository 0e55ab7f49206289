import type { LocalDate } from '#platform/time/local.ts'
import { addDays } from '#platform/time/local.ts'
import type { Event, EventContent } from './event.ts'
import { withoutAsking } from './where.ts'

/** An event that nobody has seen yet. */
export function newEvent(
  content: EventContent,
  { edition, arrived, state }: Pick<Event, 'edition' | 'arrived' | 'state'>,
): Event {
  return {
    id: crypto.randomUUID(),
    slug: null,
    edition,
    state,
    version: 1,
    sequence: 0,
    hostCheck: 'unchecked',
    content,
    moved: null,
    notice: null,
    publishedAt: null,
    updatedAt: null,
    arrived,
  }
}

/** What is expected again: the same event so many days later, with what belonged to its own year left out. */
export function expectAgain(
  event: Event,
  { edition, days, arrived }: { edition: number; days: number; arrived: LocalDate },
): Event {
  const { content } = event
  const later = (date: LocalDate | null) => date && addDays(date, days)
  const texts = Object.entries(content.texts).map(([lang, text]) => [lang, { ...text, about: '' }] as const)
  const when = { ...content.when, from: later(content.when.from), to: later(content.when.to) }
  return newEvent(
    {
      ...content,
      when,
      texts: Object.fromEntries(texts),
      registration: null,
      where: { ...withoutAsking(content.where), link: null },
    },
    { edition, arrived, state: 'draft' },
  )
}
