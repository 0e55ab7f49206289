import type { Language } from '#platform/text/texts.ts'
import { field, radios } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import type { Member } from '../../member.ts'
import { memberPaths } from '../../paths.ts'
import type { Wait } from '../../wait.ts'
import { dayName, form, formError, frame, hidden, roleAndReach } from './frame.ts'
import { newPassphraseFields, passphraseField } from './sign-in.ts'
import { waitNotice } from './wait.ts'

/** What of the account was just changed, or could not be. */
export type AccountNews = {
  done?: string | undefined
  section?: 'passphrase' | 'totp' | 'passkeys'
  errors?: Errors
  wait?: Wait | undefined
}

type Account = {
  member: Member
  languages: readonly Language[]
  passkeys: readonly { id: string; label: string; added: string }[]
  newPasskey: { options: string; challenge: string }
  sessions: readonly { id: string; day: string; locked: boolean; isThis: boolean }[]
  news: AccountNews
}

/** A member's own account: language, passphrase, authenticator app, passkeys, sessions. */
export function accountPage(page: Page, account: Account): Html {
  const { t } = page
  const { member, news } = account
  return frame(page, {
    title: t('members.account.title'),
    islands: ['passkey'],
    body: html`${news.done && html`<p class="done" role="status">${t(`members.account.done.${news.done}`)}</p>`}
<p>${roleAndReach(page, member)}</p>
${form(page, memberPaths.signOut, html`<p><button class="button button--quiet">${t('members.sign-out')}</button></p>`)}
${languageSection(page, account)}
${passphraseSection(page, account)}
${totpSection(page, news)}
${passkeysSection(page, account)}
${sessionsSection(page, account)}`,
  })
}

function languageSection(page: Page, { languages }: Account): Html {
  const { t } = page
  return html`<section class="members-part">
<h2>${t('members.account.language.title')}</h2>
${form(
  page,
  memberPaths.language,
  html`${radios({
    name: 'language',
    label: t('members.account.language.label'),
    value: page.lang,
    options: languages.map(({ code, name }) => ({ value: code, text: name, lang: code })),
  })}
<p><button class="button">${t('members.account.language.send')}</button></p>`,
)}
</section>`
}

function passphraseSection(page: Page, { member, news }: Account): Html {
  const { t } = page
  const { errors, notice } = newsOf(page, news, 'passphrase')
  return html`<section class="members-part" id="part-passphrase">
<h2>${t('members.account.passphrase.title')}</h2>
<p>${t('members.account.passphrase.text')}</p>
${form(
  page,
  `${memberPaths.passphrase}#part-passphrase`,
  html`${notice}
<input type="hidden" name="username" autocomplete="username" value="${member.name}">
${passphraseField(page, errors)}
${newPassphraseFields(page, 'new-passphrase', errors)}
<p><button class="button">${t('members.account.passphrase.send')}</button></p>`,
)}
</section>`
}

function totpSection(page: Page, news: AccountNews): Html {
  const { t } = page
  const { errors, notice } = newsOf(page, news, 'totp')
  return html`<section class="members-part" id="part-totp">
<h2>${t('members.account.totp.title')}</h2>
<p>${t('members.account.totp.text')}</p>
${form(
  page,
  `${memberPaths.totp}#part-totp`,
  html`${notice}
${passphraseField(page, errors, 'totp-passphrase')}
<p><button class="button">${t('members.account.totp.send')}</button></p>`,
)}
</section>`
}

function passkeysSection(page: Page, { passkeys, newPasskey, news }: Account): Html {
  const { t } = page
  const { notice } = newsOf(page, news, 'passkeys')
  const labelOf = (label: string) => label || t('members.account.passkeys.unnamed')
  return html`<section class="members-part" id="part-passkeys">
<h2>${t('members.account.passkeys.title')}</h2>
<p>${t('members.account.passkeys.text')}</p>
${
  passkeys.length === 0
    ? html`<p class="quiet">${t('members.account.passkeys.none')}</p>`
    : html`<ul class="members-list">${passkeys.map(
        ({ id, label, added }) => html`<li>
<span>${t('members.account.passkeys.item', { label: labelOf(label), day: dayName(page, added) })}</span>
${form(
  page,
  memberPaths.removePasskey,
  html`${hidden('id', id)}<button class="button button--quiet" aria-label="${t('members.account.passkeys.remove-long', { label: labelOf(label) })}">${t('members.account.passkeys.remove')}</button>`,
)}</li>`,
      )}</ul>`
}
${form(
  page,
  `${memberPaths.passkeys}#part-passkeys`,
  html`${notice}
<noscript><p class="quiet">${t('members.account.passkeys.scripts')}</p></noscript>
<passkey-button data-kind="create" data-options="${newPasskey.options}" data-failed="${t('members.passkeys.failed-new')}" hidden>
${field({
  name: 'label',
  label: t('members.account.passkeys.label'),
  hint: t('members.account.passkeys.label-hint'),
  value: '',
  maxlength: 40,
})}
<p><button class="button">${t('members.account.passkeys.add')}</button></p>
<p class="hint" role="status"></p>
<input type="hidden" name="passkey" value="">
<input type="hidden" name="challenge" value="${newPasskey.challenge}">
</passkey-button>`,
)}
</section>`
}

function sessionsSection(page: Page, { sessions }: Account): Html {
  const { t } = page
  return html`<section class="members-part">
<h2>${t('members.account.sessions.title')}</h2>
<p>${t('members.account.sessions.text')}</p>
<ol class="members-list">${sessions.map(({ id, day, locked, isThis }, index) => {
    const key = isThis ? 'this' : locked ? 'locked' : 'other'
    return html`<li>
<span>${t(`members.account.sessions.${key}`, { day: dayName(page, day) })}</span>
${
  !isThis &&
  form(
    page,
    memberPaths.endSession,
    html`${hidden('id', id)}<button class="button button--quiet" aria-label="${t('members.account.sessions.end-long', { number: index + 1 })}">${t('members.account.sessions.end')}</button>`,
  )
}</li>`
  })}</ol>
${form(page, memberPaths.endSessions, html`<p><button class="button button--quiet">${t('members.account.sessions.end-all')}</button></p>`)}
</section>`
}

function newsOf(page: Page, news: AccountNews, section: AccountNews['section']) {
  if (news.section !== section) return { errors: {}, notice: null }
  const errors = news.errors ?? {}
  // The form's address leads to its part of the page, and each error stands at its field.
  const whole: Errors = errors[''] ? { '': errors[''] } : {}
  return { errors, notice: html`${formError(page, whole)}${waitNotice(page, news.wait)}` }
}
