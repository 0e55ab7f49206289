import { memberPaths } from '#members/paths.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { ApprovalSeen } from '../../approval.ts'
import { approvalPaths } from '../../paths.ts'
import { deedText } from './deed.ts'

type Approvals = {
  me: { id: string }
  seen: readonly ApprovalSeen[]
  /** Whether there is another coordinator, nobody to ask, or nobody for some days. */
  state: 'several' | 'alone' | 'quiet'
  done: string | null
  error: string | null
}

/** What waits for a second coordinator, what one asked for oneself, and what was decided. */
export function approvalsPage(page: Page, { me, seen, state, done, error }: Approvals): Html {
  const { t } = page
  const isMine = ({ approval }: ApprovalSeen) => approval.askedBy.id === me.id
  const waits = ({ approval }: ApprovalSeen) => approval.state === 'waiting'
  const others = seen.filter(one => !isMine(one))
  return layout(page, {
    title: t('approvals.title'),
    kind: 'desk',
    hidden: true,
    body: html`<div class="text"><h1>${t('approvals.title')}</h1>
${done && html`<p class="done" role="status">${t(`approvals.done.${done}`)}</p>`}
${error && html`<div class="summary" role="alert"><p>${t(error)}</p></div>`}
<p>${t('approvals.text')}</p>
${state !== 'several' && html`<p class="summary" role="note">${t(`approvals.state.${state}`)}</p>`}
${section(page, 'for-you', others.filter(waits), one => decisionForms(page, one))}
${section(page, 'yours', seen.filter(isMine), one => ownForms(page, one))}
${section(
  page,
  'decided',
  others.filter(one => !waits(one)),
  () => null,
)}</div>`,
  })
}

function section(
  page: Page,
  name: 'for-you' | 'yours' | 'decided',
  list: readonly ApprovalSeen[],
  forms: (one: ApprovalSeen) => Html | null,
): Html {
  const { t } = page
  return html`<section class="members-part"><h2>${t(`approvals.${name}.title`)}</h2>
${list.length === 0 && html`<p class="quiet">${t(`approvals.${name}.none`)}</p>`}
${list.map(
  one => html`<article class="group" id="wish-${one.approval.id}">${deedText(page, one)}
${facts(page, one)}
${forms(one)}</article>`,
)}</section>`
}

/** Who asked and when, and until when or by whom it is decided, a line each. */
function facts(page: Page, { approval, lapses }: ApprovalSeen): Html {
  const { t } = page
  const { state, askedBy, decidedBy } = approval
  const dayOf = (day: string) => formatShortDate(day, page.lang)
  const decided = { name: decidedBy ?? '', day: dayOf(approval.decided ?? approval.day) }
  const key = !decidedBy
    ? 'approvals.alone'
    : state === 'refused'
      ? 'approvals.refused-by'
      : 'approvals.approved-by'
  return html`<p class="hint">${t('approvals.asked', { name: askedBy.name, day: dayOf(approval.day) })}<br>
${state === 'waiting' ? t('approvals.lapses', { day: dayOf(lapses) }) : t(key, decided)}</p>`
}

function decisionForms(page: Page, { approval, problem }: ApprovalSeen): Html {
  const { t } = page
  if (problem) return html`<p>${t(problem)}</p>`
  return html`<div class="actions">
${form(page, approvalPaths.approve(approval.id), html`<button class="button">${t('approvals.approve')}</button>`)}
${form(page, approvalPaths.refuse(approval.id), html`<button class="button button--quiet">${t('approvals.refuse')}</button>`)}</div>`
}

/** What who asked can do: take it back, or go on with what was approved. */
function ownForms(page: Page, { approval, deed }: ApprovalSeen): Html | null {
  const { t } = page
  const { id, state } = approval
  if (state !== 'waiting' && state !== 'approved') return null
  return html`${state === 'approved' && deed.kind === 'export' && html`<p>${t('approvals.go-on.export')}</p>`}
<div class="actions">${
    state === 'approved' &&
    deed.kind === 'invite' &&
    form(
      page,
      memberPaths.inviteApproved,
      html`<input type="hidden" name="id" value="${id}"><button class="button">${t('approvals.go-on.invite')}</button>`,
    )
  }
${form(page, approvalPaths.withdraw(id), html`<button class="button button--quiet">${t('approvals.withdraw')}</button>`)}</div>`
}

function form(page: Page, path: string, body: Html): Html {
  return html`<form method="post" action="${link(page, path)}"><input type="hidden" name="token" value="${page.token()}">${body}</form>`
}
