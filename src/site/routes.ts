import { correctionPaths } from '#corrections/paths.ts'
import { currentEdition, editionTexts, nextEditionTurn } from '#editions/edition.ts'
import { editionPaths } from '#editions/paths.ts'
import { EDITIONS_TOPIC, getEditions } from '#editions/store.ts'
import { eventPaths } from '#events/paths.ts'
import { OWN_PAGES } from '#news/article.ts'
import { newsPaths } from '#news/paths.ts'
import { getMenu, newsUntil } from '#news/reads.ts'
import { NEWS_MENU_TOPIC } from '#news/store.ts'
import type { Keep } from '#platform/http/kept-pages.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { link, type NavItem, type Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { safetyPaths } from '#safety/paths.ts'
import { SETTINGS_TOPIC } from '#settings/store.ts'

/** What stands around the content of every public page: menu, the notice of an example edition, foot. */
export async function withSite(world: World, page: Page): Promise<Page> {
  const editions = await getEditions(world.database)
  const edition = currentEdition(editions, page.now)
  const menu = await getMenu(world)
  return {
    ...page,
    nav: navOf(page, menu),
    notice: edition?.example ? editionTexts(edition, page.lang).texts.notice : null,
    foot: foot(page, menu),
  }
}

/** Until when, and on what, that which stands around the content is true: the organisation's name, the notice. */
export async function siteKeep(world: World, now: number): Promise<Keep> {
  const until = Math.min(nextEditionTurn(await getEditions(world.database), now), await newsUntil(world))
  return { topics: [SETTINGS_TOPIC, EDITIONS_TOPIC, NEWS_MENU_TOPIC], until }
}

type Menu = Awaited<ReturnType<typeof getMenu>>

function navOf(page: Page, { hasNews }: Menu): NavItem[] {
  const { t, lang, path } = page
  const events = eventPaths.list(lang)
  const news = newsPaths.list(lang)
  const isEvents =
    path.startsWith(events) && ![eventPaths.announce(lang), eventPaths.mine(lang)].includes(path)
  return [
    {
      path: editionPaths.home(lang),
      text: t('site.nav.day'),
      current: path === editionPaths.home(lang) || /^\/\w+\/\d{4}\/$/.test(path),
    },
    { path: events, text: t('site.nav.events'), current: isEvents },
    ...(hasNews ? [{ path: news, text: t('news.nav'), current: path.startsWith(news) }] : []),
    {
      path: eventPaths.announce(lang),
      text: t('site.nav.announce'),
      current: path === eventPaths.announce(lang),
    },
    { path: eventPaths.mine(lang), text: t('site.nav.mine'), current: path === eventPaths.mine(lang) },
  ]
}

function foot(page: Page, { pages }: Menu): Html {
  const { t, lang, path } = page
  const own = OWN_PAGES.filter(slug => slug !== 'safety' && pages.includes(slug))
  return html`${
    own.length > 0 &&
    html`<ul class="inline foot-pages">${own.map(slug => html`<li><a href="${link(page, newsPaths.show(lang, { kind: 'page', slug }))}">${t(`news.page.${slug}`)}</a></li>`)}</ul>`
  }<p><a href="${link(page, correctionPaths.form(lang, path))}" rel="nofollow">${t('corrections.link')}</a></p>
<p class="hint">${t('site.foot.privacy')} <a href="${link(page, safetyPaths.show(lang))}">${t('safety.title')}</a></p>
<p class="hint">${t.rich('site.foot.software', { link: inner => html`<a href="https://www.gnu.org/licenses/agpl-3.0.html" rel="noreferrer external">${inner}</a>` })}</p>`
}
