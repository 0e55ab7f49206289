import type { ToTranslate } from '#desk/to-translate.ts'
import { canModerate, type Member, writesIn } from '#members/member.ts'
import type { Db } from '#platform/db/tables.ts'
import { type Event, isPublic, PUBLIC_STATES, textsIn, WAITING_STATES } from './event.ts'
import { eventDeskPaths } from './paths.ts'
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

/** The public events whose titles or texts wait for a language of this member, the soonest first. */
export async function eventsToTranslate(
  db: Db,
  member: Member,
  { pageLang, ...setting }: Setting & { pageLang: string },
): Promise<ToTranslate[]> {
  const mine = writesIn(member, setting.codes)
  const writable = (await listWritable(db, member, setting)).filter(({ event }) => isPublic(event))
  return writable.flatMap(({ event, languages }) =>
    languages
      .filter(lang => mine.includes(lang))
      .flatMap(lang => {
        const state = translationState(event, lang)
        if (state === null) return []
        const { texts, lang: titleLang } = textsIn(event.content, pageLang)
        const href = eventDeskPaths.translate(event.id, lang)
        return { kind: 'event' as const, title: texts.title, titleLang, lang, href, state }
      }),
  )
}

/** Null: nothing is missing in that language. */
function translationState({ content }: Event, lang: string): 'missing' | 'draft' | null {
  if (lang === content.language) return null
  const [original, text] = [content.texts[content.language], content.texts[lang]]
  if (!text?.title) return 'missing'
  return original?.about && !text.about ? 'draft' : null
}

function sortKey({ content, id }: Event): string {
  return `${content.when.from ?? '9999'} ${content.when.start ?? ''} ${id}`
}
