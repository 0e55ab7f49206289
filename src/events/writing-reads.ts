import { canModerate, type Member, writesIn } from '#members/member.ts'
import type { Db } from '#platform/db/tables.ts'
import { type Event, isPublic, PUBLIC_STATES, WAITING_STATES } from './event.ts'
import { listEvents } from './store.ts'
import { visibleAt } from './visible-event.ts'

type Setting = { codes: readonly string[]; now: number }

/**
 * The languages, of `codes`, in which a member may write the texts of an event: whoever decides about it and editors
 * all of them; a translator theirs, when everyone may see the event whole, and not its organiser's own words.
 */
export function writableLanguages(member: Member, event: Event, { codes, now }: Setting): string[] {
  if (canModerate(member, event.content.where.country)) return [...codes]
  const languages = writesIn(member, codes)
  if (member.role !== 'translator')
    return isPublic(event) || WAITING_STATES.includes(event.state) ? languages : []
  if (visibleAt(event, now)?.placeAt !== null) return []
  return languages.filter(code => code !== event.content.language)
}

export type Writable = { event: Event; languages: string[] }

/** The events whose texts a member may write, the soonest first. */
export async function listWritable(db: Db, member: Member, setting: Setting): Promise<Writable[]> {
  const events = await listEvents(db, [...PUBLIC_STATES, ...WAITING_STATES])
  return events
    .map(event => ({ event, languages: writableLanguages(member, event, setting) }))
    .filter(({ languages }) => languages.length > 0)
    .sort((a, b) => (sortKey(a.event) < sortKey(b.event) ? -1 : 1))
}

function sortKey({ content, id }: Event): string {
  return `${content.when.from ?? '9999'} ${content.when.start ?? ''} ${id}`
}
