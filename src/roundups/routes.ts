import { currentEdition, type Edition, editionTexts, phaseOf } from '#editions/edition.ts'
import { EDITIONS_TOPIC, getEditions } from '#editions/store.ts'
import { drawEventsMap, mapBand } from '#events/map-card.ts'
import { FINDING_TOPICS } from '#events/reads.ts'
import { NEWS_TOPIC } from '#news/store.ts'
import { PICTURES_TOPIC } from '#pictures/reads.ts'
import { escapeXml } from '#platform/feeds/xml.ts'
import { type App, type Ctx, keep, showPage, showText } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { instantText } from '#platform/time/instant.ts'
import { worldEndOfDay, worldStartOfDay } from '#platform/time/local.ts'
import type { Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { REPORTS_TOPIC } from '#reports/reads.ts'
import type { ExportFormat } from './paths.ts'
import { isPublished, standOf } from './roundup.ts'
import { getSources } from './sources-routes.ts'
import { findRoundup, listRoundupTexts, ROUNDUPS_TOPIC } from './store.ts'
import { getTargets } from './targets-routes.ts'
import { type Sources, stampsOf, type Telling, tell } from './telling-card.ts'
import { toArticleHtml, toMarkdown, toText } from './views/export.ts'
import { toJsonLd } from './views/json-ld.ts'
import { roundupPage } from './views/show.ts'

const TOPICS = [
  ROUNDUPS_TOPIC,
  ...FINDING_TOPICS,
  REPORTS_TOPIC,
  PICTURES_TOPIC,
  NEWS_TOPIC,
  EDITIONS_TOPIC,
] as const

/** The round-up of an edition, as a page and in forms to take along. */
export function addRoundupRoutes(app: App, world: World): void {
  app.get('/:lang/:year{[0-9]{4}}/report', c => showRoundup(c, world))
  for (const as of ['html', 'md', 'txt'] as const)
    app.get(`/:lang/:year{[0-9]{4}}/report.${as}`, c => takeRoundup(c, world, as))
}

async function showRoundup(c: Ctx, world: World): Promise<Response> {
  const page = c.get('page')
  const { edition, telling, until, isOutdated } = await getTelling(c, world)
  const targets = await getTargets(world, page)
  keep(c, TOPICS, { until: Math.min(until, targets.until) })
  const isLive = phaseOf(edition, page.now) === 'on'
  const events = telling.items.flatMap(item => (item.kind === 'event' ? item.event : []))
  const filter = isCurrent(edition, await getEditions(world.database), page.now)
    ? {}
    : { edition: edition.year }
  const drawn = { events, filter, cutOut: edition.country, fit: 'markers' as const, height: 300 }
  const coverage = { from: worldStartOfDay(edition.from), to: worldEndOfDay(edition.to) }
  return showPage(
    c,
    roundupPage(withNotice(page, edition), {
      telling,
      times: timesOf(page, edition, telling),
      edition,
      targets,
      map: events.length > 1 ? mapBand(page, drawEventsMap(page, drawn)) : null,
      isLive,
      isOutdated,
      jsonLd: toJsonLd(page, telling, { isLive, coverage }),
    }),
  )
}

async function takeRoundup(c: Ctx, world: World, as: ExportFormat): Promise<Response> {
  const page = c.get('page')
  const { edition, telling, until } = await getTelling(c, world)
  const targets = await getTargets(world, { lang: page.lang, root: null })
  keep(c, TOPICS, { until: Math.min(until, targets.until) })
  const context = { ...page, targets }
  const around = {
    notice: noticeOf(edition, page.lang),
    times: timesOf(page, edition, telling).map(({ text }) => text),
  }
  if (as === 'html') {
    const body = String(toArticleHtml(context, telling, around))
    const whole = `<!doctype html>\n<meta charset="utf-8">\n<title>${escapeXml(telling.text.title)}</title>\n${body}`
    return showText(c, whole, { 'Content-Type': 'text/html; charset=utf-8' })
  }
  const text = as === 'md' ? toMarkdown(context, telling, around) : toText(context, telling, around)
  const type = as === 'md' ? 'text/markdown' : 'text/plain'
  return showText(c, text, { 'Content-Type': `${type}; charset=utf-8` })
}

type Found = {
  edition: Edition
  telling: Telling
  sources: Sources
  until: number
  isOutdated: boolean
}

/** What is published in the language of the page, or else in the original's; Problem 'not-found' for neither. */
async function getTelling(c: Ctx, world: World): Promise<Found> {
  const { lang } = c.get('page')
  const year = Number(c.req.param('year'))
  const edition = (await getEditions(world.database)).find(one => one.published && one.year === year)
  const roundup = edition && (await findRoundup(world.database.db, year))
  if (!edition || !roundup) throw new Problem('not-found')
  const texts = (await listRoundupTexts(world.database.db, year)).filter(isPublished)
  const text =
    [lang, roundup.original].map(code => texts.find(one => one.lang === code)).find(Boolean) ?? texts[0]
  if (!text) throw new Problem('not-found')
  const { sources, until } = await getSources(world, edition, lang)
  const original = texts.find(one => one.lang === roundup.original)
  return {
    edition,
    telling: tell({ roundup, text, texts }, sources),
    sources,
    until,
    isOutdated: standOf(text, original, stampsOf(roundup.blocks, sources)) === 'outdated',
  }
}

function timesOf(page: Page, { zone }: Edition, { text, updatedAt }: Telling) {
  const at = (key: string, instant: number) => ({
    text: page.t(`roundups.${key}`, { time: instantText(instant, page.lang, zone) }),
    iso: new Date(instant).toISOString(),
  })
  const { publishedAt } = text
  if (publishedAt === null) return []
  const isLater = updatedAt !== null && updatedAt - publishedAt > 60_000
  return [at('published', publishedAt), ...(isLater ? [at('updated', updatedAt)] : [])]
}

function isCurrent(edition: Edition, editions: readonly Edition[], now: number): boolean {
  return currentEdition(editions, now)?.year === edition.year
}

function withNotice(page: Page, edition: Edition): Page {
  return { ...page, notice: noticeOf(edition, page.lang) }
}

function noticeOf(edition: Edition, lang: string): string | null {
  return edition.example ? editionTexts(edition, lang).texts.notice : null
}
