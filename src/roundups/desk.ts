import type { Edition } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { getMember, getWriter, readDeskForm } from '#members/desk-actions.ts'
import { type Member, writesIn, writesTexts } from '#members/member.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { beginRoundup } from './actions.ts'
import { addArrangeDesk } from './arrange-desk.ts'
import { assemble } from './blocks.ts'
import { getEdition } from './one-desk.ts'
import { roundupDeskPaths } from './paths.ts'
import { emptyRoundupText, MAX_BLOCKS, type Roundup, type RoundupText, standOf } from './roundup.ts'
import { getSources } from './sources-routes.ts'
import { listRoundups, listRoundupTexts } from './store.ts'
import { isTold, orderable, type Sources, stampsOf, tellable } from './telling-card.ts'
import { addTextDesk } from './text-desk.ts'
import { roundupsPage } from './views/desk/list.ts'

/** The round-ups at the desk: assembled from an edition, put in order, written in each language. */
export function addRoundupsDesk(app: App, world: World): void {
  app.get(roundupDeskPaths.list(), c => showList(c, world))
  app.post('/desk/roundups/:year/assemble', c => begin(c, world))
  addArrangeDesk(app, world)
  addTextDesk(app, world)
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
  const text = { ...emptyRoundupText(original), version: 1, ...draftWords(t, edition, sources) }
  await beginRoundup(world, member, { roundup, text })
  return goTo(c, roundupDeskPaths.edit(edition.year))
}

/** The same events are counted as the figures beside them count: those that are told of, once there are any. */
function draftWords(
  t: ReturnType<World['texts']['in']>,
  edition: Edition,
  sources: Sources,
): Pick<RoundupText, 'title' | 'lead'> {
  const announced = tellable(sources.events)
  const told = announced.filter(event => isTold(event, sources))
  const held = told.length > 0 ? told : announced
  const count = (values: (string | null | undefined)[]) => new Set(values.filter(Boolean)).size
  return {
    title: t('roundups.draft.title', { year: String(edition.year) }),
    lead: t('roundups.draft.lead', {
      events: held.length,
      countries: count(held.map(({ content }) => content.where.country)),
      cities: count(held.map(({ content }) => content.where.city?.local)),
      reports: sources.reports.size,
    }),
  }
}
