import { listCountries } from '#platform/places/countries.ts'
import { checkboxes, field, radios } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type Settings, SHIELDS } from '../../settings.ts'

export function settingsPage(page: Page, { settings, saved }: { settings: Settings; saved: boolean }): Html {
  const { t } = page
  const token = html`<input type="hidden" name="token" value="${page.token()}">`
  return layout(page, {
    title: t('settings.title'),
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><h1>${t('settings.title')}</h1>
${saved && html`<p class="done" role="status">${t('settings.saved')}</p>`}
<form class="form" method="post" action="${link(page, '/desk/settings/shield')}">${token}
<h2>${t('settings.shield')}</h2><p class="hint">${t('settings.shield-hint')}</p>
${radios({ name: 'shield', label: t('settings.forms'), value: settings.shield, options: SHIELDS.map(value => ({ value, text: t(`settings.shield-${value}`), hint: t(`settings.shield-${value}-hint`) })) })}
<div class="actions"><button class="button">${t('settings.set')}</button></div></form>
<form class="form" method="post" action="${link(page, '/desk/settings')}">${token}
<h2>${t('settings.organisation')}</h2>
${page.languages.map(({ code, name }) => field({ name: `organisation_${code}`, label: name, lang: code, value: settings.organisation[code] ?? '' }))}
<h2>${t('settings.dangerous')}</h2><p class="hint">${t('settings.dangerous-hint')}</p>
<details${settings.dangerous.length > 0 ? html` open` : ''}><summary>${t('settings.countries')}</summary><div class="columns">
${checkboxes({ name: 'dangerous', label: t('settings.dangerous'), values: settings.dangerous, options: listCountries(page.lang).map(({ code, name }) => ({ value: code, text: name })) })}</div></details>
<div class="actions"><button class="button">${t('settings.save')}</button></div></form></div>`,
  })
}
