import { field } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import { memberPaths } from '../../paths.ts'
import { spellSecret } from '../../totp.ts'
import { errorOf, form, formError, frame } from './frame.ts'
import { qrSvg } from './qr.ts'

type Step = { totpSecret: string; uri: string; state: string; errors: Errors }

/** The QR code, the secret to type where a camera is no help, and the field for the app's first code. */
export function totpStep(
  page: Page,
  { totpSecret, uri, state, errors, path, send }: Step & { path: string; send: string },
): Html {
  const { t } = page
  return html`${qrSvg(uri, t('members.totp.qr'))}
<p>${t('members.totp.by-hand')}<br><code class="code" translate="no">${spellSecret(totpSecret)}</code></p>
${form(
  page,
  path,
  html`${formError(page, errors)}
<input type="hidden" name="state" value="${state}">
${field({
  name: 'totp',
  label: t('members.totp.label'),
  hint: t('members.totp.hint'),
  value: '',
  short: true,
  required: true,
  inputmode: 'numeric',
  autocomplete: 'one-time-code',
  maxlength: 20,
  error: errorOf(page, errors, 'totp'),
})}
<p><button class="button">${send}</button></p>`,
)}`
}

/** The page of a member who moves to another authenticator app. */
export function newTotpPage(page: Page, step: Step): Html {
  const { t } = page
  return frame(page, {
    title: t('members.totp.title'),
    body: html`<p>${t('members.totp.text')}</p>
${totpStep(page, { ...step, path: memberPaths.totpConfirm, send: t('members.totp.send') })}`,
  })
}
