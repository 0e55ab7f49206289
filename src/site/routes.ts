import { correctionPaths } from '#corrections/paths.ts'
import { currentEdition, editionTexts, nextEditionTurn } from '#editions/edition.ts'
import { editionPaths } from '#editions/paths.ts'
import { EDITIONS_TOPIC, getEditions } from '#editions/store.ts'
import { eventPaths } from '#events/paths.ts'
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
  return {
    ...page,
    nav: navOf(page),
    notice: edition?.example ? editionTexts(edition, page.lang).texts.notice : null,
    foot: foot(page),
  }
}

/** Until when, and on what, that which stands around the content is true: the organisation's name, the notice. */
export async function siteKeep(world: World, now: number): Promise<Keep> {
  const until = nextEditionTurn(await getEditions(world.database), now)
  return { topics: [SETTINGS_TOPIC, EDITIONS_TOPIC], until }
}

function navOf(page: Page): NavItem[] {
  const { t, lang, path } = page
  const events = eventPaths.list(lang)
  const isEvents =
    path.startsWith(events) && ![eventPaths.announce(lang), eventPaths.mine(lang)].includes(path)
  return [
    {
      path: editionPaths.home(lang),
      text: t('site.nav.day'),
      current: path === editionPaths.home(lang) || /^\/\w+\/\d{4}\/$/.test(path),
    },
    { path: events, text: t('site.nav.events'), current: isEvents },
    {
      path: eventPaths.announce(lang),
      text: t('site.nav.announce'),
      current: path === eventPaths.announce(lang),
    },
    { path: eventPaths.mine(lang), text: t('site.nav.mine'), current: path === eventPaths.mine(lang) },
  ]
}

function foot(page: Page): Html {
  const { t, lang, path } = page
  return html`<p><a href="${link(page, correctionPaths.form(lang, path))}" rel="nofollow">${t('corrections.link')}</a></p>
<p class="hint">${t('site.foot.privacy')} <a href="${link(page, safetyPaths.show(lang))}">${t('safety.title')}</a></p>
<p class="hint">${t.rich('site.foot.software', { link: inner => html`<a href="https://www.gnu.org/licenses/agpl-3.0.html" rel="noreferrer external">${inner}</a>` })}</p>`
}
