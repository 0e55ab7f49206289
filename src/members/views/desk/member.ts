import { checkbox } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import type { Member } from '../../member.ts'
import { memberPaths } from '../../paths.ts'
import type { ReachTyped } from '../../reach.ts'
import { dayName, form, formError, frame } from './frame.ts'
import { reachFields } from './reach.ts'

/** What was just done on the page of a member, or could not be. */
export type MemberNews = {
  section?: 'role' | 'reset' | 'remove'
  errors?: Errors
  unknown?: string
  done?: string | undefined
}

/** One member: role and countries, reset, removal; for coordinators. */
export function memberPage(
  page: Page,
  { member, isMe, typed, news }: { member: Member; isMe: boolean; typed: ReachTyped; news: MemberNews },
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
    body: html`${news.done && html`<p class="done" role="status">${t('members.member.done.role')}</p>`}
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
${!isMe && sureSection(page, { member, section: 'reset', errors: errorsOf('reset') })}
${sureSection(page, { member, section: 'remove', errors: errorsOf('remove') })}
<p><a href="${link(page, memberPaths.members)}">${t('members.code.back')}</a></p>`,
  })
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
