import type { LocalTime } from '#platform/time/local.ts'
import type { Kind } from './kind.ts'
import type { When } from './when.ts'
import type { Where } from './where.ts'

/** What is said of an event in one language; empty texts are left out on the page. */
export type EventTexts = {
  title: string
  about: string
  venue: string
  /** What to bring, how accessible it is, what to know for one's safety. */
  bring: string
  access: string
  safety: string
}

export const TEXT_NAMES = ['title', 'about', 'venue', 'bring', 'access', 'safety'] as const

/** A part of the programme: its title per language. */
export type Part = { start: LocalTime | null; end: LocalTime | null; titles: Record<string, string> }

export const PHOTO_RULES = ['free', 'ask', 'none'] as const
export type PhotoRule = (typeof PHOTO_RULES)[number]

/** What an organiser tells and the desk publishes. */
export type EventContent = {
  kind: Kind
  /** The language in which it was announced (BCP 47); always among `texts`. */
  language: string
  texts: Record<string, EventTexts>
  when: When
  where: Where
  parts: readonly Part[]
  /** Groups, never people; none when it is anonymous. */
  hosts: readonly string[]
  /** The same groups as other languages call them. */
  hostNames?: Record<string, readonly string[]>
  anonymous: boolean
  /** Languages spoken there (BCP 47). */
  spoken: readonly string[]
  /** Where to register elsewhere. */
  registration: string | null
  photos: PhotoRule | null
}

export const STATES = [
  'draft',
  'pending',
  'asked',
  'published',
  'moved',
  'cancelled',
  'withdrawn',
  'refused',
] as const
export type State = (typeof STATES)[number]
export const PUBLIC_STATES: readonly State[] = ['published', 'moved', 'cancelled']
export const WAITING_STATES: readonly State[] = ['pending', 'asked']

/** How the desk knows that the hosts are who they say. */
export const HOST_CHECKS = ['known', 'confirmed', 'unchecked'] as const
export type HostCheck = (typeof HOST_CHECKS)[number]

/** What was said before it was moved: shown struck beside the new. */
export type Moved = { when: When; city: Where['city']; venue: Record<string, string> }

/** A reason given with a move or a cancellation. */
export type Notice = { text: string; lang: string }

export type Event = {
  /** UUIDv4, random. */
  id: string
  slug: string | null
  edition: number
  state: State
  /** Grows with every change; an edit that was made on an older version is refused. */
  version: number
  /** RFC 5545 SEQUENCE: grows when what calendars show changes. */
  sequence: number
  hostCheck: HostCheck
  content: EventContent
  moved: Moved | null
  notice: Notice | null
  /** Times of the desk's decisions, ms UTC. */
  publishedAt: number | null
  updatedAt: number | null
  /** The day on which it was announced. */
  arrived: string
}

/** A change that waits: the organiser's new version, or the wish to cancel or to withdraw. */
export type Proposal = {
  eventId: string
  kind: 'change' | 'cancel' | 'withdraw'
  content: EventContent
  note: string
  basedOn: number
  arrived: string
}

export type Message = { id: string; author: 'desk' | 'organiser'; text: string; day: string }

export const NO_TEXTS: EventTexts = { title: '', about: '', venue: '', bring: '', access: '', safety: '' }

export function isPublic(event: Pick<Event, 'state'>): boolean {
  return PUBLIC_STATES.includes(event.state)
}

/** The texts in a language, or in the original one; `lang` says which it is. */
export function textsIn(content: EventContent, lang: string): { texts: EventTexts; lang: string } {
  const own = content.texts[lang]
  if (own?.title) return { texts: own, lang }
  return { texts: content.texts[content.language] ?? NO_TEXTS, lang: content.language }
}

/** The texts with no venue in any language: for a place that is told only to those who ask. */
export function withoutVenues(texts: EventContent['texts']): EventContent['texts'] {
  return Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, { ...text, venue: '' }]))
}

/** The hosts as a language calls them, or as they were announced. */
export function hostsIn(content: EventContent, lang: string): readonly string[] {
  return content.hostNames?.[lang] ?? content.hosts
}

/** A part's title in a language, or in the original one. */
export function partTitle(part: Part, content: EventContent, lang: string): { title: string; lang: string } {
  const own = part.titles[lang]
  return own ? { title: own, lang } : { title: part.titles[content.language] ?? '', lang: content.language }
}
