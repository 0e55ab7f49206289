import { field } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import { memberPaths } from '../../paths.ts'
import { errorOf, form, formError, frame } from './frame.ts'
import { newPassphraseFields } from './sign-in.ts'
import { totpStep } from './totp.ts'

type Welcome = { code: string; name: string; errors: Errors }

/** Where somebody who was invited begins: code, chosen name, passphrase. */
export function welcomePage(page: Page, { code, name, errors }: Welcome): Html {
  const { t } = page
  return frame(page, {
    title: t('members.welcome.title'),
    islands: ['code-from-hash'],
    body: html`<p>${t('members.welcome.text')}</p>
${form(
  page,
  memberPaths.welcome,
  html`${formError(page, errors)}
<code-from-hash>
${field({
  name: 'code',
  label: t('members.welcome.code'),
  hint: t('members.welcome.code-hint'),
  value: code,
  required: true,
  maxlength: 100,
  error: errorOf(page, errors, 'code'),
})}
</code-from-hash>
${field({
  name: 'name',
  label: t('members.welcome.name'),
  hint: t('members.welcome.name-hint'),
  value: name,
  required: true,
  autocomplete: 'username',
  maxlength: 80,
  error: errorOf(page, errors, 'name'),
})}
${newPassphraseFields(page, 'passphrase', errors)}
<p><button class="button">${t('members.welcome.next')}</button></p>`,
)}`,
  })
}

type Confirm = {
  name: string
  totpSecret: string
  uri: string
  state: string
  errors: Errors
}

/** The second step: the authenticator app. */
export function confirmPage(page: Page, { name, ...step }: Confirm): Html {
  const { t } = page
  return frame(page, {
    title: t('members.welcome.second'),
    body: html`<p>${t('members.welcome.second-text', { name })}</p>
${totpStep(page, { ...step, path: memberPaths.confirm, send: t('members.welcome.finish') })}`,
  })
}
