import { besideExample } from '#editions/card.ts'
import { type Edition, editionTexts, isBeside, phaseOf } from '#editions/edition.ts'
import { articleLinks } from '#news/card.ts'
import { latestArticles, newsUntil } from '#news/reads.ts'
import { NEWS_TOPIC } from '#news/store.ts'
import { pictureGrid } from '#pictures/card.ts'
import { eventSubject } from '#pictures/picture.ts'
import { PICTURES_TOPIC, shownPictures } from '#pictures/reads.ts'
import { type App, type Ctx, keep, showPage } from '#platform/http/context.ts'
import { readForm } from '#platform/http/form.ts'
import { Problem } from '#platform/http/problem.ts'
import { isCountry, listCountries } from '#platform/places/countries.ts'
import { formatDate } from '#platform/time/format.ts'
import { localOf } from '#platform/time/local.ts'
import type { Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { reportSection } from '#reports/card.ts'
import { publishedReports } from '#reports/reads.ts'
import { addAnnouncing } from './announce-routes.ts'
import { toJsonLd } from './data.ts'
import { addEventFeeds } from './feeds-routes.ts'
import { type Filter, filterQuery, readFilter } from './filter.ts'
import { addMonths, groupByDay, groupByHour, pageOf, readMonth, weeksOf } from './listing.ts'
import { drawEventsMap, mapBand } from './map-card.ts'
import { eventPaths } from './paths.ts'
import { FINDING_TOPICS, type Found, findBySlug, findEvents } from './reads.ts'
import { listSlugs } from './store.ts'
import { calendarPage } from './views/calendar.ts'
import { embedPage } from './views/embed.ts'
import { listPage } from './views/list.ts'
import { mapPage } from './views/map.ts'
import { showPage as eventPage } from './views/show.ts'
import type { ListedEvent } from './visible-event.ts'

/** Finding events: list, calendar, map, each event, feeds; and announcing them. */
export function addEventRoutes(app: App, world: World): void {
  addEventFeeds(app, world)
  addAnnouncing(app, world)
  app.get('/:lang/events', c =>
    showList(
      c,
      world,
      readFilter(name => c.req.query(name)),
    ),
  )
  // The same search without its words in the address, and so in nobody's history.
  app.post('/:lang/events', async c => {
    const form = await readForm(c)
    return showList(c, world, readFilter(form.get))
  })
  app.get('/:lang/events/calendar', c => showCalendar(c, world))
  app.get('/:lang/events/map', c => showMap(c, world, null))
  app.get('/:lang/events/map/:country', c => showMap(c, world, c.req.param('country').toUpperCase()))
  app.get('/:lang/events/embed', c => showEmbed(c, world))
  app.get('/:lang/events/:slug', c => showEvent(c, world, c.req.param('slug')))
}

async function showList(
  c: Ctx,
  world: World,
  { filter, wrong }: ReturnType<typeof readFilter>,
): Promise<Response> {
  const page = c.get('page')
  const found = await findEvents(world, filter)
  if (filter.edition && !found.edition) throw new Problem('not-found')
  if (c.req.method === 'GET') keepFound(c, found, { filter, wrong })
  const redDay = redDayOf(found.edition, page.now)
  const phase = found.edition ? phaseOf(found.edition, page.now) : 'over'
  const hasDays = filter.day || filter.from || filter.to
  const inRange = (day: string) =>
    (!filter.day || day === filter.day) &&
    (!filter.from || day >= filter.from) &&
    (!filter.to || day <= filter.to)
  const days = groupByDay(found.events, {
    backwards: phase === 'over' && !filter.day,
    ...(hasDays ? { only: inRange } : {}),
  })
  const { groups, pages } = pageOf(days, filter.page ?? 1)
  return showPage(
    c,
    listPage(withNotice(page, found.edition), {
      filter,
      wrong,
      edition: found.edition,
      title: titleOf(page, found),
      groups,
      hours:
        filter.day && pages === 1
          ? { title: formatDate(filter.day, page.lang), groups: groupByHour(found.events, filter.day) }
          : null,
      total: found.events.length,
      pages,
      days: found.span.days,
      countries: countriesIn(page, found.span.countries),
      redDay,
      quiet: c.req.method === 'POST',
    }),
  )
}

async function showCalendar(c: Ctx, world: World): Promise<Response> {
  const page = c.get('page')
  const { filter, wrong } = readFilter(name => c.req.query(name))
  const found = await findEvents(world, filter)
  if (filter.edition && !found.edition) throw new Problem('not-found')
  keepFound(c, found, { filter, wrong })
  const today = localOf(page.now, found.edition?.zone ?? 'UTC').date
  const month = readMonth(c.req.query('month')) ?? monthOf(filter, found, today)
  const byDay = new Map<string, ListedEvent[]>()
  for (const event of found.events)
    for (const day of event.days)
      if (day.startsWith(month)) byDay.set(day, [...(byDay.get(day) ?? []), event])
  return showPage(
    c,
    calendarPage(withNotice(page, found.edition), {
      filter,
      wrong,
      title: titleOf(page, found),
      month,
      before: readMonth(addMonths(month, -1)),
      after: readMonth(addMonths(month, 1)),
      weeks: weeksOf(month).map(week =>
        week.map(date => (date === null ? null : { date, events: byDay.get(date) ?? [] })),
      ),
      redDay: redDayOf(found.edition, page.now),
    }),
  )
}

async function showMap(c: Ctx, world: World, country: string | null): Promise<Response> {
  const page = c.get('page')
  if (country !== null && !isCountry(country)) throw new Problem('not-found')
  const { filter, wrong } = readFilter(name => c.req.query(name))
  const found = await findEvents(world, country ? { ...filter, country } : filter)
  if (filter.edition && !found.edition) throw new Problem('not-found')
  keepFound(c, found, { filter, wrong })
  const drawn = { events: found.events, filter, cutOut: found.edition?.country ?? null }
  const svg = country
    ? drawEventsMap(page, { ...drawn, fit: { country }, width: 900, height: 620 })
    : drawEventsMap(page, { ...drawn, fit: 'world', height: 560 })
  // Where all is in one part of the world, that part is worth a look of its own.
  const closer =
    country || !isInOnePart(found.events)
      ? null
      : drawEventsMap(page, { ...drawn, fit: 'markers', id: 'closer' })
  const counts = Map.groupBy(found.events, event => event.content.where.country)
  const withoutPoint = found.events.filter(event => event.content.where.point === null)
  return showPage(
    c,
    mapPage(withNotice(page, found.edition), {
      filter,
      wrong,
      title: page.t('events.map.title'),
      svg,
      closer,
      country,
      countries: country
        ? []
        : countriesIn(page, new Set(counts.keys())).map(code => ({
            code,
            count: counts.get(code)?.length ?? 0,
          })),
      events: country ? found.events.slice(0, 60) : withoutPoint.slice(0, 30),
      eventsTitle: page.t(country ? 'events.map.here' : 'events.map.elsewhere'),
    }),
  )
}

async function showEvent(c: Ctx, world: World, slug: string): Promise<Response> {
  const page = c.get('page')
  const found = await findBySlug(world, slug)
  if (!found) {
    // Compared here: what somebody looked for would stay in the memory of the database as a query's parameter.
    const gone = await listSlugs(world.database.db, 'withdrawn')
    throw new Problem(gone.has(slug) ? 'gone' : 'not-found')
  }
  const { event, edition } = found
  const subject = eventSubject(event.id)
  const shown = await shownPictures(world, [subject], page.now)
  const articles = await latestArticles(world, page.lang, { event: event.id })
  keep(c, [...FINDING_TOPICS, PICTURES_TOPIC, NEWS_TOPIC], {
    until: Math.min(found.until, shown.until, await newsUntil(world)),
  })
  const report = (await publishedReports(world)).get(event.id)
  const pictures = shown.bySubject.get(subject)
  const map = event.content.where.point
    ? mapBand(
        page,
        drawEventsMap(page, {
          events: [event],
          filter: {},
          cutOut: edition.country,
          fit: 'markers',
          width: 420,
          height: 260,
        }),
      )
    : null
  return showPage(
    c,
    eventPage(isBeside(edition, event) ? besideExample(page) : withNotice(page, edition), {
      event,
      isOn:
        event.state !== 'cancelled' &&
        event.stretches.some(({ from, to }) => page.now >= from && page.now < to),
      map,
      report: reportSection(page, {
        report,
        pictures: pictures ? pictureGrid(page, pictures) : null,
        about: eventPaths.show(page.lang, event.slug),
      }),
      news: articleLinks(page, articles, edition.zone),
      jsonLd: toJsonLd({ t: page.t, publicUrl: page.publicUrl, notice: null }, event),
    }),
  )
}

async function showEmbed(c: Ctx, world: World): Promise<Response> {
  const page = c.get('page')
  const { filter, wrong } = readFilter(name => c.req.query(name))
  const found = await findEvents(world, filter)
  c.set('framed', true)
  keepFound(c, found, { filter, wrong })
  const { groups } = pageOf(groupByDay(found.events, { backwards: false }), filter.page ?? 1)
  return showPage(
    c,
    embedPage(withNotice(page, found.edition), { groups, title: titleOf(page, found), filter }),
  )
}

/** Keeps an answer, unless words were searched for or something could not be read. */
function keepFound(c: Ctx, found: Found, { filter, wrong }: ReturnType<typeof readFilter>): void {
  const month = readMonth(c.req.query('month'))
  if (filter.q || filter.city || wrong.length > 0) return
  keep(c, FINDING_TOPICS, { until: found.until, query: filterQuery(filter, month ? { month } : {}) })
}

/** The notice of the edition that a page is about. */
function withNotice(page: Page, edition: Edition | undefined): Page {
  return edition
    ? { ...page, notice: edition.example ? editionTexts(edition, page.lang).texts.notice : null }
    : page
}

function titleOf(page: Page, { edition }: Found): string {
  return edition
    ? page.t('events.list.title-year', { year: String(edition.year) })
    : page.t('events.list.title')
}

/** The day whose numeral is red: today while the programme runs, the Day itself before and after. */
function redDayOf(edition: Edition | undefined, now: number): string | null {
  if (!edition) return null
  return phaseOf(edition, now) === 'on' ? localOf(now, edition.zone).date : edition.day
}

/** In the order of the page's alphabet. */
function countriesIn(page: Page, codes: { has(code: string): boolean }): string[] {
  return listCountries(page.lang).flatMap(({ code }) => (codes.has(code) ? code : []))
}

/** Whether all points lie within a hundred degrees of longitude. */
function isInOnePart(events: readonly ListedEvent[]): boolean {
  const lons = events.flatMap(event => event.content.where.point?.lon ?? [])
  return lons.length > 0 && Math.max(...lons) - Math.min(...lons) < 100
}

/** The month to begin with: that of the filter, else this one where something happens in it, else that of the Day. */
function monthOf(filter: Filter, { edition, events }: Found, today: string): string {
  const asked = filter.day ?? filter.from
  if (asked) return asked.slice(0, 7)
  const thisMonth = today.slice(0, 7)
  if (events.some(event => event.days.some(day => day.startsWith(thisMonth)))) return thisMonth
  return (edition?.day ?? today).slice(0, 7)
}
