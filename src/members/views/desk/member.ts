import { checkbox } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import type { Member } from '../../member.ts'
import { memberPaths } from '../../paths.ts'
import type { ReachTyped } from '../../reach.ts'
import { dayName, form, formError, frame, hidden, knewNote } from './frame.ts'
import { reachFields } from './reach.ts'

/** What was just done on the page of a member, or could not be. */
export type MemberNews = {
  section?: 'role' | 'reset' | 'remove'
  errors?: Errors
  unknown?: string
  done?: 'role' | 'session' | undefined
  /** They lost copies of keys with their role. */
  knew?: boolean
}

/** A session of another member, as far as a coordinator sees it. */
export type SessionSeen = { id: string; day: string; locked: boolean }

/** One member: role and reach, sessions, reset, removal; for coordinators. */
export function memberPage(
  page: Page,
  {
    member,
    isMe,
    typed,
    sessions,
    news,
  }: {
    member: Member
    isMe: boolean
    typed: ReachTyped
    sessions: readonly SessionSeen[]
    news: MemberNews
  },
): Html {
  const { t } = page
  const { name } = member
  const errorsOf = (section: MemberNews['section']) => (news.section === section ? (news.errors ?? {}) : {})
  const since = t('members.member.since', {
    name,
    role: t(`members.role.${member.role}`),
    day: dayName(page, member.since),
  })
  return frame(page, {
    title: t('members.member.title', { name }),
    body: html`${news.done && html`<p class="done" role="status">${t(`members.member.done.${news.done}`)}</p>`}
${news.knew && knewNote(page)}
<p>${since}</p>
<section class="members-part">
<h2>${t('members.member.role.title')}</h2>
${form(
  page,
  memberPaths.role(member.id),
  html`${formError(page, errorsOf('role'), { names: news.unknown ?? '' })}${reachFields(page, typed, errorsOf('role'), news.unknown)}
<p><button class="button">${t('members.member.role.send')}</button></p>`,
)}
</section>
${!isMe && sessionsSection(page, member, sessions)}
${!isMe && sureSection(page, { member, section: 'reset', errors: errorsOf('reset') })}
${sureSection(page, { member, section: 'remove', errors: errorsOf('remove') })}
<p><a href="${link(page, memberPaths.members)}">${t('members.code.back')}</a></p>`,
  })
}

function sessionsSection(page: Page, { id }: Member, sessions: readonly SessionSeen[]): Html {
  const { t } = page
  return html`<section class="members-part">
<h2>${t('members.account.sessions.title')}</h2>
${sessions.length === 0 && html`<p class="quiet">${t('members.member.sessions.none')}</p>`}
<ol class="members-list">${sessions.map(
    (session, index) => html`<li>
<span>${t(session.locked ? 'members.member.sessions.locked' : 'members.member.sessions.item', { day: dayName(page, session.day) })}</span>
${form(
  page,
  memberPaths.endSessionOf(id),
  html`${hidden('session', session.id)}<button class="button button--quiet" aria-label="${t('members.account.sessions.end-long', { number: index + 1 })}">${t('members.account.sessions.end')}</button>`,
)}</li>`,
  )}</ol>
${sessions.length > 1 && form(page, memberPaths.endSessionOf(id), html`<p><button class="button button--quiet">${t('members.member.sessions.end-all')}</button></p>`)}
</section>`
}

function sureSection(
  page: Page,
  { member, section, errors }: { member: Member; section: 'reset' | 'remove'; errors: Errors },
): Html {
  const { t } = page
  return html`<section class="members-part" id="part-${section}">
<h2>${t(`members.member.${section}.title`)}</h2>
<p>${t(`members.member.${section}.text`)}</p>
${form(
  page,
  `${memberPaths[section](member.id)}#part-${section}`,
  html`${formError(page, errors[''] ? { '': errors[''] } : {})}
${checkbox({
  name: 'sure',
  id: `sure-${section}`,
  label: t(`members.member.${section}.sure`, { name: member.name }),
  checked: false,
  error: errors['sure'] ? t(errors['sure']) : null,
})}
<p><button class="button button--quiet">${t(`members.member.${section}.send`)}</button></p>`,
)}
</section>`
}

/** The code of an invitation, the only time that it is shown. */
export function codePage(
  page: Page,
  { code, address, day, isReset }: { code: string; address: string; day: string; isReset: boolean },
): Html {
  const { t } = page
  return frame(page, {
    title: t(isReset ? 'members.code.reset-title' : 'members.code.title'),
    islands: ['copy-code'],
    body: html`<p>${t('members.code.text', { day: dayName(page, day) })}</p>
<p>${t('members.code.link')}</p>
${copied(page, `${address}#${code}`)}
<p>${t('members.code.code', { address })}</p>
${copied(page, code)}
<p><a class="button" href="${link(page, memberPaths.members)}">${t('members.code.back')}</a></p>`,
  })
}

function copied(page: Page, text: string): Html {
  const { t } = page
  return html`<copy-code text="${t('ui.copy')}" done="${t('ui.copied')}"><output class="code" translate="no">${text}</output></copy-code>`
}
