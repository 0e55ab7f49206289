import { keyPaths } from '#keys/paths.ts'
import { languageName } from '#platform/text/language-name.ts'
import { format } from '#platform/time/format.ts'
import { utcOf } from '#platform/time/local.ts'
import { errorSummary } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import { countryName } from '../../countries.ts'
import type { Countries, Member, Reach } from '../../member.ts'

/** A desk page with its heading. */
export function frame(
  page: Page,
  { title, body, islands }: { title: string; body: Html; islands?: readonly string[] },
): Html {
  return layout(page, {
    title,
    kind: 'desk',
    hidden: true,
    ...(islands ? { islands } : {}),
    body: html`<div class="members text">
<h1>${title}</h1>
${body}
</div>`,
  })
}

/** A form to one of our addresses, with its token. */
export function form(page: Page, path: string, body: Html): Html {
  return html`<form method="post" action="${link(page, path)}">
<input type="hidden" name="token" value="${page.token()}">
${body}
</form>`
}

/** Something that a form carries unseen. */
export function hidden(name: string, value: string): Html {
  return value ? html`<input type="hidden" name="${name}" value="${value}">` : raw('')
}

/**
 * What is wrong, at the top of a form: with the form as a whole, or a list with links to its fields. `values` are
 * what the texts name.
 */
export function formError(page: Page, errors: Errors, values: Record<string, string> = {}): Html {
  const { t } = page
  const { '': whole, ...fields } = errors
  if (whole) return html`<div class="summary" role="alert"><p>${t(whole, values)}</p></div>`
  const list = Object.entries(fields).map(([name, key]) => ({ field: name, text: t(key, values) }))
  return errorSummary(t('ui.form.wrong', { count: list.length }), list)
}

/** The error of a field, in words. */
export function errorOf(page: Page, errors: Errors, name: string): string | null {
  const key = errors[name]
  return key ? page.t(key) : null
}

/** That what somebody could open counts as known to them, and where new keys are made. */
export function knewNote(page: Page): Html {
  return html`<div class="summary" role="note"><p>${page.t.rich('members.keys.known', {
    link: inner => html`<a href="${link(page, keyPaths.keys)}">${inner}</a>`,
  })}</p></div>`
}

/** A day as people write it in the language of the page. */
export function dayName(page: Page, day: string): string {
  return format(page.lang, { day: 'numeric', month: 'long', year: 'numeric' }).format(utcOf(day))
}

/** What a member is, and for which countries or languages, as a sentence or two. */
export function roleAndReach(page: Page, member: Member): string {
  const { t } = page
  const who = t('members.account.who', { name: member.name, role: t(`members.role.${member.role}`) })
  if (member.role === 'moderator')
    return `${who} ${t('members.account.countries', { countries: countriesText(page, member.countries) })}`
  if (member.role === 'translator')
    return `${who} ${t('members.account.languages', { languages: languagesText(page, member.languages) })}`
  return who
}

/** Countries or languages by name; empty for roles that have neither. */
export function reachText(page: Page, { role, countries, languages }: Reach): string {
  if (role === 'coordinator') return page.t('members.countries.all')
  if (role === 'moderator') return countriesText(page, countries)
  return role === 'translator' ? languagesText(page, languages) : ''
}

function languagesText(page: Page, codes: readonly string[]): string {
  return codes.map(code => languageName(code, page.lang)).join(', ')
}

/** Countries by name, in the order of the language. */
function countriesText(page: Page, countries: Countries): string {
  if (countries === 'all') return page.t('members.countries.all')
  const names = countries.map(code => countryName(code, page.lang))
  return names.sort(new Intl.Collator(page.lang).compare).join(', ')
}
