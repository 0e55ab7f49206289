import { formatShortDate } from '#platform/time/format.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { ApprovalSeen } from '../../approval.ts'

/** What exactly will happen, as a heading and sentences; the heading alone where that is over. */
export function deedText(page: Page, { approval, deed }: Pick<ApprovalSeen, 'approval' | 'deed'>): Html {
  const { t } = page
  const { state, subject } = approval
  const isAhead = state === 'waiting' || state === 'approved'
  const said = (key: string, values: Record<string, string> = {}) =>
    html`<h3>${t(`approvals.deed.${key}`, values)}</h3>${isAhead && html`<p>${t(`approvals.deed.${key}-text`, values)}</p>`}`
  if (deed.kind === 'invite') return said('invite')
  if (deed.kind === 'export') return said('export', { what: purposeText(page, deed.what) })
  if (deed.kind === 'new-sheets')
    return html`${said('new-sheets')}
${deed.fingerprint && html`<p>${t('approvals.deed.new-sheets-words', { name: deed.name })}<br><code class="fingerprint" translate="no" lang="en">${deed.fingerprint}</code></p>`}`
  if (!deed.member) return html`<h3>${t(`approvals.deed.${deed.kind}-gone`, { subject })}</h3>`
  const values = { name: deed.member.name, role: t(`members.role.${deed.member.role}`) }
  if (deed.kind === 'role') return said('role', values)
  const { reset, fingerprint, purposes } = deed
  return html`${said('give-key', { ...values, what: purposes.map(purpose => purposeText(page, purpose)).join('; ') })}
${fingerprint && html`<p>${t('approvals.deed.fingerprint', { name: values.name })}<br><code class="fingerprint" translate="no" lang="en">${fingerprint}</code></p>`}
${
  reset &&
  html`<p class="summary" role="note">${t('approvals.deed.reset', { name: values.name, by: reset.by, day: formatShortDate(reset.day, page.lang) })}</p>`
}`
}

function purposeText(page: Page, purpose: string): string {
  const { t } = page
  if (purpose.startsWith('petition:')) return t('approvals.purpose.petition')
  return t.has(`approvals.purpose.${purpose}`) ? t(`approvals.purpose.${purpose}`) : purpose
}
