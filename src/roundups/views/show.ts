import type { Edition } from '#editions/edition.ts'
import { textsIn } from '#events/event.ts'
import { eventPaths } from '#events/paths.ts'
import type { VisibleEvent } from '#events/visible-event.ts'
import { dateText, kindText } from '#events/words.ts'
import { pictureGrid } from '#pictures/card.ts'
import { renderMarkdown } from '#platform/markdown/markdown.ts'
import type { Targets } from '#platform/markdown/target.ts'
import { languageName } from '#platform/text/language-name.ts'
import { formatDay } from '#platform/time/format.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { jsonForHtml } from '#platform/ui/json.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { shareHead } from '#platform/ui/share.ts'
import { postPaths } from '#posts/paths.ts'
import { olderNote, reportBody } from '#reports/card.ts'
import { EXPORT_FORMATS, roundupPaths } from '../paths.ts'
import type { Item, Telling, ToldEvent } from '../telling-card.ts'
import { untranslatedFrom } from '../telling-card.ts'
import { contents } from './contents.ts'
import { counts, quotedFigures } from './figures.ts'
import { placeOf } from './place.ts'

export type ShowProps = {
  telling: Telling
  /** 'Published 23 May 2024, 13:03', each with its machine's form (ISO 8601). */
  times: readonly { text: string; iso: string }[]
  edition: Pick<Edition, 'figures'>
  /** Where the editor's own words may lead. */
  targets: Targets
  map: Html | null
  isLive: boolean
  isOutdated: boolean
  jsonLd: object
}

/** The article: title, lead, figures, and a day after the other with what happened in each place. */
export function roundupPage(page: Page, props: ShowProps): Html {
  const { t, lang } = page
  const { telling, times } = props
  const { text, edition } = telling
  return layout(page, {
    title: text.title,
    description: text.lead,
    head: html`${shareHead(page, { title: text.title, image: postPaths.roundupCard(lang, edition) })}${EXPORT_FORMATS.filter(format => format !== 'html').map(format => html`<link rel="alternate" type="${format === 'md' ? 'text/markdown' : 'text/plain'}" href="${link(page, roundupPaths.take(lang, edition, format))}">`)}
<script type="application/ld+json">${raw(jsonForHtml(props.jsonLd))}</script>`,
    body: html`<article class="report">
<header class="report-head">
${props.isLive && html`<p class="mark mark--now">${t('roundups.live')}</p>`}
<h1${langOf(page, text.lang)}>${text.title}</h1>
<p class="lead"${langOf(page, text.lang)}>${text.lead}</p>
<ul class="byline"><li>${page.organisation}</li>${times.map(time => html`<li><time datetime="${time.iso}">${time.text}</time></li>`)}${alsoIn(page, telling)}</ul>
${text.lang !== lang && html`<p class="hint">${t('roundups.original', { language: languageName(text.lang, page.lang) })}</p>`}
${props.isOutdated && html`<p class="hint">${t('roundups.outdated')}</p>`}
</header>
<aside class="report-figures">${counts(page, telling.items)}</aside>
${props.map && html`<div class="report-map">${props.map}</div>`}
${quotedFigures(page, props.edition)}
${contents(page, telling.items)}
<div class="report-body">${sectionsOf(telling.items).map(section => drawSection(page, section, props.targets))}</div>
<footer class="report-take"><h2>${t('roundups.take')}</h2><p class="hint">${t('roundups.take-hint')}</p>
<ul class="inline">${EXPORT_FORMATS.map(format => html`<li><a href="${link(page, roundupPaths.take(lang, edition, format))}">${t(`roundups.format.${format}`)}</a></li>`)}<li><a href="${link(page, postPaths.roundup(lang, edition))}" rel="nofollow">${t('posts.link')}</a></li></ul></footer>
</article>`,
  })
}

type Section = { day: (Item & { kind: 'day' }) | null; items: Item[] }

function sectionsOf(items: readonly Item[]): Section[] {
  const sections: Section[] = []
  for (const item of items) {
    if (item.kind === 'day') sections.push({ day: item, items: [] })
    else if (item.kind === 'unreported' || sections.length === 0) sections.push({ day: null, items: [item] })
    else sections.at(-1)!.items.push(item)
  }
  return sections
}

function drawSection(page: Page, { day, items }: Section, targets: Targets): Html {
  const named = day && formatDay(day.date, page.lang)
  return html`<section class="day report-day">${
    named
      ? html`<h2 class="day-head" id="${day.id}"><span class="day-number">${named.day}</span> <span class="day-name">${page.t('events.day.name', named)}</span></h2>`
      : html`<div class="day-head"></div>`
  }
<div class="report-items">${items.map(item => drawItem(page, item, targets))}</div></section>`
}

function drawItem(page: Page, item: Item, targets: Targets): Html {
  switch (item.kind) {
    case 'event':
      return drawEvent(page, item)
    case 'text':
      return html`<div class="report-text" id="${item.id}"${langOf(page, item.markdown.lang)}>${renderMarkdown(item.markdown.text, { ...targets, level: 3 })}</div>`
    case 'article':
      return html`<section class="report-statement" id="${item.id}">${item.article.kind === 'statement' && html`<p class="news-kind">${page.t('news.kind.statement')}</p>`}<h3><a href="${link(page, item.article.path)}"${langOf(page, item.article.lang)}>${item.article.title}</a></h3>
<p${langOf(page, item.article.lang)}>${item.article.lead}</p></section>`
    case 'unreported':
      return html`<section class="report-unreported" id="${item.id}"><h3>${page.t('roundups.unreported')}</h3><p class="hint">${page.t('roundups.unreported-hint')}</p>
<ul>${item.events.map(event => html`<li>${placeOf(page, event)}: ${eventLink(page, event)}, ${dateText(page.t, event.content.when)}</li>`)}</ul></section>`
    case 'day':
      return raw('')
  }
}

function drawEvent(page: Page, item: ToldEvent & { id: string }): Html {
  const { t, lang } = page
  const { event, report, pictures } = item
  const { texts, lang: own } = textsIn(event.content, lang)
  const original = untranslatedFrom(item, lang)
  const side = [texts.venue, kindText(t, event.content.kind)].filter(Boolean)
  return html`<section class="report-event" id="${item.id}">
<h3>${placeOf(page, event)} <span class="report-side">${side.map((text, index) => html`${index > 0 && ' · '}<span${index === 0 && texts.venue ? langOf(page, own) : raw('')}>${text}</span>`)}</span></h3>
<p class="report-deck">${eventLink(page, event)}</p>
${original && html`<p class="hint">${t('roundups.untranslated', { language: languageName(original, page.lang) })}</p>`}
${report && olderNote(page, report)}
${report ? reportBody(page, report, { heading: 'h4' }) : html`<div${langOf(page, item.body.lang)}>${paragraphs(item.body.text)}</div>`}
${pictures.length > 0 && pictureGrid(page, pictures)}</section>`
}

function eventLink(page: Page, event: VisibleEvent): Html {
  const { texts, lang } = textsIn(event.content, page.lang)
  return html`<a href="${link(page, eventPaths.show(page.lang, event.slug))}"${langOf(page, lang)}>${texts.title}</a>`
}

function alsoIn(page: Page, { languages, edition }: Telling): Html {
  const others = page.languages.filter(({ code }) => code !== page.lang && languages.includes(code))
  if (others.length === 0) return raw('')
  const links = others.map(
    ({ code, name }, index) =>
      html`${index > 0 && ', '}<a href="${link(page, roundupPaths.show(code, edition))}" lang="${code}" hreflang="${code}">${name}</a>`,
  )
  return html`<li class="byline-also">${page.t('roundups.also')} ${links}</li>`
}
