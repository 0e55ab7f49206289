import { isPublic, textsIn } from '#events/event.ts'
import { eventStamp } from '#events/event-stamp.ts'
import type { VisibleEvent } from '#events/visible-event.ts'
import type { Picture } from '#pictures/picture.ts'
import type { LocalDate } from '#platform/time/local.ts'
import { type Report, reportStamp } from '#reports/report.ts'
import type { Orderable } from './blocks.ts'
import { type Block, type Roundup, type RoundupText, stampOf } from './roundup.ts'

/** What the round-up links to, as everyone may see it at this moment. */
export type Sources = {
  events: readonly VisibleEvent[]
  /** By the id of the event. */
  reports: ReadonlyMap<string, Report>
  pictures: ReadonlyMap<string, readonly Picture[]>
  /** Articles that are published, by id, in the language of the page or another. */
  articles: ReadonlyMap<string, LinkedArticle>
  /** An example edition: what its events say is what happened. */
  isExample: boolean
}

export type LinkedArticle = {
  id: string
  kind: string
  title: string
  lead: string
  lang: string
  path: string
}

/** A text with the language in which it is (BCP 47). */
export type Told = { text: string; lang: string }

/** A piece as it is shown. */
export type Item = { id: string } & (
  | { kind: 'day'; date: LocalDate }
  | ToldEvent
  | { kind: 'text'; markdown: Told }
  | { kind: 'article'; article: LinkedArticle }
  | { kind: 'unreported'; events: readonly VisibleEvent[] }
)

export type ToldEvent = {
  kind: 'event'
  event: VisibleEvent
  report: Report | null
  pictures: readonly Picture[]
  /** What happened there, of the report or, where there is none, of the event itself. */
  body: Told
}

/** The round-up in one language. */
export type Telling = {
  edition: number
  text: RoundupText
  /** Languages in which it is published (BCP 47). */
  languages: readonly string[]
  items: readonly Item[]
  /** The newest of what is told, ms UTC: the text's own time, or a later correction. */
  updatedAt: number | null
}

/**
 * Puts together what the round-up tells in a language: events that are not public any more, and texts that were not
 * written, are left out, and so is the heading of a day that tells nothing.
 */
export function tell(
  { roundup, text, texts }: { roundup: Roundup; text: RoundupText; texts: readonly RoundupText[] },
  sources: Sources,
): Telling {
  const events = new Map(sources.events.map(event => [event.id, event]))
  const original = texts.find(({ lang }) => lang === roundup.original)
  const items = roundup.blocks.flatMap((block): Item[] => {
    if (block.kind === 'day') return [block]
    if (block.kind === 'event') {
      const event = events.get(block.eventId)
      if (!event || !isTold(event, sources)) return []
      return [toldEvent(block.id, event, { lang: text.lang, sources })]
    }
    if (block.kind === 'text') return toldText(block.id, { text, original })
    if (block.kind === 'article') {
      const article = sources.articles.get(block.articleId)
      return article ? [{ id: block.id, kind: 'article', article }] : []
    }
    const unreported = unreportedOf(roundup, sources)
    return unreported.length > 0 ? [{ id: block.id, kind: 'unreported', events: unreported }] : []
  })
  const corrected = items.flatMap(item =>
    item.kind === 'event' ? [item.report?.updatedAt ?? item.event.updatedAt ?? 0] : [],
  )
  return {
    edition: roundup.edition,
    text,
    languages: texts.filter(one => one.publishedAt !== null).map(({ lang }) => lang),
    items: withoutEmptyDays(items),
    updatedAt: text.publishedAt && Math.max(text.modifiedAt ?? text.publishedAt, ...corrected),
  }
}

/** In which language (BCP 47) something of an event is told because nobody has translated it; null where all of it is. */
export function untranslatedFrom({ event, body }: ToldEvent, lang: string): string | null {
  if (body.lang !== lang) return body.lang
  const own = textsIn(event.content, lang).lang
  return own === lang ? null : own
}

/** What an event says in its own languages, as marks that change with it: by the block's id. */
export function stampsOf(blocks: readonly Block[], sources: Sources): Record<string, string> {
  const events = new Map(sources.events.map(event => [event.id, event]))
  return Object.fromEntries(
    blocks.flatMap(block => {
      const event = block.kind === 'event' && events.get(block.eventId)
      if (!event) return []
      const report = sources.reports.get(event.id)
      return [[block.id, stampOf(eventStamp(event), report && reportStamp(report.content))]]
    }),
  )
}

/** Whether somebody has told what happened: what was only announced stands in a list of its own. */
export function isTold(
  event: VisibleEvent,
  { reports, isExample }: Pick<Sources, 'reports' | 'isExample'>,
): boolean {
  if (!isPublic(event) || event.state === 'cancelled') return false
  return (
    reports.has(event.id) || (isExample && textsIn(event.content, event.content.language).texts.about !== '')
  )
}

/** An event as the round-up orders it. */
export function orderable(event: VisibleEvent): Orderable {
  const { id, content, startsAt } = event
  return {
    id,
    day: content.when.from,
    startsAt,
    name: content.where.city?.local ?? content.where.region?.local ?? event.slug,
  }
}

/** Events that the round-up begins with: what is not cancelled. */
export function tellable(events: readonly VisibleEvent[]): VisibleEvent[] {
  return events.filter(event => event.state !== 'cancelled')
}

function toldEvent(
  id: string,
  event: VisibleEvent,
  { lang, sources }: { lang: string; sources: Sources },
): Item {
  const report = sources.reports.get(event.id) ?? null
  const own = textsIn(event.content, lang)
  const body = report ? reportText(report, lang) : { text: own.texts.about, lang: own.lang }
  return { id, kind: 'event', event, report, pictures: sources.pictures.get(`event:${event.id}`) ?? [], body }
}

function reportText({ content }: Report, lang: string): Told {
  const own = content.text[lang]
  return own ? { text: own, lang } : { text: content.text[content.language] ?? '', lang: content.language }
}

function toldText(
  id: string,
  { text, original }: { text: RoundupText; original: RoundupText | undefined },
): Item[] {
  const own = text.between[id]
  if (own) return [{ id, kind: 'text', markdown: { text: own, lang: text.lang } }]
  const other = original?.between[id]
  return other ? [{ id, kind: 'text', markdown: { text: other, lang: original.lang } }] : []
}

/** What was announced and nobody has told of, whether it has its place already or not; what an editor left out is not. */
function unreportedOf({ cut }: Roundup, sources: Sources): VisibleEvent[] {
  return tellable(sources.events).filter(event => !cut.includes(event.id) && !isTold(event, sources))
}

/** A heading with nothing below it before the next one says nothing. */
function withoutEmptyDays(items: readonly Item[]): Item[] {
  return items.filter((item, index) => {
    if (item.kind !== 'day') return true
    const next = items[index + 1]
    return next !== undefined && next.kind !== 'day' && next.kind !== 'unreported'
  })
}
