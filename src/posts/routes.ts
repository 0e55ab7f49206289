import { type Edition, editionTexts } from '#editions/edition.ts'
import { EDITIONS_TOPIC, getEditions } from '#editions/store.ts'
import { textsIn } from '#events/event.ts'
import { eventPaths } from '#events/paths.ts'
import { FINDING_TOPICS, findBySlug, findEvents } from '#events/reads.ts'
import { cityText, dateText, kindText, placeText, timeText, whenText } from '#events/words.ts'
import type { App, Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { countryName } from '#platform/places/countries.ts'
import { formatDate } from '#platform/time/format.ts'
import { readDate } from '#platform/time/local.ts'
import type { Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { roundupPaths } from '#roundups/paths.ts'
import { isPublished } from '#roundups/roundup.ts'
import { listRoundupTexts, ROUNDUPS_TOPIC } from '#roundups/store.ts'
import { addArticlePosts } from './article-routes.ts'
import { postPaths } from './paths.ts'
import { addCard, addPost, type Told } from './told-routes.ts'

const TOPICS = [...FINDING_TOPICS, EDITIONS_TOPIC, ROUNDUPS_TOPIC] as const

/** A ready post with its card image for an event, a day, a round-up and an article; a card for the organisation's pages. */
export function addPostRoutes(app: App, world: World): void {
  addArticlePosts(app, world)
  add(app, '/:lang/events/:slug', c => tellEvent(c, world))
  add(app, '/:lang/:year{[0-9]{4}}/report', c => tellRoundup(c, world))
  add(app, '/:lang/:year{[0-9]{4}}/:day{[0-9]{2}-[0-9]{2}}', c => tellDay(c, world))
}

function add(app: App, path: string, tell: (c: Ctx) => Promise<Told>): void {
  addPost(app, path, tell)
  addCard(app, path, tell)
}

/** Whose Day it is; an example says that it is one wherever its card goes. */
function footOf(page: Page, edition: Edition): string {
  const { texts } = editionTexts(edition, page.lang)
  return edition.example ? texts.notice : texts.title
}

async function tellEvent(c: Ctx, world: World): Promise<Told> {
  const page = c.get('page')
  const { t, lang } = page
  const found = await findBySlug(world, c.req.param('slug') ?? '')
  if (!found) throw new Problem('not-found')
  const { event, edition, until } = found
  const { content } = event
  const own = textsIn(content, lang)
  const country = content.where.country ? countryName(content.where.country, lang) : ''
  const place = placeText(t, content, country)
  const isEnded = event.state === 'cancelled' ? t('events.state.cancelled') : ''
  const back = eventPaths.show(lang, event.slug)
  return {
    post: {
      title: [isEnded, own.texts.title].filter(Boolean).join(': '),
      lines: [whenText(t, content), place],
      body: own.texts.about,
      notice: noticeOf(edition, lang),
      address: page.publicUrl + back,
      tags: edition.hashtags,
    },
    lang: own.lang,
    card: postPaths.eventCard(lang, event.slug),
    back,
    date: content.when.from,
    lines: [
      [content.when.from === content.when.to ? '' : dateText(t, content.when), timeText(t, content.when)]
        .filter(Boolean)
        .join(', '),
      place,
      kindText(t, content.kind),
    ].filter(Boolean),
    foot: footOf(page, edition),
    topics: TOPICS,
    until,
  }
}

async function tellRoundup(c: Ctx, world: World): Promise<Told> {
  const page = c.get('page')
  const edition = await getEdition(world, Number(c.req.param('year')))
  const texts = (await listRoundupTexts(world.database.db, edition.year)).filter(isPublished)
  const text = texts.find(one => one.lang === page.lang) ?? texts[0]
  if (!text) throw new Problem('not-found')
  const back = roundupPaths.show(page.lang, edition.year)
  return {
    post: {
      title: text.title,
      lines: [],
      body: text.lead,
      notice: noticeOf(edition, page.lang),
      address: page.publicUrl + back,
      tags: edition.hashtags,
    },
    lang: text.lang,
    card: postPaths.roundupCard(page.lang, edition.year),
    back,
    date: edition.day,
    lines: [],
    foot: footOf(page, edition),
    topics: TOPICS,
    until: Infinity,
  }
}

async function tellDay(c: Ctx, world: World): Promise<Told> {
  const page = c.get('page')
  const { t, lang } = page
  const year = Number(c.req.param('year'))
  const date = readDate(`${year}-${c.req.param('day')}`)
  const edition = await getEdition(world, year)
  const found = await findEvents(world, { edition: year })
  const events = found.events.filter(
    event => date && event.days.includes(date) && event.state !== 'cancelled',
  )
  if (!date || events.length === 0) throw new Problem('not-found')
  const back = eventPaths.list(lang, { edition: year, day: date })
  const cities = [...new Set(events.map(event => cityText(event.content, lang)).filter(Boolean))]
  const lines = events.map(event => {
    const { title } = textsIn(event.content, lang).texts
    return [cityText(event.content, lang), timeText(t, event.content.when), title].filter(Boolean).join(' · ')
  })
  return {
    post: {
      title: `${editionTexts(edition, lang).texts.title}: ${formatDate(date, lang)}`,
      lines: [],
      body: lines.join('\n'),
      notice: noticeOf(edition, lang),
      address: page.publicUrl + back,
      tags: edition.hashtags,
    },
    lang,
    card: postPaths.dayCard(lang, date),
    back,
    date,
    lines: [t('posts.events', { count: events.length }), cities.join(', ')],
    foot: footOf(page, edition),
    topics: TOPICS,
    until: found.until,
  }
}

async function getEdition(world: World, year: number): Promise<Edition> {
  const edition = (await getEditions(world.database)).find(one => one.published && one.year === year)
  if (!edition) throw new Problem('not-found')
  return edition
}

function noticeOf(edition: Edition, lang: string): string {
  return edition.example ? editionTexts(edition, lang).texts.notice : ''
}
