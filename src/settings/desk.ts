import { getCoordinator, readDeskForm } from '#members/desk-actions.ts'
import { isCoordinator, type Member } from '#members/member.ts'
import { type App, goTo, showPage } from '#platform/http/context.ts'
import { isCountry } from '#platform/places/countries.ts'
import { cleanLine } from '#platform/text/clean.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { changeSettings } from './actions.ts'
import { settingsPaths } from './paths.ts'
import { SHIELDS } from './settings.ts'
import { readSettings } from './store.ts'
import { settingsPage } from './views/desk/settings.ts'

/** What a coordinator sets for the whole site. */
export function addSettingsDesk(app: App, world: World): void {
  app.get(settingsPaths.settings, async c => {
    getCoordinator(c)
    const settings = await readSettings(world.database.db)
    return showPage(c, settingsPage(c.get('page'), { settings, saved: c.req.query('saved') !== undefined }))
  })
  app.post(settingsPaths.shield, async c => {
    const member = getCoordinator(c)
    const form = await readDeskForm(world, c)
    const shield = SHIELDS.find(name => name === form.get('shield'))
    if (shield) await changeSettings(world, member, { shield })
    return goTo(c, `${settingsPaths.settings}?saved`)
  })
  app.post(settingsPaths.settings, async c => {
    const member = getCoordinator(c)
    const form = await readDeskForm(world, c)
    const names = world.texts.codes.map(lang => [
      lang,
      cleanLine(form.get(`organisation_${lang}`)).slice(0, 120),
    ])
    const organisation = Object.fromEntries(names.filter(([, name]) => name))
    const dangerous = [...new Set(form.all('dangerous'))].filter(isCountry).sort()
    await changeSettings(world, member, { organisation, dangerous })
    return goTo(c, `${settingsPaths.settings}?saved`)
  })
}

export function settingsNav(page: Page, member: Member): NavItem[] {
  if (!isCoordinator(member)) return []
  const path = settingsPaths.settings
  return [{ path, text: page.t('settings.nav'), current: page.path === path }]
}
