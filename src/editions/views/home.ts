import { formatDate, formatDay, formatNumber, formatRange, formatShortDate } from '#platform/time/format.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { figureOrigin } from '../card.ts'
import { type Edition, type EditionTexts, editionTexts, type Figure, type Phase } from '../edition.ts'
import { editionPaths } from '../paths.ts'

/** What other parts put on the page of the Day; made by the route, so that this view knows nothing of events. */
export type HomeProps = {
  edition: Edition
  phase: Phase
  /** Days until the Day. */
  days: number
  counts: { events: number; countries: number; cities: number }
  /** How many people took part, by what was told so far; '' where nobody knows. */
  together: string
  map: Html
  /** On now, next, or the days with their events. */
  now: Html | null
  /** The article that tells how it was, once that is published. */
  roundup: RoundupLink | null
  list: Html
  /** The latest news, or nothing. */
  news: Html
  others: readonly Edition[]
  paths: { events: string; announce: string; map: string }
}

/** The round-up as the home page leads to it; `lang` is the language of its words. */
export type RoundupLink = { title: string; lead: string; lang: string; path: string }

export function homePage(page: Page, props: HomeProps): Html {
  const { t } = page
  const { edition, phase } = props
  const { texts, lang } = editionTexts(edition, page.lang)
  const own = attrs({ lang: lang !== page.lang && lang })
  const day = formatDay(edition.day, page.lang)
  return layout(page, {
    title: `${texts.title} · ${formatDate(edition.day, page.lang)}`,
    description: texts.reason,
    islands: ['map-zoom'],
    body: html`<section class="hero"${own}>
<p class="hero-day"><span class="hero-number"${attrs({ 'data-red': phase === 'on' })}>${day.day}</span> <span class="hero-month">${t('editions.home.month', { month: day.month, year: String(edition.year) })}<br>${day.weekday}</span></p>
<div class="hero-text"><h1>${texts.title}</h1>
<p class="lead">${texts.reason}</p>
${countdown(page, props)}
${actions(page, props)}</div>
</section>
${counts(page, props)}
<section class="home-map" aria-label="${t('editions.home.map')}">${props.map}</section>
${props.roundup && roundupLink(page, props.roundup)}
${props.now}
<section class="home-events"><h2 class="visually-hidden">${t('editions.home.events')}</h2>
${props.list}
<p class="actions"><a class="button button--quiet" href="${link(page, props.paths.events)}">${t('editions.home.all')}</a></p></section>
${props.news}
${story(page, edition, texts, phase)}
${figures(page, edition)}
${past(page, props.others)}`,
  })
}

/** What matters next: before and during the Day the events, afterwards what is told of them. */
function actions(page: Page, { phase, roundup, paths }: HomeProps): Html {
  const { t } = page
  const told = phase === 'over' ? roundup : null
  return html`<p class="actions">${told && html`<a class="button" href="${link(page, told.path)}">${t('roundups.home')}</a> `}
<a class="button${told && ' button--quiet'}" href="${link(page, paths.events)}">${t(phase === 'over' ? 'editions.home.see' : 'editions.home.find')}</a>
<a class="button button--quiet" href="${link(page, paths.announce)}">${t('editions.home.announce')}</a></p>`
}

function countdown(page: Page, { phase, days, edition }: HomeProps): Html {
  if (phase === 'over') return raw('')
  const { t } = page
  if (phase === 'announced') return html`<p class="countdown">${t('editions.home.countdown', { days })}</p>`
  const range = formatRange(edition.from, edition.to, page.lang)
  return html`<p class="countdown">${days === 0 ? t('editions.home.today') : t('editions.home.running', { range })}</p>`
}

function counts(page: Page, { counts: { events, countries, cities }, edition, together }: HomeProps): Html {
  const { t, lang } = page
  if (events === 0) return html`<p class="counts"><span>${t('editions.home.none-yet')}</span></p>`
  const reported = edition.figures.find(figure => figure.id === 'events')
  const number = (n: number) => html`<strong>${formatNumber(n, lang)}</strong>`
  const rich = (key: string, count: number, more: Record<string, string> = {}) =>
    html`<span>${t.rich(key, { count, ...more, b: () => number(count) })}</span>`
  return html`<p class="counts">${
    reported && edition.example
      ? rich('editions.home.count.events-of', events, { of: wordsOf(reported, lang) })
      : rich('editions.home.count.events', events)
  }${rich('editions.home.count.countries', countries)}${rich('editions.home.count.cities', cities)}${together && html`<span class="counts-people">${together}</span>`}${
    reported &&
    html`<span class="counts-source">${t('editions.home.as-of', { who: saidByOf(reported, lang), date: formatShortDate(reported.asOf, lang) })}</span>`
  }</p>`
}

function story(page: Page, edition: Edition, texts: EditionTexts, phase: Phase): Html {
  const { t } = page
  const text = phase === 'over' ? texts.after : texts.call
  return html`<section class="text story">
${texts.theme && html`<h2>${t('editions.home.theme')}</h2><p class="lead">${texts.theme}${texts.slogan && html`. ${t('editions.home.slogan', { slogan: texts.slogan })}`}</p>`}
${text && html`<h2>${t(phase === 'over' ? 'editions.home.after' : 'editions.home.call')}</h2>${text.split(/\n{2,}/).map(part => html`<p>${part}</p>`)}`}
${texts.demands.length > 0 && html`<h2>${t('editions.home.demands')}</h2><ul>${texts.demands.map(demand => html`<li>${demand}</li>`)}</ul>`}
${edition.hashtags.length > 0 && html`<p class="quiet">${edition.hashtags.join(' ')}</p>`}
</section>`
}

function roundupLink(page: Page, { title, lead, lang, path }: RoundupLink): Html {
  const own = attrs({ lang: lang !== page.lang && lang })
  return html`<section class="home-report"><p class="home-report-kind">${page.t('editions.home.report')}</p>
<div><h2><a href="${link(page, path)}"${own}>${title}</a></h2><p class="lead"${own}>${lead}</p></div></section>`
}

/** Figures that somebody gave, in their words, with who and when. */
function figures(page: Page, edition: Edition): Html {
  const { t, lang } = page
  if (edition.figures.length === 0) return raw('')
  return html`<section><h2>${t('editions.home.figures')}</h2>
<dl class="figures">${edition.figures.map(
    figure => html`<div><dt>${labelOf(figure, lang)}</dt><dd><strong>${wordsOf(figure, lang)}</strong>
${figureOrigin(page, figure)}</dd></div>`,
  )}</dl>
${edition.sources.length > 0 && html`<p class="hint">${t('editions.home.sources')} ${edition.sources.map((source, index) => html`${index > 0 && ', '}<a href="${source.url}" rel="noreferrer external">${source.title[lang] ?? source.title['en'] ?? source.url}</a> (${formatShortDate(source.date, lang)})`)}</p>`}
</section>`
}

function past(page: Page, others: readonly Edition[]): Html {
  if (others.length === 0) return raw('')
  const { t, lang } = page
  return html`<section><h2>${t('editions.home.others')}</h2><ul class="inline">${others.map(
    edition =>
      html`<li><a href="${link(page, editionPaths.show(lang, edition.year))}">${edition.year}</a> <span class="quiet">${editionTexts(edition, lang).texts.theme}</span></li>`,
  )}</ul></section>`
}

/** Before there is any edition: nothing is promised. */
export function emptyHomePage(page: Page): Html {
  const { t } = page
  return layout(page, {
    title: page.organisation,
    body: html`<section class="text"><h1>${page.organisation}</h1><p class="lead">${t('editions.home.empty')}</p></section>`,
  })
}

function wordsOf(figure: Figure, lang: string): string {
  return figure.words[lang] ?? figure.words['en'] ?? Object.values(figure.words)[0] ?? ''
}

function labelOf(figure: Figure, lang: string): string {
  return figure.label[lang] ?? figure.label['en'] ?? Object.values(figure.label)[0] ?? ''
}

function saidByOf(figure: Figure, lang: string): string {
  return figure.saidBy[lang] ?? figure.saidBy['en'] ?? Object.values(figure.saidBy)[0] ?? ''
}
