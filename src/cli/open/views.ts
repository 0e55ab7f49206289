import { RECOVERY } from '#keys/purpose.ts'
import { countryName, isCountry } from '#platform/places/countries.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { field } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Sight } from '../remote/known-seals.ts'
import type { Item } from '../remote/shapes.ts'
import type { LocalAnswer } from './local-server.ts'
import { faultNotice, foreignText, localForm, localFrame } from './page.ts'

/** A page as an answer. */
export function shown(page: Page, html: Html, status: 200 | 422 | 429 = 200): LocalAnswer {
  return { status, page: html, ...(page.styles ? { style: page.styles.hash } : {}) }
}

/** Asks for what one types at the desk itself; it goes on to the desk. */
export function signInPage(
  page: Page,
  { host, name, fault }: { host: string; name: string; fault?: string },
): Html {
  const { t } = page
  return localFrame(
    page,
    t('cli.sign-in.title', { host }),
    html`<p>${t('cli.sign-in.text', { host })}</p>
${localForm(
  page,
  '/sign-in',
  html`${faultNotice(fault)}
${field({ name: 'name', label: t('members.sign-in.name'), value: name, required: true, maxlength: 200 })}
${field({ name: 'passphrase', label: t('members.passphrase.label'), value: '', type: 'password', required: true, autocomplete: 'current-password' })}
${field({ name: 'totp', label: t('members.sign-in.totp'), hint: t('cli.sign-in.totp-hint'), value: '', required: true, short: true, inputmode: 'numeric', maxlength: 20 })}
<p><button class="button">${t('members.sign-in.send')}</button></p>`,
)}`,
  )
}

/** Shows the words of the organisation's keys for comparing, or says aloud that they are others than before. */
export function sealPage(page: Page, { sight, fault }: { sight: Sight; fault?: string }): Html {
  return sight.state === 'changed' ? changedPage(page, sight, fault) : newSealPage(page, sight)
}

function newSealPage(page: Page, { fingerprint, own }: Sight): Html {
  const { t } = page
  return localFrame(
    page,
    t('cli.seal.new.title'),
    html`<p>${t('cli.seal.new.text')}</p>
<h2>${t('cli.seal.keys')}</h2>
${words(fingerprint)}
${own && html`<h2>${t('cli.seal.own')}</h2><p>${t('cli.seal.own-text')}</p>${words(own)}`}
<p>${t('cli.seal.new.harm')}</p>
${localForm(
  page,
  '/seal',
  html`<input type="hidden" name="shown" value="${fingerprint}">
<div class="actions"><button class="button" name="how" value="remember">${t('cli.seal.remember')}</button>
<button class="button button--quiet" name="how" value="once">${t('cli.seal.once')}</button></div>`,
)}`,
  )
}

function changedPage(page: Page, { before, changed }: Sight, fault?: string): Html {
  const { t } = page
  return localFrame(
    page,
    t('cli.seal.changed.title'),
    html`<div class="summary" role="alert"><h2>${t('cli.seal.changed.stop')}</h2><p>${t('cli.seal.changed.text')}</p></div>
<p>${t('cli.seal.changed.purposes')}</p>
<ul>${changed.map(name => html`<li>${purposeName(page, name)}</li>`)}</ul>
${before && html`<h2>${t('cli.seal.before')}</h2>${words(before)}`}
${localForm(
  page,
  '/seal',
  html`${field({ name: 'typed', label: t('cli.seal.type'), hint: t('cli.seal.type-hint'), value: '', rows: 2, spellcheck: false, required: true, error: fault, lang: 'en' })}
<p><button class="button">${t('cli.seal.accept')}</button></p>`,
)}`,
  )
}

type Listed = {
  items: readonly Item[]
  openable: ReadonlySet<string>
  isHeld: boolean
  fault?: string
  file?: string
}

/** What the member may open; nothing of it has been fetched. */
export function listPage(page: Page, { items, openable, isHeld, fault, file }: Listed): Html {
  const { t } = page
  return localFrame(
    page,
    t('cli.list.title'),
    html`${faultNotice(fault)}<p>${t(isHeld ? 'cli.list.held' : 'cli.list.not-held')} ${t('cli.list.counted')}</p>
${file && html`<ul class="members-list"><li><span>${t('cli.record.file', { name: file })}</span>${openForm(page, 'file', file)}</li></ul>`}
${items.length === 0 ? html`<p class="empty">${t('cli.list.empty')}</p>` : raw('')}
<ul class="members-list">${items.map(
      item => html`<li><span><bdi translate="no">${item.label || t('cli.list.nameless')}</bdi><br><span class="quiet">${faceText(page, item)}</span></span>
${openable.has(item.keyId) ? openForm(page, item.id, item.label) : html`<span class="quiet">${t('cli.list.no-copy')}</span>`}</li>`,
    )}</ul>`,
  )
}

/** Asks for the seven words; `record` is opened after them. */
export function wordsPage(page: Page, { record, fault }: { record: string; fault?: string }): Html {
  const { t } = page
  return localFrame(
    page,
    t('cli.words.title'),
    html`<p>${t('cli.words.text')}</p>
${localForm(
  page,
  '/words',
  html`<input type="hidden" name="record" value="${record}">
${field({ name: 'words', label: t('cli.words.label'), hint: t('cli.words.hint'), value: '', required: true, error: fault, lang: 'en', spellcheck: false })}
<p><button class="button">${t('cli.words.send')}</button></p>`,
)}`,
  )
}

/** What was opened. */
export function openedPage(
  page: Page,
  { item, name, value }: { item?: Item | undefined; name?: string; value: unknown },
): Html {
  const { t } = page
  const title = item ? item.label || t('cli.list.nameless') : t('cli.record.file', { name: name ?? '' })
  return localFrame(
    page,
    title,
    html`${item && html`<p class="quiet">${faceText(page, item)}</p>`}
${valueHtml(value)}
<p class="actions"><a class="button button--quiet" href="${link(page, '/')}">${t('cli.record.back')}</a></p>`,
  )
}

export function endedPage(page: Page): Html {
  const { t } = page
  return localFrame(
    { ...page, nav: [], corner: raw(''), notice: null },
    t('cli.open.ended'),
    html`<p>${t('cli.open.ended-text')}</p>`,
  )
}

/** Something that stands in the way, with the way back. */
export function faultPage(page: Page, text: string): Html {
  const { t } = page
  return localFrame(
    page,
    t('cli.open.fault'),
    html`${faultNotice(text)}<p class="actions"><a class="button button--quiet" href="${link(page, '/')}">${t('cli.record.back')}</a></p>`,
  )
}

/** What a key is for; a server may name anything. */
function purposeName({ t }: Page, purpose: string): string {
  if (purpose === RECOVERY) return t('cli.seal.recovery')
  const key = `keys.purpose.${purpose.split(':')[0]}`
  return t.has(key) ? t(key) : purpose
}

function words(fingerprint: string): Html {
  return html`<p class="fingerprint" translate="no" lang="en">${fingerprint}</p>`
}

function openForm(page: Page, record: string, label: string): Html {
  return localForm(
    page,
    '/open',
    html`<input type="hidden" name="record" value="${record}"><button class="button">${page.t('cli.list.open')} <span class="visually-hidden">${label}</span></button>`,
  )
}

function faceText(page: Page, { kind, country, day }: Item): string {
  const { t, lang } = page
  const known = t.has(`cli.kind.${kind}`) ? t(`cli.kind.${kind}`) : kind
  const when = /^\d{4}-\d\d-\d\d$/.test(day) ? formatShortDate(day, lang) : day
  return [known, isCountry(country) ? countryName(country, lang) : country, when].filter(Boolean).join(' · ')
}

/** Whoever sealed it may have put anything inside: it is shown as text, whatever it is. */
function valueHtml(value: unknown): Html {
  if (Array.isArray(value)) return html`<ol>${value.map(each => html`<li>${valueHtml(each)}</li>`)}</ol>`
  if (typeof value !== 'object' || value === null) return foreignText(String(value))
  const { text, ...rest } = value as Record<string, unknown>
  const shown = typeof text === 'string' ? rest : value
  return html`${typeof text === 'string' && foreignText(text)}${
    Object.keys(shown).length > 0 &&
    html`<dl>${Object.entries(shown).map(([name, each]) => html`<dt class="quiet" dir="auto">${name}</dt><dd>${valueHtml(each)}</dd>`)}</dl>`
  }`
}
