import { getCoordinator, getWriter, readDeskForm } from '#members/desk-actions.ts'
import { isCoordinator, type Member, writesTexts } from '#members/member.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { isCountry } from '#platform/places/countries.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { beginEdition, saveEdition } from './actions.ts'
import type { Edition } from './edition.ts'
import { formOfEdition, readEdition, withTexts } from './edition-form.ts'
import { editionDeskPaths } from './paths.ts'
import { listEditions } from './store.ts'
import { editionPage, editionsPage } from './views/desk/edition.ts'

/** The editions at the desk: begin one from the last, write it, publish it. Editors write its texts only. */
export function addEditionsDesk(app: App, world: World): void {
  app.get(editionDeskPaths.list(), c => showList(c, world, null))
  app.post(editionDeskPaths.create(), async c => {
    const member = getCoordinator(c)
    const form = await readDeskForm(world, c)
    const year = Number(form.get('year'))
    if (!Number.isInteger(year) || year < 1990 || year > 2100)
      return showList(c, world, { year: form.get('year'), key: 'year' })
    if (!(await beginEdition(world, member, { year, expect: form.has('expect') })))
      return showList(c, world, { year: form.get('year'), key: 'taken' })
    return goTo(c, editionDeskPaths.edit(year))
  })
  app.get('/desk/editions/:year{[0-9]{4}}', async c => {
    const edition = await getEdition(c, world)
    const props = {
      edition,
      form: formOfEdition(edition),
      errors: {},
      conflict: false,
      saved: c.req.query('saved') !== undefined,
      isWhole: isCoordinator(getWriter(c)),
    }
    return showPage(c, editionPage(c.get('page'), props))
  })
  app.post('/desk/editions/:year{[0-9]{4}}', c => save(c, world))
}

export function editionsNav(page: Page, member: Member): NavItem[] {
  if (!writesTexts(member)) return []
  const path = editionDeskPaths.list()
  return [{ path, text: page.t('editions.desk.nav'), current: page.path.startsWith(path) }]
}

async function showList(
  c: Ctx,
  world: World,
  error: { year: string; key: string } | null,
): Promise<Response> {
  const isWhole = isCoordinator(getWriter(c))
  const editions = await listEditions(world.database.db)
  return showPage(c, editionsPage(c.get('page'), { editions, error, isWhole }), error ? 422 : 200)
}

async function save(c: Ctx, world: World): Promise<Response> {
  const member = getWriter(c)
  const sent = await readDeskForm(world, c)
  const before = await getEdition(c, world)
  const isWhole = isCoordinator(member)
  const form = isWhole ? sent : withTexts(formOfEdition(before), sent)
  const page = c.get('page')
  const stale = Number(sent.get('version')) !== before.version
  const again = (errors: Record<string, string>, conflict: boolean) =>
    showPage(
      c,
      editionPage(page, { edition: before, form, errors, conflict, saved: false, isWhole }),
      conflict ? 409 : 422,
    )
  if (stale) return again({}, true)
  const read = readEdition(form, before, { languages: world.texts.codes, isCountry })
  if (!read.ok) return again(read.errors, false)
  try {
    const after = isWhole ? read.value : { ...before, texts: read.value.texts }
    await saveEdition(world, member, { before, after })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return again({}, true)
    throw error
  }
  return goTo(c, `${editionDeskPaths.edit(before.year)}?saved`)
}

async function getEdition(c: Ctx, world: World): Promise<Edition> {
  getWriter(c)
  const year = Number(c.req.param('year'))
  const edition = (await listEditions(world.database.db)).find(one => one.year === year)
  if (!edition) throw new Problem('not-found')
  return edition
}
