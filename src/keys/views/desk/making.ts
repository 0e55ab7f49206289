import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Held } from '../../held.ts'
import { openerData } from '../../open-sealed-card.ts'
import { keyPaths } from '../../paths.ts'
import { purposeNames } from './purposes.ts'

type Own = { made: string; fingerprint: string; hasPasskey: boolean; name: string }
type Mine = { own: Own | null; held: Held; done: string | null }

/** What the island says while it makes keys. */
export const MAKING_SAID = [
  'working',
  'words-wrong',
  'sheets-wrong',
  'away',
  'sheet-title',
  'sheet-text',
  'sheet-key',
  'sheet-word',
  'sheet-qr',
] as const

/** The first keys of the organisation, made in the browser of a coordinator. */
export function setUpPage(page: Page): Html {
  const { t } = page
  return frame(page, {
    title: t('keys.set-up.title'),
    body: html`<div class="no-print"><p class="lead">${t('keys.set-up.lead')}</p>
<p>${t('keys.set-up.text')}</p></div>
${making(page, 'set-up')}
<p class="no-print"><a href="${link(page, '/desk')}">${t('keys.set-up.later')}</a></p>`,
  })
}

/** There are keys already. */
export function setUpDonePage(page: Page): Html {
  const { t } = page
  return frame(page, {
    title: t('keys.set-up.title'),
    body: html`<p>${t('keys.set-up.done-already')}</p><p><a href="${link(page, keyPaths.keys)}">${t('keys.title')}</a></p>`,
  })
}

/** A member's own key and what it opens: making it, fetching its file, a passkey for it, making another. */
export function minePage(page: Page, { own, held, done }: Mine): Html {
  const { t } = page
  return frame(page, {
    title: t('keys.mine.title'),
    islands: own ? ['make-keys', 'own-key', 'key-passkey'] : ['make-keys'],
    body: html`${done && html`<p class="done" role="status">${t(`keys.mine.done-${done}`)}</p>`}
<p class="lead">${t('keys.mine.lead')}</p>
${
  own
    ? html`<p>${t('keys.mine.there', { day: own.made })}<br><code class="fingerprint" translate="no" lang="en">${own.fingerprint}</code></p>
${heldPart(page, held)}
<p><a class="button button--quiet" href="${link(page, keyPaths.myFile)}" download>${t('keys.mine.file')}</a></p><p class="hint">${t('keys.mine.file-text')}</p>
${passkeyPart(page, own)}
<open-file${attrs(openerData(page, ['save']))} hidden><div class="field"><label for="age-file">${t('keys.file.label')}</label><p class="hint" id="age-file-hint">${t('keys.file.hint')}</p><input id="age-file" type="file" aria-describedby="age-file-hint"></div></open-file>
<remember-keys${attrs(openerData(page))} hidden><p>${t('keys.fingerprint')}<br><code class="fingerprint" translate="no" lang="en"></code></p>
<div class="choice"><input id="remember" type="checkbox"><label for="remember">${t('keys.remember')}</label></div></remember-keys>
<details class="group"><summary>${t('keys.mine.again')}</summary><p>${t('keys.mine.again-text')}</p>${making(page, 'mine')}</details>`
    : making(page, 'mine')
}
${!own && html`<p class="no-print"><a href="${link(page, '/desk')}">${t('keys.set-up.later')}</a></p>`}`,
  })
}

/** What a member holds, waits for and lacks. */
function heldPart(page: Page, { now, older, waiting, lacking }: Held): Html {
  const { t } = page
  const said = (key: string, purposes: readonly string[]) =>
    purposes.length > 0 && html`<p>${t(`keys.held.${key}`, { what: purposeNames(page, purposes) })}</p>`
  return html`<h2>${t('keys.held.title')}</h2>
${now.length + older.length === 0 && html`<p>${t('keys.held.none')}</p>`}
${said('now', now)}${said('older', older)}${said('waiting', waiting)}${said('lacking', lacking)}`
}

/** A passkey beside the seven words, never in their place. */
function passkeyPart(page: Page, { hasPasskey, name }: Own): Html {
  const { t } = page
  const token = html`<input type="hidden" name="token" value="${page.token()}">`
  const texts = openerData(page, ['no-prf', 'no-prf-passkey', 'no-passkey'])
  const words = { 'data-add': t('keys.passkey.add'), 'data-name': t('keys.passkey.name', { name }) }
  return html`<section class="members-part"><h2>${t('keys.passkey.title')}</h2>
${
  hasPasskey
    ? html`<p>${t('keys.passkey.there')}</p>
<form method="post" action="${link(page, keyPaths.dropPasskey)}">${token}<p><button class="button button--quiet">${t('keys.passkey.remove')}</button></p></form>`
    : html`<p>${t('keys.passkey.text')}</p>${needsScripts(page)}
<add-passkey${attrs({ ...texts, ...words, 'data-organisation': page.organisation })} hidden><form method="post" action="${link(page, keyPaths.myPasskey)}" hidden>${token}<input type="hidden" name="payload" value=""><button>${t('keys.passkey.add')}</button></form></add-passkey>`
}</section>`
}

/** A desk page of the keys, with its heading and islands. */
export function frame(
  page: Page,
  { title, body, islands = ['make-keys'] }: { title: string; body: Html; islands?: readonly string[] },
): Html {
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk keys-page',
    islands,
    body: html`<div class="text"><h1 class="no-print">${title}</h1>${body}</div>`,
  })
}

/** The texts that an island needs, as JSON; their variables stay as '{name}' for it. */
export function saidOf({ t }: Page, keys: readonly string[]): string {
  const left = { sheet: '{sheet}', number: '{number}', organisation: '{organisation}' }
  return JSON.stringify(Object.fromEntries(keys.map(key => [key, t(`keys.say.${key}`, left)])))
}

/** That nothing of this works without scripts; the islands take it away. */
export function needsScripts({ t }: Page): Html {
  return html`<p class="summary needs-scripts" role="note">${t('keys.needs-scripts')}</p>`
}

function making(page: Page, kind: 'set-up' | 'mine'): Html {
  const { t } = page
  const path = kind === 'mine' ? keyPaths.mine : keyPaths.setUp
  return html`${needsScripts(page)}
<make-keys data-kind="${kind}" data-organisation="${page.organisation}" data-address="${page.publicUrl}" data-worker="${link(page, page.asset('opener.js'))}" data-texts="${saidOf(page, MAKING_SAID)}" hidden>
<section data-step="begin"><p><button type="button" class="button" data-go="words">${t(`keys.step.begin-${kind}`)}</button></p><p role="status" data-status></p></section>
<section data-step="words" class="no-print" hidden><h2>${t('keys.step.words')}</h2><p>${t('keys.step.words-text')}</p>
<ol class="key-words" data-words translate="no" lang="en"></ol>
<p><button type="button" class="button" data-go="typed">${t('keys.step.written')}</button></p></section>
<section data-step="typed" class="no-print" hidden><h2>${t('keys.step.typed')}</h2>
<div class="field"><label for="typed-words">${t('keys.step.typed-label')}</label><input id="typed-words" type="text" autocomplete="off" autocapitalize="none" spellcheck="false"></div>
<p class="error" role="alert" data-status></p>
<div class="actions"><button type="button" class="button" data-check>${t('keys.step.go-on')}</button> <button type="button" class="button button--quiet" data-go="words">${t('keys.step.show-again')}</button></div></section>
${kind === 'set-up' && sheetSteps(page)}
<form method="post" action="${link(page, path)}" hidden><input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="payload" value=""><button>${t('keys.step.go-on')}</button></form>
</make-keys>`
}

/** Printing three sheets, and typing some words back. */
export function sheetSteps({ t }: Page): Html {
  return html`<section data-step="sheets" hidden><div class="no-print"><h2>${t('keys.step.sheets')}</h2><p>${t('keys.step.sheets-text')}</p>
<div class="actions"><button type="button" class="button" data-print>${t('keys.step.print')}</button> <button type="button" class="button button--quiet" data-go="sheet-words">${t('keys.step.printed')}</button></div></div>
<div data-sheets></div></section>
<section data-step="sheet-words" class="no-print" hidden><h2>${t('keys.step.sheet-words')}</h2><p>${t('keys.step.sheet-words-text')}</p>
<div data-asked></div>
<p class="error" role="alert" data-status></p>
<div class="actions"><button type="button" class="button" data-finish>${t('keys.step.finish')}</button> <button type="button" class="button button--quiet" data-go="sheets">${t('keys.step.show-again')}</button></div></section>`
}
