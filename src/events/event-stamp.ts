import { textStamp } from '#platform/text/stamp.ts'
import type { Event } from './event.ts'

/** A mark of what an event says in its own language, of its time and place: it changes when they do, not with a translation. */
export function eventStamp({ content, state }: Pick<Event, 'content' | 'state'>): string {
  const { when, where, hosts, language, kind } = content
  const own = content.texts[language]
  return textStamp(
    JSON.stringify([state, kind, own?.title, own?.about, own?.venue, when, where.city?.local, hosts]),
  )
}
