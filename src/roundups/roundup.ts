import type { LocalDate } from '#platform/time/local.ts'

/**
 * A piece of the round-up. Events are linked, not copied: what is shown of them is what is published of them at
 * that moment. `id` is the same for ever, so that texts, addresses within the page and later changes find it.
 */
export type Block =
  | { id: string; kind: 'day'; date: LocalDate }
  | { id: string; kind: 'event'; eventId: string }
  /** The editor's own words, in Markdown, per language. */
  | { id: string; kind: 'text' }
  /** An article of the newsroom, such as a statement: its lead, with a link. */
  | { id: string; kind: 'article'; articleId: string }
  /** What was announced and has not been reported. */
  | { id: string; kind: 'unreported' }

/** The article that an edition becomes. */
export type Roundup = {
  edition: number
  version: number
  /** The language in which it is written first (BCP 47). */
  original: string
  blocks: readonly Block[]
  /** Events that an editor left out, by id. */
  cut: readonly string[]
}

/** What it says in one language. */
export type RoundupText = {
  lang: string
  version: number
  title: string
  lead: string
  /** The editor's words by block, in Markdown. */
  between: Readonly<Record<string, string>>
  state: 'draft' | 'done'
  /** When it was published and last changed, ms UTC; an editor may set both. Null while it is not public. */
  publishedAt: number | null
  modifiedAt: number | null
  /** The version of the original's text that this one follows; null for the original. */
  basedOn: number | null
  /** What the linked events said when this was last called done: block → stamp; see stampOf. */
  stamps: Readonly<Record<string, string>>
}

export const STANDS = ['missing', 'draft', 'outdated', 'done'] as const
/** How far a language is. */
export type Stand = (typeof STANDS)[number]

/** What an event and its report say, as one mark; see eventStamp and reportStamp. */
export function stampOf(event: string, report: string | undefined): string {
  return report ? `${event}.${report}` : event
}

/** The blocks whose event says something else than when a text was called done. */
export function changedBlocks(text: RoundupText, stamps: Readonly<Record<string, string>>): string[] {
  return Object.keys(text.stamps).filter(id => stamps[id] !== undefined && stamps[id] !== text.stamps[id])
}

/** How far a language is: outdated when the original, or an event in it, has changed since it was done. */
export function standOf(
  text: RoundupText | undefined,
  original: RoundupText | undefined,
  stamps: Readonly<Record<string, string>>,
): Stand {
  if (!text) return 'missing'
  if (text.state === 'draft') return 'draft'
  const isOriginal = text.lang === original?.lang
  const isBehind = !isOriginal && original !== undefined && (text.basedOn ?? 0) < original.version
  return isBehind || (!isOriginal && changedBlocks(text, stamps).length > 0) ? 'outdated' : 'done'
}

/** Whether everybody may read it. */
export function isPublished(text: RoundupText | undefined): boolean {
  return text !== undefined && text.publishedAt !== null
}

export const LIMITS = { title: 160, lead: 1200, between: 8000 } as const
/** More would be no article. */
export const MAX_BLOCKS = 1000

/** The words of a language in which nobody has written yet; its version is 0. */
export function emptyRoundupText(lang: string): RoundupText {
  return {
    lang,
    version: 0,
    title: '',
    lead: '',
    between: {},
    state: 'draft',
    publishedAt: null,
    modifiedAt: null,
    basedOn: null,
    stamps: {},
  }
}
