import { isPublic } from '#events/event.ts'
import { writingLanguages } from '#events/languages.ts'
import { findEvent, findEventBySlug } from '#events/store.ts'
import { getWriter, readDeskForm } from '#members/desk-actions.ts'
import { type Member, writesIn, writesTexts } from '#members/member.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { cleanLine } from '#platform/text/clean.ts'
import { slugOf } from '#platform/text/slug.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { addArticle, publishArticle, removeArticle, saveSettings, takeBackArticle } from './actions.ts'
import { type Article, KINDS, LIMITS, OWN_PAGES } from './article.ts'
import { formOfSettings, readSettings, type SettingsInput } from './article-form.ts'
import { newsDeskPaths } from './paths.ts'
import { deletePictures, hidePictures, showNamedPictures } from './pictures-desk.ts'
import { getArticle, getNewsMember } from './reach-desk.ts'
import { listOutlines, listRedirectsOf } from './store.ts'
import { addTextDesk } from './text-desk.ts'
import { createPage } from './views/desk/create.ts'
import { articlesPage } from './views/desk/list.ts'
import { settingsPage } from './views/desk/settings.ts'
import { mayWrite } from './writing-reads.ts'
import { newsZone } from './zone-reads.ts'

/** How many articles a page of the list has. */
const PAGE_SIZE = 100

/** The newsroom: what there is in which language; a new article; its settings, publishing and taking back. */
export function addNewsDesk(app: App, world: World): void {
  app.get(newsDeskPaths.list(), c => showList(c, world))
  app.get(newsDeskPaths.create(), c => {
    getWriter(c)
    return showCreate(c, world, { form: EMPTY_FORM, errors: {} })
  })
  app.post(newsDeskPaths.create(), c => create(c, world))
  app.get('/desk/news/:id', async c => showSettings(c, world, { article: await getArticle(c, world) }))
  app.post('/desk/news/:id', c => save(c, world))
  for (const action of ['publish', 'take-back', 'delete'] as const)
    app.post(`/desk/news/:id/${action}`, c => act(c, world, action))
  addTextDesk(app, world)
}

export function newsNav(page: Page, member: Member, world: World): NavItem[] {
  if (writesIn(member, world.texts.codes).length === 0) return []
  const path = newsDeskPaths.list()
  return [{ path, text: page.t('news.desk.nav'), current: page.path.startsWith(path) }]
}

async function showList(c: Ctx, world: World): Promise<Response> {
  const member = getNewsMember(c, world)
  const isWhole = writesTexts(member)
  const all = await listOutlines(world.database.db)
  const own = member.languages
  const articles = all
    .filter(article => isWhole || own.some(lang => mayWrite(member, article, lang)))
    .sort((a, b) => lastTouched(b) - lastTouched(a) || (a.slug < b.slug ? -1 : 1))
  const pages = Math.max(1, Math.ceil(articles.length / PAGE_SIZE))
  const number = Math.min(pages, Math.max(1, Math.trunc(Number(c.req.query('page') ?? 1)) || 1))
  const zone = await newsZone(world)
  return showPage(
    c,
    articlesPage(c.get('page'), {
      articles: articles.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE),
      number,
      pages,
      languages: isWhole ? [...world.texts.codes] : own.filter(lang => world.texts.codes.includes(lang)),
      mayWrite: (article, lang) => mayWrite(member, article, lang),
      isWhole,
      zone,
    }),
  )
}

/** Drafts first, then the newest. */
function lastTouched({
  texts,
}: {
  texts: Article['texts'] | Record<string, { publishedAt: number | null }>
}): number {
  const times = Object.values(texts).flatMap(({ publishedAt }) => publishedAt ?? [])
  return times.length > 0 ? Math.max(...times) : Infinity
}

function showCreate(c: Ctx, world: World, { form, errors }: { form: Form; errors: FieldErrors }): Response {
  const page = c.get('page')
  const status = Object.keys(errors).length > 0 ? 422 : 200
  return showPage(
    c,
    createPage(page, { form, errors, languages: writingLanguages(world.texts.codes) }),
    status,
  )
}

async function create(c: Ctx, world: World): Promise<Response> {
  const member = getWriter(c)
  const form = await readDeskForm(world, c)
  const errors: FieldErrors = {}
  const title = cleanLine(form.get('title'))
  const own = OWN_PAGES.find(page => page === form.get('kind'))
  const kind = own ? 'page' : KINDS.find(each => each === form.get('kind'))
  const original = form.get('original')
  if (!title) errors['title'] = { key: 'needed' }
  else if ([...title].length > LIMITS.title)
    errors['title'] = { key: 'long', values: { over: [...title].length - LIMITS.title, limit: LIMITS.title } }
  if (!writingLanguages(world.texts.codes).includes(original)) errors['original'] = { key: 'needed' }
  if (own && (await hasSlug(world, own))) errors['kind'] = { key: 'page-there' }
  if (!kind) errors['kind'] = { key: 'needed' }
  if (!kind || Object.keys(errors).length > 0) return showCreate(c, world, { form, errors })
  const id = await addArticle(world, member, { kind, title, original, slug: own ?? slugOf(title) })
  return goTo(c, newsDeskPaths.text(id, original))
}

async function hasSlug(world: World, slug: string): Promise<boolean> {
  return (await listOutlines(world.database.db)).some(article => article.slug === slug)
}

type Shown = { article: Article; form?: Form; errors?: FieldErrors; conflict?: boolean; problem?: string }

async function showSettings(
  c: Ctx,
  world: World,
  { article, form, errors = {}, conflict = false, problem }: Shown,
): Promise<Response> {
  const page = c.get('page')
  const slugs = []
  for (const id of article.about.events) slugs.push((await findEvent(world.database.db, id))?.slug)
  const wrong = Object.keys(errors).length > 0 || problem !== undefined
  return showPage(
    c,
    settingsPage(page, {
      article,
      form:
        form ??
        formOfSettings(article, {
          events: slugs.flatMap(slug => slug ?? []),
          earlier: (await listRedirectsOf(world.database.db, article.id)).map(({ path }) => path),
        }),
      errors,
      conflict,
      problem: problem ?? null,
      saved: c.req.query('saved') !== undefined,
      languages: writingLanguages(world.texts.codes),
      pages: world.texts.codes,
      zone: await newsZone(world),
    }),
    conflict ? 409 : wrong ? 422 : 200,
  )
}

async function save(c: Ctx, world: World): Promise<Response> {
  const member = getWriter(c)
  const form = await readDeskForm(world, c)
  const article = await getArticle(c, world)
  const read = readSettings(form, { languages: writingLanguages(world.texts.codes) })
  if (!read.ok) return showSettings(c, world, { article, form, errors: read.errors })
  const { events, errors } = await findEvents(world, read.value)
  const { original } = read.value
  if (article.texts[original] === undefined) errors['original'] = { key: 'original-missing' }
  if (Object.keys(errors).length > 0) return showSettings(c, world, { article, form, errors })
  const { kind, slug, tags, editions, earlier } = read.value
  const settings = { kind, slug, tags, original, about: { events, editions } }
  const seen = { id: article.id, version: Number(form.get('version')) }
  return orConflict(c, world, form, async () => {
    const done = await saveSettings(world, member, { seen, settings, earlier })
    const field = done === 'slug-taken' ? 'slug' : 'earlier'
    if (done !== 'saved') return showSettings(c, world, { article, form, errors: { [field]: { key: done } } })
    return goTo(c, `${newsDeskPaths.show(article.id)}?saved`)
  })
}

/** The events that were named, by their ids; only those that are public can be linked. */
async function findEvents(
  world: World,
  { events }: SettingsInput,
): Promise<{ events: string[]; errors: FieldErrors }> {
  const found: string[] = []
  for (const slug of events) {
    const event = /^[a-z0-9-]{1,80}$/.test(slug) ? await findEventBySlug(world.database.db, slug) : undefined
    if (!event || !isPublic(event))
      return { events: [], errors: { events: { key: 'event', values: { slug } } } }
    if (!found.includes(event.id)) found.push(event.id)
  }
  return { events: found, errors: {} }
}

async function act(c: Ctx, world: World, action: 'publish' | 'take-back' | 'delete'): Promise<Response> {
  const member = getWriter(c)
  const form = await readDeskForm(world, c)
  const article = await getArticle(c, world)
  const seen = { id: article.id, version: Number(form.get('version')) }
  return orConflict(c, world, undefined, async () => {
    if (action === 'delete') {
      if (!form.has('sure')) return showSettings(c, world, { article, problem: 'not-sure' })
      await removeArticle(world, member, seen)
      await deletePictures(world, article.id)
      return goTo(c, newsDeskPaths.list())
    }
    if (action === 'take-back') {
      await takeBackArticle(world, member, seen)
      await hidePictures(world, member, article.id)
    } else if ((await publishArticle(world, member, seen)) === 'nothing-done')
      return showSettings(c, world, { article, problem: 'nothing-done' })
    else await showNamedPictures(world, member, { ...article, published: true })
    return goTo(c, `${newsDeskPaths.show(article.id)}?saved`)
  })
}

async function orConflict(
  c: Ctx,
  world: World,
  form: Form | undefined,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    const article = await getArticle(c, world)
    return showSettings(c, world, { article, conflict: true, ...(form ? { form } : {}) })
  }
}
