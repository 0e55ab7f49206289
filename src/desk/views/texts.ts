import type { Correction } from '#corrections/correction.ts'
import { type Event, textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { cityText, kindText, whenText } from '#events/words.ts'
import { countryName } from '#platform/places/countries.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { correctionList } from './corrections.ts'

type Texts = {
  list: readonly { event: Event; languages: readonly string[] }[]
  /** How many more there are than are shown. */
  hidden: number
  corrections: readonly Correction[]
}

/** Events with the languages in which a member may write them, each with what is there. */
export function textsListPage(page: Page, { list, hidden, corrections }: Texts): Html {
  const { t } = page
  return layout(page, {
    title: t('desk.texts.title'),
    hidden: true,
    kind: 'desk',
    body: html`<h1 id="done">${t('desk.texts.title')}</h1><p class="hint">${t('desk.texts.hint')}</p>
${list.length === 0 && html`<p class="empty">${t('desk.texts.empty')}</p>`}
<ul class="queue">${list.map(one => textsItem(page, one))}</ul>
${hidden > 0 && html`<p class="hint">${t('desk.texts.more', { count: hidden })}</p>`}
${corrections.length > 0 && correctionList(page, corrections)}`,
  })
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
  const names = new Intl.DisplayNames(page.lang, { type: 'language' })
  const { title } = textsIn(content, page.lang).texts
  return html`<ul class="texts-languages">${languages.map(code => {
    const key = code === content.language ? 'original' : content.texts[code]?.title ? 'there' : 'missing'
    const language = names.of(code) ?? code
    return html`<li><a href="${link(page, eventDeskPaths.translate(event.id, code))}">${t(`desk.texts.${key}`, { language })}<span class="visually-hidden">: ${title}</span></a></li>\n`
  })}</ul>`
}
