import { field } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import { memberPaths } from '../../paths.ts'
import type { Wait } from '../../wait.ts'
import { errorOf, form, formError, frame, hidden } from './frame.ts'
import { waitNotice } from './wait.ts'

type SignIn = {
  name: string
  to: string
  errors: Errors
  passkey: { options: string; challenge: string }
  wait?: Wait | undefined
}

/** Name, passphrase and second factor on one page, so that a wrong one cannot be told from another. */
export function signInPage(page: Page, { name, to, errors, passkey, wait }: SignIn): Html {
  const { t } = page
  return frame(page, {
    title: t('members.sign-in.title'),
    islands: ['passkey'],
    body: form(
      page,
      memberPaths.signIn,
      html`${formError(page, errors)}${waitNotice(page, wait)}${hidden('to', to)}
${field({ name: 'name', label: t('members.sign-in.name'), value: name, required: true, autocomplete: 'username', maxlength: 200 })}
${passphraseField(page)}
${field({
  name: 'totp',
  label: t('members.sign-in.totp'),
  hint: t('members.sign-in.totp-hint'),
  value: '',
  short: true,
  inputmode: 'numeric',
  autocomplete: 'one-time-code',
  maxlength: 20,
})}
<p><button class="button">${t('members.sign-in.send')}</button></p>
<passkey-button data-kind="get" data-options="${passkey.options}" data-failed="${t('members.passkeys.failed')}" hidden>
<button class="button button--quiet" type="button">${t('members.sign-in.passkey')}</button>
<p class="hint" role="status"></p>
<input type="hidden" name="passkey" value="">
<input type="hidden" name="challenge" value="${passkey.challenge}">
</passkey-button>
<p class="quiet">${t('members.sign-in.lost')}</p>`,
    ),
  })
}

type Unlock = { to: string; errors: Errors; name: string; wait?: Wait | undefined }

/** Asks a member whose session is locked for the passphrase only. */
export function unlockPage(page: Page, { to, errors, name, wait }: Unlock): Html {
  const { t } = page
  return frame(page, {
    title: t('members.unlock.title'),
    body: html`<p>${t('members.unlock.text', { name })}</p>
${form(
  page,
  memberPaths.unlock,
  html`${waitNotice(page, wait)}${hidden('to', to)}
<input type="hidden" name="name" autocomplete="username" value="${name}">
${passphraseField(page, errors)}
<p><button class="button">${t('members.unlock.send')}</button></p>`,
)}
${form(page, memberPaths.signOut, html`<p><button class="button button--quiet">${t('members.sign-out')}</button></p>`)}`,
  })
}

/** The field for the passphrase that a member has; `id` where a page has several. */
export function passphraseField(page: Page, errors: Errors = {}, id = 'passphrase'): Html {
  return field({
    name: 'passphrase',
    id,
    label: page.t('members.passphrase.label'),
    value: '',
    type: 'password',
    required: true,
    autocomplete: 'current-password',
    error: errorOf(page, errors, 'passphrase'),
  })
}

/** Two fields for a new passphrase, the first of this name. */
export function newPassphraseFields(page: Page, name: 'passphrase' | 'new-passphrase', errors: Errors): Html {
  const { t } = page
  const common = { value: '', type: 'password', required: true, autocomplete: 'new-password' } as const
  return html`${field({
    ...common,
    name,
    label: t('members.passphrase.new'),
    hint: t('members.passphrase.hint'),
    error: errorOf(page, errors, name),
  })}
${field({ ...common, name: 'passphrase-repeat', label: t('members.passphrase.repeat'), error: errorOf(page, errors, 'passphrase-repeat') })}`
}
