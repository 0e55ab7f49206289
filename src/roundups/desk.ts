import { randomUUID } from 'node:crypto'
import type { Edition } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { getMember, getWriter, readDeskForm } from '#members/desk-actions.ts'
import { type Member, writesIn, writesTexts } from '#members/member.ts'
import { type Form, formOf } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { arrangeRoundup, beginRoundup, writeRoundupText } from './actions.ts'
import {
  addArticle,
  addEvent,
  addText,
  assemble,
  cutBlock,
  moveBlock,
  newEvents,
  orderBlocks,
} from './blocks.ts'
import { roundupDeskPaths } from './paths.ts'
import { changedBlocks, MAX_BLOCKS, type Roundup, type RoundupText, standOf } from './roundup.ts'
import { getSources } from './sources-routes.ts'
import { findRoundup, listRoundups, listRoundupTexts } from './store.ts'
import { orderable, type Sources, stampsOf, tell, tellable } from './telling-card.ts'
import { formOfText, readText, type TextErrors } from './text-form.ts'
import { arrangePage } from './views/desk/arrange.ts'
import { roundupsPage } from './views/desk/list.ts'
import { textPage } from './views/desk/text.ts'

/** The round-ups at the desk: assembled from an edition, put in order, written in each language. */
export function addRoundupsDesk(app: App, world: World): void {
  app.get(roundupDeskPaths.list(), c => showList(c, world))
  app.post('/desk/roundups/:year/assemble', c => begin(c, world))
  app.get('/desk/roundups/:year{[0-9]{4}}', async c => {
    getWriter(c)
    return showArranged(c, world, { ...(await getOne(c, world)), conflict: false })
  })
  app.post('/desk/roundups/:year{[0-9]{4}}', c => arrange(c, world))
  app.get('/desk/roundups/:year/:lang{[a-z]{2,3}}', async c => {
    const lang = getLanguage(c, world)
    const one = await getOne(c, world)
    const was = one.texts.find(text => text.lang === lang)
    const form = formOf(new URLSearchParams(formOfText(was, one.edition.zone)))
    return showText(c, world, { ...one, lang, form, errors: {}, conflict: false })
  })
  app.post('/desk/roundups/:year/:lang{[a-z]{2,3}}', c => writeText(c, world))
}

export function roundupsNav(page: Page, member: Member): NavItem[] {
  if (
    writesIn(
      member,
      page.languages.map(({ code }) => code),
    ).length === 0
  )
    return []
  const path = roundupDeskPaths.list()
  return [{ path, text: page.t('roundups.desk.nav'), current: page.path.startsWith(path) }]
}

type One = { edition: Edition; roundup: Roundup; texts: readonly RoundupText[] }

async function showList(c: Ctx, world: World): Promise<Response> {
  const member = getMember(c)
  const languages = writesIn(member, world.texts.codes)
  if (languages.length === 0) throw new Problem('not-found')
  const { db } = world.database
  const [editions, roundups, texts] = [
    await getEditions(world.database),
    await listRoundups(db),
    await listRoundupTexts(db),
  ]
  const rows = await Promise.all(
    editions.map(async edition => {
      const roundup = roundups.find(one => one.edition === edition.year) ?? null
      if (!roundup) return { edition, roundup, stands: [] }
      const { sources } = await getSources(world, edition, c.get('page').lang)
      const stamps = stampsOf(roundup.blocks, sources)
      const own = texts.filter(text => text.edition === edition.year)
      const original = own.find(({ lang }) => lang === roundup.original)
      const stands = languages.map(lang => {
        const text = own.find(one => one.lang === lang)
        return { lang, stand: standOf(text, original, stamps), isPublic: text?.publishedAt != null }
      })
      return { edition, roundup, stands }
    }),
  )
  return showPage(c, roundupsPage(c.get('page'), { rows, arranges: writesTexts(member) }))
}

/** Assembles the first draft: every event in its place, in the language that the member chose or works in. */
async function begin(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getWriter(c)
  const page = c.get('page')
  const edition = await getEdition(c, world)
  const { sources } = await getSources(world, edition, page.lang)
  const original = world.texts.codes.includes(form.get('original')) ? form.get('original') : page.lang
  const events = tellable(sources.events)
    .slice(0, MAX_BLOCKS / 2)
    .map(orderable)
  const roundup: Roundup = {
    edition: edition.year,
    version: 1,
    original,
    blocks: assemble(events, { unreported: !edition.example }),
    cut: [],
  }
  const t = world.texts.in(original)
  const text: RoundupText = {
    lang: original,
    version: 1,
    ...draftWords(t, edition, sources),
    between: {},
    state: 'draft',
    publishedAt: null,
    modifiedAt: null,
    basedOn: null,
    stamps: {},
  }
  await beginRoundup(world, member, { roundup, text })
  return goTo(c, roundupDeskPaths.edit(edition.year))
}

function draftWords(
  t: ReturnType<World['texts']['in']>,
  edition: Edition,
  { events, reports }: Sources,
): Pick<RoundupText, 'title' | 'lead'> {
  const held = tellable(events)
  const count = (values: (string | null | undefined)[]) => new Set(values.filter(Boolean)).size
  return {
    title: t('roundups.draft.title', { year: String(edition.year) }),
    lead: t('roundups.draft.lead', {
      events: held.length,
      countries: count(held.map(({ content }) => content.where.country)),
      cities: count(held.map(({ content }) => content.where.city?.local)),
      reports: reports.size,
    }),
  }
}

/** One change of the order: what the pressed button says, after the numbers that were typed. */
async function arrange(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getWriter(c)
  const one = await getOne(c, world)
  const { edition, roundup } = one
  if (Number(form.get('version')) !== roundup.version)
    return showArranged(c, world, { ...one, conflict: true })
  const { sources } = await getSources(world, edition, c.get('page').lang)
  const changed = applyWish(roundup, form, sources)
  if (changed.blocks.length > MAX_BLOCKS) throw new Problem('invalid')
  try {
    await arrangeRoundup(world, member, changed)
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict')
      return showArranged(c, world, { ...(await getOne(c, world)), conflict: true })
    throw error
  }
  const at = /^(?:up|down|text|article)[:]([\w-]+)$/.exec(form.get('do'))?.[1]
  return goTo(c, roundupDeskPaths.edit(edition.year), at ? `#${at}` : '#done')
}

function applyWish(roundup: Roundup, form: Form, sources: Sources): Roundup {
  const typed = Object.fromEntries(
    roundup.blocks.flatMap(({ id }) => {
      const place = Number(form.get(`place_${id}`))
      return form.get(`place_${id}`) && Number.isFinite(place) ? [[id, place]] : []
    }),
  )
  const ordered = { ...roundup, blocks: orderBlocks(roundup.blocks, typed) }
  const [wish = '', id = ''] = form.get('do').split(/:(.*)/)
  switch (wish) {
    case 'up':
      return { ...ordered, blocks: moveBlock(ordered.blocks, id, -1) }
    case 'down':
      return { ...ordered, blocks: moveBlock(ordered.blocks, id, 1) }
    case 'cut':
      return { ...ordered, ...cutBlock(ordered, id) }
    case 'text':
      return { ...ordered, blocks: addText(ordered.blocks, id || null, `text-${randomUUID().slice(0, 8)}`) }
    case 'article': {
      const articleId = form.get(`article_${id}`)
      return sources.articles.has(articleId)
        ? { ...ordered, blocks: addArticle(ordered.blocks, id || null, articleId) }
        : ordered
    }
    case 'restore':
    case 'add': {
      const wanted = tellable(sources.events).filter(event => id === 'all' || event.id === id)
      const fresh =
        wish === 'add' ? newEvents(ordered, wanted) : wanted.filter(event => ordered.cut.includes(event.id))
      return {
        ...ordered,
        blocks: fresh.map(orderable).reduce((blocks, event) => addEvent(blocks, event), ordered.blocks),
        cut: ordered.cut.filter(one => !fresh.some(event => event.id === one)),
      }
    }
    default:
      return ordered
  }
}

async function showArranged(
  c: Ctx,
  world: World,
  { edition, roundup, texts, conflict }: One & { conflict: boolean },
): Promise<Response> {
  const { sources } = await getSources(world, edition, c.get('page').lang)
  const original = texts.find(({ lang }) => lang === roundup.original)
  const stamps = stampsOf(roundup.blocks, sources)
  return showPage(
    c,
    arrangePage(c.get('page'), {
      edition,
      roundup,
      sources,
      original: original ?? null,
      fresh: newEvents(roundup, tellable(sources.events)),
      cut: sources.events.filter(({ id }) => roundup.cut.includes(id)),
      stands: world.texts.codes.map(lang => {
        const text = texts.find(one => one.lang === lang)
        return { lang, stand: standOf(text, original, stamps), isPublic: text?.publishedAt != null }
      }),
      conflict,
    }),
    conflict ? 409 : 200,
  )
}

type Writing = One & { lang: string; form: Form; errors: TextErrors; conflict: boolean }

async function writeText(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const lang = getLanguage(c, world)
  const one = await getOne(c, world)
  const { edition, roundup, texts } = one
  const was = texts.find(text => text.lang === lang)
  const again = (errors: TextErrors, conflict: boolean) =>
    showText(c, world, { ...one, lang, form, errors, conflict })
  if (Number(form.get('version')) !== (was?.version ?? 0)) return again({}, true)
  const read = readText(form, { roundup, was, lang, zone: edition.zone, now: world.clock() })
  if (!read.ok) return again(read.errors, false)
  const { sources } = await getSources(world, edition, lang)
  const original = texts.find(text => text.lang === roundup.original)
  const isDone = read.value.state === 'done'
  const text: RoundupText = {
    ...read.value,
    version: was?.version ?? 0,
    basedOn: lang === roundup.original ? null : isDone ? (original?.version ?? 0) : (was?.basedOn ?? null),
    stamps: isDone ? stampsOf(roundup.blocks, sources) : (was?.stamps ?? {}),
  }
  try {
    await writeRoundupText(world, getMember(c), { edition: edition.year, text, was })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') {
      const now = await getOne(c, world)
      return showText(c, world, { ...now, lang, form, errors: {}, conflict: true })
    }
    throw error
  }
  return goTo(c, `${roundupDeskPaths.text(edition.year, lang)}?saved`, '#saved')
}

async function showText(c: Ctx, world: World, writing: Writing): Promise<Response> {
  const { edition, roundup, texts, lang, errors, conflict } = writing
  const { sources } = await getSources(world, edition, lang)
  const original = texts.find(text => text.lang === roundup.original)
  const was = texts.find(text => text.lang === lang)
  const shown: RoundupText = was ?? {
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
  const stamps = stampsOf(roundup.blocks, sources)
  const wrong = Object.keys(errors).length > 0
  return showPage(
    c,
    textPage(c.get('page'), {
      ...writing,
      version: was?.version ?? 0,
      theirs: conflict ? shown : null,
      original: original?.lang === lang ? null : (original ?? null),
      stand: standOf(was, original, stamps),
      changed: was && lang !== roundup.original ? changedBlocks(was, stamps) : [],
      telling: tell({ roundup, text: shown, texts }, sources),
      saved: c.req.query('saved') !== undefined && !wrong && !conflict,
    }),
    conflict ? 409 : wrong ? 422 : 200,
  )
}

async function getOne(c: Ctx, world: World): Promise<One> {
  const edition = await getEdition(c, world)
  const { db } = world.database
  const roundup = await findRoundup(db, edition.year)
  if (!roundup) throw new Problem('not-found')
  return { edition, roundup, texts: await listRoundupTexts(db, edition.year) }
}

async function getEdition(c: Ctx, world: World): Promise<Edition> {
  const year = Number(c.req.param('year'))
  const edition = (await getEditions(world.database)).find(one => one.year === year)
  if (!edition) throw new Problem('not-found')
  return edition
}

/** The language of the address, if this member writes in it; for anyone else there is no such page. */
function getLanguage(c: Ctx, world: World): string {
  const lang = c.req.param('lang') ?? ''
  if (!writesIn(getMember(c), world.texts.codes).includes(lang)) throw new Problem('not-found')
  return lang
}
