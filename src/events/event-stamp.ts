import { textStamp } from '#platform/text/stamp.ts'
import type { Event } from './event.ts'

/**
 * A mark of what an event says in its own language, and of its time: it changes when they do, not with a translation. A
 * place that is shown late does not count, so that nothing changes by the clock alone.
 */
export function eventStamp({ content, state }: Pick<Event, 'content' | 'state'>): string {
  const { when, where, hosts, language, kind } = content
  const own = content.texts[language]
  const venue = where.revealHours === null ? own?.venue : null
  return textStamp(JSON.stringify([state, kind, own?.title, own?.about, venue, when, hosts]))
}
