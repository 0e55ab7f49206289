import { approvalPaths } from '#approvals/paths.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { HolderSeen, PurposeSeen } from '../../keys-card.ts'
import { openerData } from '../../open-sealed-card.ts'
import { keyPaths } from '../../paths.ts'
import { frame, needsScripts } from './making.ts'
import { purposeName, purposeNames } from './purposes.ts'

type Keys = {
  fingerprint: string
  purposes: readonly PurposeSeen[]
  members: readonly HolderSeen[]
  /** Whether there is no other coordinator to ask. */
  alone: boolean
  done: string | null
}

/** The keys of the organisation: who holds which, what has to be done, giving and renewing. */
export function keysPage(page: Page, { fingerprint, purposes, members, alone, done }: Keys): Html {
  const { t } = page
  return frame(page, {
    title: t('keys.title'),
    islands: ['use-keys'],
    body: html`${done && html`<p class="done" role="status">${t(`keys.done.${done}`)}${done?.endsWith('asked') && html` <a href="${link(page, approvalPaths.list)}">${t('approvals.title')}</a>`}</p>`}
<p class="lead">${t('keys.lead')}</p>
<p>${t('keys.fingerprint')}<br><code class="fingerprint" translate="no" lang="en">${fingerprint}</code></p>
${purposes.length > 0 && needsScripts(page)}
${purposes.length === 0 && html`<p><a class="button" href="${link(page, keyPaths.setUp)}">${t('keys.set-up.title')}</a></p>`}
${purposes.map(seen => purposePart(page, seen))}
<section class="members-part"><h2>${t('keys.members.title')}</h2><p>${t(alone ? 'keys.members.alone' : 'keys.members.text')}</p>
${members.map(member => memberPart(page, member))}</section>
<p><a href="${link(page, keyPaths.mine)}">${t('keys.mine.title')}</a> · <a href="${link(page, keyPaths.recover)}">${t('keys.recover.title')}</a> · <a href="${link(page, keyPaths.sheets)}">${t('keys.sheets.title')}</a></p>`,
  })
}

/** Opening all keys again with two recovery sheets. */
export function recoverPage(
  page: Page,
  { me, alone }: { me: { id: string; recipient: string } | null; alone: boolean },
): Html {
  const { t } = page
  const given = { 'data-recovery': link(page, keyPaths.recovery), 'data-me': me && JSON.stringify(me) }
  return frame(page, {
    title: t('keys.recover.title'),
    islands: ['use-keys'],
    body: html`<p class="lead">${t('keys.recover.lead')}</p>
${
  me
    ? html`<p>${t(alone ? 'keys.members.alone' : 'keys.members.text')}</p>${needsScripts(page)}
<recover-keys${attrs({ ...given, ...openerData(page, ['no-sheets', 'other-sheets', 'working']), hidden: true })}>
${[1, 2].map(
  number =>
    html`<div class="field"><label for="share-${number}">${t('keys.recover.words', { number })}</label><textarea id="share-${number}" rows="4" autocomplete="off" autocapitalize="none" spellcheck="false"></textarea></div>`,
)}
${sending(page, keyPaths.give, t('keys.recover.send'))}</recover-keys>`
    : html`<p>${t('keys.recover.mine-first')}</p><p><a class="button" href="${link(page, keyPaths.mine)}">${t('keys.mine.title')}</a></p>`
}`,
  })
}

function purposePart(page: Page, seen: PurposeSeen): Html {
  const { t } = page
  const { purpose, made, madeBy, due, holders, older, ask, names } = seen
  const renewal = html`<p class="hint">${t('keys.renew-text')}</p><p>${t('keys.renew-to')}</p><ul data-holders></ul>
${sending(page, keyPaths.renew, t('keys.renew', { purpose: purposeName(page, purpose) }), !due)}`
  return html`<section class="members-part"><h2>${purposeName(page, purpose)}</h2>
${due && html`<p class="summary" role="note">${t(`keys.due.${due}`)}</p>`}
<p>${t('keys.made', { day: made, name: madeBy })} ${holders.length > 0 ? t('keys.holders', { names: holders.join(', ') }) : t('keys.no-holders')} ${older > 0 && t('keys.older', { count: older })}</p>
<renew-key${attrs({ 'data-ask': JSON.stringify(ask), 'data-names': JSON.stringify(names), ...openerData(page, ['working']), hidden: true })}>
${due ? renewal : html`<details><summary>${t('keys.renew-open')}</summary>${renewal}</details>`}</renew-key></section>`
}

function memberPart(page: Page, { id, name, role, own, missing, waiting }: HolderSeen): Html {
  const { t } = page
  return html`<article class="group"><h3>${name} · ${t(`members.role.${role}`)}</h3>
${own ? html`<p>${t('keys.members.own')}<br><code class="fingerprint" translate="no" lang="en">${own.fingerprint}</code></p>` : html`<p>${t('keys.members.no-own')}</p>`}
${waiting.length > 0 && html`<p>${t('keys.members.waiting', { what: purposeNames(page, waiting) })} <a href="${link(page, approvalPaths.list)}">${t('approvals.title')}</a></p>`}
${
  own &&
  missing.ids.length > 0 &&
  html`<give-keys${attrs({ 'data-gift': JSON.stringify({ memberId: id, recipient: own.recipient, ids: missing.ids }), ...openerData(page, ['working']), hidden: true })}>
<p class="hint">${t('keys.give-text', { name })}</p>${sending(page, keyPaths.give, t('keys.give', { name, what: purposeNames(page, missing.purposes) }))}</give-keys>`
}</article>`
}

/** A form that an island fills and sends. */
function sending(page: Page, path: string, text: string, quiet = false): Html {
  return html`<form method="post" action="${link(page, path)}"><input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="payload" value="">
<p><button${attrs({ class: quiet ? 'button button--quiet' : 'button' })}>${text}</button></p></form><p class="error" role="alert" data-status></p>`
}
