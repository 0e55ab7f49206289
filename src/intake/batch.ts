import type { Draft } from './draft.ts'

/** A draft in the hands of an editor: what was typed over it, and what became of it. */
export type Entry = {
  draft: Draft
  /** The fields of the form as they were last typed. */
  fields: Readonly<Record<string, string>>
  state: 'open' | 'accepted' | 'dropped'
  /** The event that it became. */
  eventId: string | null
}

/** A pasted list and its drafts. */
export type Batch = {
  id: string
  version: number
  member: string
  /** The day on which it was pasted. */
  day: string
  source: string
  /** Lines of the source, counted from 1, that name a day or an hour and became no draft. */
  unread?: readonly number[]
  entries: readonly Entry[]
}

/** The fields that are shown for each draft; the rest waits for the page of the event. */
export const ENTRY_FIELDS = [
  'title',
  'kind',
  'language',
  'from',
  'to',
  'start',
  'end',
  'where',
  'city',
  'place',
  'country',
  'zone',
  'venue',
  'hosts',
  'about',
  'link',
  'registration',
] as const
export type EntryField = (typeof ENTRY_FIELDS)[number]

/** The longest list and the longest lines kept beside an event, in characters, and the most drafts of one list that are kept. */
export const BATCH_LIMITS = { source: 200_000, quote: 2000, entries: 400, shown: 60 } as const

/** The form of a draft as it was read: what an organiser would have filled in. */
export function fieldsOfDraft(
  draft: Draft,
  languages: readonly string[],
  lang: string,
): Record<string, string> {
  const { language = '' } = draft
  // An offset is no zone of a place; the place's own clock is taken, and the doubt says so.
  const zone = draft.zone && !/^[+-]/.test(draft.zone) && !draft.placeId ? draft.zone : ''
  const isOnline = draft.online === true && !draft.city
  const fields: Partial<Record<EntryField, string | undefined>> = {
    title: draft.title,
    kind: draft.kind,
    language: languages.includes(language) ? language : lang,
    from: draft.date,
    to: draft.endDate,
    start: draft.start,
    end: draft.end,
    where: isOnline ? 'online' : 'place',
    city: draft.city ?? draft.region,
    place: draft.placeId === undefined ? undefined : String(draft.placeId),
    country: draft.country,
    zone,
    venue: draft.venue,
    hosts: draft.hosts,
    about: draft.about,
    [isOnline ? 'link' : 'registration']: draft.link,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Record<string, string>
}

/** How many are still to be decided about. */
export function countOpen({ entries }: Pick<Batch, 'entries'>): number {
  return entries.filter(({ state }) => state === 'open').length
}
