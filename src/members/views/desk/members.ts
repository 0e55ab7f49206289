import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Errors } from '../../answer.ts'
import type { Invitation } from '../../invitation.ts'
import type { Member } from '../../member.ts'
import { memberPaths } from '../../paths.ts'
import type { ReachTyped } from '../../reach.ts'
import { dayName, form, formError, frame, hidden, knewNote, reachText } from './frame.ts'
import { reachFields } from './reach.ts'

type Members = {
  me: Member
  members: readonly Member[]
  invitations: readonly Invitation[]
  typed: ReachTyped
  errors: Errors
  unknown?: string
  done?: string | undefined
  /** Somebody lost copies of keys: others have to take the keys' place. */
  knew?: boolean
}

/** All members, open invitations, and a form for a new one; for coordinators. */
export function membersPage(page: Page, shown: Members): Html {
  const { t } = page
  return frame(page, {
    title: t('members.members.title'),
    body: html`${shown.done && html`<p class="done" role="status">${t(`members.members.done.${shown.done}`)}</p>`}
${shown.knew && knewNote(page)}
${table(page, shown)}
<section class="members-part">
<h2>${t('members.invitations.title')}</h2>
${invitations(page, shown)}
</section>
<section class="members-part">
<h2>${t('members.invite.title')}</h2>
<p>${t('members.invite.text')}</p>
${form(
  page,
  memberPaths.invite,
  html`${formError(page, shown.errors, { names: shown.unknown ?? '' })}${reachFields(page, shown.typed, shown.errors, shown.unknown)}
<p><button class="button">${t('members.invite.send')}</button></p>`,
)}
</section>`,
  })
}

function table(page: Page, { members, me }: Members): Html {
  const { t } = page
  return html`<div class="table-wrap"><table class="table members-table">
<caption>${t('members.members.count', { count: members.length })}</caption>
<thead><tr>${['name', 'role', 'reach'].map(
    column => html`<th scope="col">${t(`members.members.column.${column}`)}</th>`,
  )}</tr></thead>
<tbody>${members.map(
    member => html`<tr>
<th scope="row"><a href="${link(page, memberPaths.member(member.id))}" translate="no">${member.name}</a>${member.id === me.id && html` <span class="quiet">(${t('members.members.you')})</span>`}</th>
<td>${t(`members.role.${member.role}`)}${!member.active && html`<br><span class="quiet">${t('members.members.waiting')}</span>`}</td>
<td>${reachText(page, member)}</td>
</tr>\n`,
  )}</tbody>
</table></div>`
}

function invitations(page: Page, { invitations, members }: Members): Html {
  const { t } = page
  if (invitations.length === 0) return html`<p class="quiet">${t('members.invitations.none')}</p>`
  return html`<ol class="members-list">${invitations.map(
    (invitation, index) => html`<li>
<span>${invitationText(page, invitation, members)}</span>
${form(
  page,
  memberPaths.revoke,
  html`${hidden('id', invitation.id)}<button class="button button--quiet" aria-label="${t('members.invitations.revoke-long', { number: index + 1 })}">${t('members.invitations.revoke')}</button>`,
)}</li>`,
  )}</ol>`
}

function invitationText(page: Page, invitation: Invitation, members: readonly Member[]): string {
  const { t } = page
  const by = invitation.invitedBy
  const day = dayName(page, dayOf(invitation.expires))
  if (invitation.kind === 'reset') {
    const name = members.find(({ id }) => id === invitation.memberId)?.name ?? ''
    return t('members.invitations.reset', { name, by, day })
  }
  const role = t(`members.role.${invitation.role}`)
  const reach = invitation.role === 'coordinator' ? '' : reachText(page, invitation)
  return reach
    ? t('members.invitations.item', { role, reach, by, day })
    : t('members.invitations.item-plain', { role, by, day })
}

function dayOf(instant: number | null): string {
  return new Date(instant ?? 0).toISOString().slice(0, 10)
}
