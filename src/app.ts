import { findDuty } from '#keys/actions.ts'
import { holdsKeys } from '#keys/purpose.ts'
import { dutyNotice } from '#keys/views/desk/notice.ts'
import { deskToken } from '#members/desk-actions.ts'
import { recognise, requireMember } from '#members/session-desk.ts'
import { corner } from '#members/views/desk/corner.ts'
import { gateNav } from '#members/views/desk/nav.ts'
import { addRedirects } from '#news/redirect-routes.ts'
import { addPictureFiles } from '#pictures/routes.ts'
import type { App, Ctx } from '#platform/http/context.ts'
import { issueToken } from '#platform/http/form-token.ts'
import { negotiateLanguage } from '#platform/http/language.ts'
import { createApp } from '#platform/http/pipeline.ts'
import { Problem } from '#platform/http/problem.ts'
import { raw } from '#platform/ui/html.ts'
import { type Page, rootOf } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { organisationName } from '#settings/settings.ts'
import { getSettings } from '#settings/store.ts'
import { siteKeep, withSite } from '#site/routes.ts'
import { parts } from './parts.ts'

/** The site that everyone sees. */
export function createPublicApp(world: World): App {
  const app = createApp(world, async c => {
    const page = await makePage(world, c, publicLanguage(world, c))
    c.set('around', await siteKeep(world, page.now))
    return withSite(world, page)
  })
  addRedirects(app, world)
  app.get('/', c => c.body(null, 302, { Location: `${publicLanguage(world, c)}/`, Vary: 'Accept-Language' }))
  app.get('/healthz', async c => {
    await world.database.db.selectFrom('versions').select('topic').limit(1).execute()
    c.header('Cache-Control', 'no-store')
    return c.json({ ok: true })
  })
  addPictureFiles(app, world)
  app.use('/:lang/*', async (c, next) => {
    if (!world.texts.codes.includes(c.req.param('lang'))) throw new Problem('not-found')
    await next()
  })
  for (const part of parts) part.routes?.(app, world)
  app.get('*', c => withoutSlash(c))
  return app
}

/** An address with a slash too many leads to the same one without. */
function withoutSlash(c: Ctx): Response {
  const { pathname, search } = new URL(c.req.url)
  const last = pathname.split('/').at(-2)
  if (!pathname.endsWith('/') || !last) throw new Problem('not-found')
  return c.body(null, 308, { Location: `../${last}${search}` })
}

/** Where staff work; nothing of it is reachable from the public app. */
export function createDeskApp(world: World): App {
  const app = createApp(world, c => makeDeskPage(world, c))
  app.use('/desk/*', requireMember(world))
  for (const part of parts) part.desk?.(app, world)
  return app
}

function publicLanguage(world: World, c: Ctx): string {
  const first = c.req.path.split('/')[1] ?? ''
  return world.texts.codes.includes(first) ? first : deskLanguage(world, c)
}

function deskLanguage(world: World, c: Ctx): string {
  return negotiateLanguage(c.req.header('accept-language'), world.texts.codes, 'en')
}

async function makeDeskPage(world: World, c: Ctx): Promise<Page> {
  await recognise(world, c)
  const session = c.get('session')
  const member = c.get('member')
  const chosen = session?.owner.language
  const page = await makePage(
    world,
    c,
    chosen && world.texts.codes.includes(chosen) ? chosen : deskLanguage(world, c),
  )
  page.nav = [gateNav(page)]
  // The languages of the public site lead away from the desk; members choose theirs on the account page.
  page.corner = raw('')
  if (!session) return page
  page.token = () => deskToken(world, c)
  if (!member) return page
  page.notice = dutyNotice(page, await findDuty(world, member))
  page.nav = (await Promise.all(parts.map(part => part.deskNav?.(page, member, world) ?? []))).flat()
  const islands = holdsKeys(member.role) ? ['leave-desk'] : []
  return { ...page, islands, corner: corner(page, member) }
}

async function makePage(world: World, c: Ctx, lang: string): Promise<Page> {
  const settings = await getSettings(world.database)
  const t = world.texts.in(lang)
  // As it was sent, not decoded: its slashes say how deep the page lies.
  const { pathname: path, search } = new URL(c.req.url)
  const root = rootOf(path)
  return {
    t,
    lang,
    dir: world.texts.languages.find(language => language.code === lang)!.dir,
    languages: world.texts.languages,
    path,
    root,
    now: world.clock(),
    organisation: organisationName(settings, lang, 'Vestka'),
    publicUrl: world.config.publicUrls[0],
    nav: [],
    notice: null,
    foot: null,
    asset: world.assets.path,
    // Whoever searches has the style sheet already.
    styles: search === '' ? world.assets.styles(root) : null,
    token: () => issueToken(world.secret, 'public', world.clock()),
  }
}
