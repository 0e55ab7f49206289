import { checkboxes, field, radios } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import { ROLES } from '../../member.ts'
import type { ReachTyped } from '../../reach.ts'
import { errorOf } from './frame.ts'

/** The fields for a role, a moderator's countries and a translator's languages. */
export function reachFields(page: Page, typed: ReachTyped, errors: Errors, unknown = ''): Html {
  const { t } = page
  return html`${radios({
    name: 'role',
    label: t('members.invite.role'),
    value: typed.role,
    error: errorOf(page, errors, 'role'),
    options: ROLES.map(role => ({
      value: role,
      text: t(`members.invite.role.${role}`),
      hint: t(`members.invite.role.${role}-hint`),
    })),
  })}
${radios({
  name: 'reach',
  label: t('members.invite.reach'),
  value: typed.reach,
  options: (['some', 'all'] as const).map(reach => ({
    value: reach,
    text: t(`members.invite.reach.${reach}`),
  })),
})}
${field({
  name: 'countries',
  label: t('members.invite.countries'),
  hint: t('members.invite.countries-hint'),
  value: typed.countries,
  maxlength: 2000,
  error: errors['countries'] ? t(errors['countries'], { names: unknown }) : null,
})}
${checkboxes({
  name: 'languages',
  label: t('members.invite.languages'),
  values: typed.languages,
  error: errorOf(page, errors, 'languages'),
  options: page.languages.map(({ code, name }) => ({ value: code, text: name, lang: code })),
})}`
}
