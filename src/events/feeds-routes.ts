import { type Edition, editionTexts } from '#editions/edition.ts'
import { writeAtom } from '#platform/feeds/atom.ts'
import type { Feed, FeedItem } from '#platform/feeds/feed.ts'
import { feedId } from '#platform/feeds/feed-id.ts'
import { writeJsonFeed } from '#platform/feeds/json-feed.ts'
import { writeRss } from '#platform/feeds/rss.ts'
import { type App, type Ctx, keep, showText } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { writeCalendar } from '#platform/ical/calendar.ts'
import type { Translate } from '#platform/text/texts.ts'
import type { World } from '#platform/world.ts'
import { reportData, reportText } from '#reports/card.ts'
import { publishedReports } from '#reports/reads.ts'
import type { Report } from '#reports/report.ts'
import { type DataContext, toCalendar, toFeature, toFeedItem, toJson, toText } from './data.ts'
import { type Filter, filterQuery, readFilter } from './filter.ts'
import { eventPaths, type FeedFormat } from './paths.ts'
import { FINDING_TOPICS, type Found, findBySlug, findEvents } from './reads.ts'

export const JSON_PAGE = 100
const TYPES: Record<FeedFormat, string> = {
  ics: 'text/calendar; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  'feed.json': 'application/feed+json; charset=utf-8',
  json: 'application/json; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

/** The events as files and feeds, with the filters of the list. */
export function addEventFeeds(app: App, world: World): void {
  for (const format of Object.keys(TYPES) as FeedFormat[])
    app.get(`/:lang/events.${format}`, c => sendFeed(c, world, format))
  app.get('/:lang/events/:file{[a-z0-9-]+\\.ics}', c => sendOne(c, world))
}

async function sendFeed(c: Ctx, world: World, format: FeedFormat): Promise<Response> {
  const page = c.get('page')
  if (page.lang !== c.req.param('lang')) throw new Problem('not-found')
  const { filter, wrong } = readFilter(name => c.req.query(name))
  c.set('shared', true)
  if (wrong.length > 0)
    return c.body(`invalid: ${wrong.join(', ')}\n`, 400, { 'Content-Type': 'text/plain; charset=utf-8' })
  const found = await findEvents(world, filter)
  const reports = await publishedReports(world)
  if (!filter.q && !filter.city) keep(c, FINDING_TOPICS, { until: found.until, query: filterQuery(filter) })
  const { t, publicUrl } = page
  const context = { t, publicUrl, notice: noticeOf(t, found.edition) }
  return showText(c, write(format, { context, found, filter, reports, now: page.now }), {
    'Content-Type': TYPES[format],
  })
}

async function sendOne(c: Ctx, world: World): Promise<Response> {
  const { t, publicUrl, lang } = c.get('page')
  const slug = (c.req.param('file') ?? '').replace(/\.ics$/, '')
  const found = lang === c.req.param('lang') ? await findBySlug(world, slug) : undefined
  const entry = found && toCalendar({ t, publicUrl, notice: noticeOf(t, found.edition) }, found.event)
  if (!found || !entry) throw new Problem('not-found')
  c.set('shared', true)
  keep(c, FINDING_TOPICS, { until: found.until })
  const text = writeCalendar({
    name: entry.summary,
    language: lang,
    events: [entry],
    ...(entry.url ? { url: entry.url } : {}),
  })
  return showText(c, text, {
    'Content-Type': TYPES.ics,
    'Content-Disposition': `attachment; filename="${slug}.ics"`,
  })
}

type Input = {
  context: DataContext
  found: Found
  filter: Filter
  /** By the id of the event. */
  reports: ReadonlyMap<string, Report>
  now: number
}

function write(format: FeedFormat, input: Input): string {
  const { context, found, filter } = input
  const { events } = found
  switch (format) {
    case 'ics':
      return writeCalendar({
        name: titleOf(input),
        language: context.t.lang,
        url: context.publicUrl + eventPaths.list(context.t.lang, filter),
        refreshHours: 1,
        events: events.flatMap(event => toCalendar(context, event) ?? []),
      })
    case 'rss':
      return writeRss(feedOf(input, format))
    case 'atom':
      return writeAtom(feedOf(input, format))
    case 'feed.json':
      return writeJsonFeed(feedOf(input, format))
    case 'json':
      return writeJson(input)
    case 'geojson':
      return JSON.stringify({
        type: 'FeatureCollection',
        features: events.map(event => toFeature(context, event)),
      })
    case 'txt':
      return `${[titleOf(input), context.notice].filter(Boolean).join('\n')}\n\n${events.map(event => toText(context, event)).join('\n\n')}\n`
  }
}

function writeJson({ context, found, filter, reports }: Input): string {
  const page = filter.page ?? 1
  const items = found.events.slice((page - 1) * JSON_PAGE, page * JSON_PAGE)
  const hasMore = page * JSON_PAGE < found.events.length
  const next = context.publicUrl + eventPaths.feed(context.t.lang, 'json', { ...filter, page: page + 1 })
  return JSON.stringify({
    items: items.map(event => ({
      ...toJson(context, event),
      report: reportData(context.t, reports.get(event.id)),
    })),
    total: found.events.length,
    next: hasMore ? next : null,
    ...(context.notice ? { notice: context.notice } : {}),
  })
}

/** Newest decision first, as feed readers expect. */
function feedOf({ context, found, filter, reports }: Input, format: FeedFormat): Feed {
  const { t, publicUrl } = context
  const items = found.events
    .map(event => withReport(toFeedItem(context, event), t, reports.get(event.id)))
    .sort((a, b) => b.updated - a.updated)
  const selfUrl = publicUrl + eventPaths.feed(t.lang, format, filter)
  return {
    title: titleOf({ context, found }),
    description: context.notice ?? t('events.list.feed'),
    language: t.lang,
    selfUrl,
    siteUrl: publicUrl + eventPaths.list(t.lang, filter),
    id: feedId(`events ${t.lang} ${found.edition?.year ?? ''} ${filterQuery(filter)}`),
    updated: Math.max(0, ...items.map(item => item.updated)),
    items,
  }
}

/** What happened comes before what was announced, and makes the item new. */
function withReport(item: FeedItem, t: Translate, report: Report | undefined): FeedItem {
  if (!report) return item
  return {
    ...item,
    text: `${t('reports.heading')}: ${reportText(t, report)}\n\n${item.text}`,
    updated: Math.max(item.updated, report.updatedAt ?? 0),
  }
}

function titleOf({ context: { t }, found }: Pick<Input, 'context' | 'found'>): string {
  if (!found.edition) return t('events.list.title')
  const { texts } = editionTexts(found.edition, t.lang)
  return t('events.list.title-of', { title: texts.title, year: found.edition.year })
}

function noticeOf(t: Translate, edition: Edition | undefined): string | null {
  return edition?.example ? editionTexts(edition, t.lang).texts.notice : null
}
