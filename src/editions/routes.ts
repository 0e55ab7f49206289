import { eventCard } from '#events/card.ts'
import { dayGroup } from '#events/day-card.ts'
import { groupByDay, pageOf } from '#events/listing.ts'
import { drawEventsMap, mapBand } from '#events/map-card.ts'
import { eventPaths } from '#events/paths.ts'
import { FINDING_TOPICS, findEvents } from '#events/reads.ts'
import type { ListedEvent } from '#events/visible-event.ts'
import { latestNews } from '#news/card.ts'
import { latestArticles, newsUntil } from '#news/reads.ts'
import { NEWS_TOPIC } from '#news/store.ts'
import { type App, type Ctx, keep, showPage } from '#platform/http/context.ts'
import { getWithSlash } from '#platform/http/pipeline.ts'
import { Problem } from '#platform/http/problem.ts'
import { localOf } from '#platform/time/local.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { togetherText } from '#reports/card.ts'
import { publishedReports } from '#reports/reads.ts'
import type { Report } from '#reports/report.ts'
import { roundupPaths } from '#roundups/paths.ts'
import { isPublished } from '#roundups/roundup.ts'
import { listRoundupTexts, ROUNDUPS_TOPIC } from '#roundups/store.ts'
import { currentEdition, daysUntil, type Edition, editionTexts, phaseOf } from './edition.ts'
import { EDITIONS_TOPIC, getEditions } from './store.ts'
import { emptyHomePage, homePage, type RoundupLink } from './views/home.ts'

const SHOWN_NOW = 12
const SHOWN_NEWS = 3

/** The Day: its home page and its archive by year. */
export function addEditionRoutes(app: App, world: World): void {
  getWithSlash(app, '/:lang{[a-z]{2,3}}/', c => show(c, world, null))
  getWithSlash(app, '/:lang{[a-z]{2,3}}/:year{[0-9]{4}}/', c => show(c, world, Number(c.req.param('year'))))
}

async function show(c: Ctx, world: World, year: number | null): Promise<Response> {
  const page = c.get('page')
  if (page.lang !== c.req.param('lang')) throw new Problem('not-found')
  const editions = (await getEditions(world.database)).filter(({ published }) => published)
  const edition = year === null ? currentEdition(editions, page.now) : editions.find(one => one.year === year)
  if (!edition && year !== null) throw new Problem('not-found')
  if (!edition) {
    keep(c, [EDITIONS_TOPIC])
    return showPage(c, emptyHomePage(page))
  }
  const found = await findEvents(world, { edition: edition.year })
  const roundup = await findRoundupLink(world, edition.year, page.lang)
  const isArchive = year !== null
  const ofEdition = isArchive ? { edition: edition.year } : {}
  const articles = await latestArticles(world, page.lang, { limit: SHOWN_NEWS, ...ofEdition })
  keep(c, [...FINDING_TOPICS, ROUNDUPS_TOPIC, NEWS_TOPIC], {
    until: Math.min(found.until, await newsUntil(world)),
  })
  const news = latestNews(page, articles, edition.zone)
  const together = togetherText(page.t, await reportsOf(world, found.events))
  const props = { events: found.events, editions, isArchive, roundup, news, together }
  return showPage(c, drawHome(page, edition, props))
}

/** The published round-up of an edition, in a language or another, as the home page leads to it. */
async function findRoundupLink(world: World, year: number, lang: string): Promise<RoundupLink | null> {
  const texts = (await listRoundupTexts(world.database.db, year)).filter(isPublished)
  const text = texts.find(one => one.lang === lang) ?? texts[0]
  return text
    ? { title: text.title, lead: text.lead, lang: text.lang, path: roundupPaths.show(lang, year) }
    : null
}

function drawHome(
  page: Page,
  edition: Edition,
  {
    events,
    editions,
    isArchive,
    roundup,
    news,
    together,
  }: {
    events: readonly ListedEvent[]
    editions: readonly Edition[]
    isArchive: boolean
    roundup: RoundupLink | null
    news: Html
    together: string
  },
) {
  const phase = phaseOf(edition, page.now)
  const filter = isArchive || phase === 'over' ? { edition: edition.year } : {}
  const today = localOf(page.now, edition.zone).date
  const redDay = phase === 'on' ? today : edition.day
  const upcoming =
    phase === 'on'
      ? events.filter(event => event.days.length === 0 || event.days.some(day => day >= today))
      : events
  const { groups } = pageOf(groupByDay(upcoming, { backwards: phase === 'over' }), 1)
  return homePage(
    { ...page, notice: edition.example ? editionTexts(edition, page.lang).texts.notice : null },
    {
      edition,
      phase,
      days: daysUntil(edition, page.now),
      counts: countsOf(events),
      together,
      map: mapBand(
        page,
        drawEventsMap(page, {
          events,
          filter,
          cutOut: edition.country,
          fit: events.length > 0 ? 'markers' : 'world',
        }),
      ),
      now: phase === 'on' ? onNow(page, events) : null,
      roundup,
      list: html`${groups.filter(({ begins }) => begins.length > 0).map(group => dayGroup(page, group, redDay))}`,
      news,
      others: editions.filter(other => other.year !== edition.year),
      paths: {
        events: eventPaths.list(page.lang, filter),
        announce: eventPaths.announce(page.lang),
        map: eventPaths.map(page.lang, filter),
      },
    },
  )
}

/** What was told of these events, but for those that were cancelled. */
async function reportsOf(world: World, events: readonly ListedEvent[]): Promise<Report[]> {
  const reports = await publishedReports(world)
  return events.flatMap(({ id, state }) => (state === 'cancelled' ? [] : (reports.get(id) ?? [])))
}

/** What is on at this moment anywhere, and what begins next. */
function onNow(page: Page, events: readonly ListedEvent[]) {
  const { now, t } = page
  const alive = events.filter(event => event.state !== 'cancelled')
  const on = alive.filter(event => event.stretches.some(({ from, to }) => from <= now && now < to))
  const next = alive
    .flatMap(event =>
      event.stretches
        .filter(({ from }) => from > now)
        .slice(0, 1)
        .map(({ from }) => ({ event, from })),
    )
    .sort((a, b) => a.from - b.from)
    .map(({ event }) => event)
  const list = (key: string, some: readonly ListedEvent[]) =>
    some.length > 0 &&
    html`<h2>${t(key)}</h2><ul class="events">${some.slice(0, SHOWN_NOW).map(event => eventCard(page, event))}</ul>`
  return on.length + next.length === 0
    ? raw('')
    : html`<section class="on-now">${list('editions.home.on-now', on)}${list('editions.home.next', next.slice(0, 4))}</section>`
}

function countsOf(events: readonly ListedEvent[]) {
  const alive = events.filter(event => event.state !== 'cancelled')
  const distinct = (values: (string | null | undefined)[]) => new Set(values.filter(Boolean)).size
  return {
    events: alive.length,
    countries: distinct(alive.map(event => event.content.where.country)),
    cities: distinct(
      alive.map(
        event =>
          event.content.where.city && `${event.content.where.country} ${event.content.where.city.local}`,
      ),
    ),
  }
}
