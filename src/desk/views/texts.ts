import type { Correction } from '#corrections/correction.ts'
import { type Event, textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { cityText, kindText, whenText } from '#events/words.ts'
import { countryName } from '#platform/places/countries.ts'
import { languageName } from '#platform/text/language-name.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { deskPaths } from '../paths.ts'
import type { ToTranslate } from '../to-translate.ts'
import { correctionList } from './corrections.ts'

/** How many are shown of each language, while all languages are. */
const SHOWN = 20

type Texts = {
  /** What waits to be translated, a list a language. */
  waiting: readonly { lang: string; items: readonly ToTranslate[] }[]
  /** The only language that is shown, or null for all. */
  chosen: string | null
  list: readonly { event: Event; languages: readonly string[] }[]
  /** How many more there are than are shown. */
  hidden: number
  corrections: readonly Correction[]
}

/** Events with the languages in which a member may write them, each with what is there. */
export function textsListPage(page: Page, props: Texts): Html {
  const { list, hidden, corrections } = props
  const { t } = page
  return layout(page, {
    title: t('desk.to-translate.title'),
    hidden: true,
    kind: 'desk',
    body: html`<h1 id="done">${t('desk.to-translate.title')}</h1>
${toTranslate(page, props)}
<h2>${t('desk.texts.title')}</h2><p class="hint">${t('desk.texts.hint')}</p>
${list.length === 0 && html`<p class="empty">${t('desk.texts.empty')}</p>`}
<ul class="queue">${list.map(one => textsItem(page, one))}</ul>
${hidden > 0 && html`<p class="hint">${t('desk.texts.more', { count: hidden })}</p>`}
${corrections.length > 0 && correctionList(page, corrections)}`,
  })
}

function toTranslate(page: Page, { waiting, chosen }: Texts): Html {
  const { t } = page
  const shown = waiting.filter(({ lang }) => chosen === null || lang === chosen)
  return html`${
    waiting.length > 1 &&
    html`<nav class="views" aria-label="${t('desk.to-translate.languages')}"><a href="${link(page, deskPaths.texts())}"${attrs({ 'aria-current': chosen === null && 'page' })}>${t('desk.to-translate.all')}</a>${waiting.map(
      ({ lang, items }) =>
        html`<a href="${link(page, deskPaths.texts(lang))}"${attrs({ 'aria-current': chosen === lang && 'page' })}>${t('desk.to-translate.count', { language: languageName(lang, page.lang), count: items.length })}</a>`,
    )}</nav>`
  }${shown.map(({ lang, items }) => {
    const some = chosen === null ? items.slice(0, SHOWN) : items
    return html`<section><h2>${languageName(lang, page.lang)}</h2>
${items.length === 0 && html`<p class="quiet">${t('desk.to-translate.nothing')}</p>`}
<ul class="to-translate">${some.map(item => waitingItem(page, item))}</ul>
${items.length > some.length && html`<p><a href="${link(page, deskPaths.texts(lang))}">${t('desk.texts.more', { count: items.length - some.length })}</a></p>`}</section>`
  })}`
}

function waitingItem(page: Page, { kind, title, titleLang, href, state }: ToTranslate): Html {
  const { t } = page
  return html`<li><a href="${link(page, href)}"${attrs({ lang: titleLang !== page.lang && titleLang })}>${title}</a>
<span class="quiet">${t(`desk.to-translate.kind.${kind}`)}</span> <span class="to-translate-state"${attrs({ 'data-state': state })}>${t(`desk.to-translate.state.${state}`)}</span></li>`
}

function textsItem(page: Page, { event, languages }: Texts['list'][number]): Html {
  const { t } = page
  const { content } = event
  const { texts, lang } = textsIn(content, page.lang)
  const country = content.where.country ? countryName(content.where.country, page.lang) : ''
  const city = cityText(content, page.lang)
  return html`<li class="queue-item texts-item"><div><span class="queue-title"${attrs({ lang: lang !== page.lang && lang })}>${texts.title}</span>
<p class="event-kind">${kindText(t, content.kind)} · ${t(`events.desk.state.${event.state}`)}</p>
${languageLinks(page, { event, languages })}</div>
<div><strong>${city || country}</strong>${city && country && `, ${country}`}<br>${whenText(t, content)}</div></li>`
}

function languageLinks(page: Page, { event, languages }: Texts['list'][number]): Html {
  const { t } = page
  const { content } = event
  const { title } = textsIn(content, page.lang).texts
  return html`<ul class="texts-languages">${languages.map(code => {
    const key = code === content.language ? 'original' : content.texts[code]?.title ? 'there' : 'missing'
    const language = languageName(code, page.lang)
    return html`<li><a href="${link(page, eventDeskPaths.translate(event.id, code))}">${t(`desk.texts.${key}`, { language })}<span class="visually-hidden">: ${title}</span></a></li>\n`
  })}</ul>`
}
