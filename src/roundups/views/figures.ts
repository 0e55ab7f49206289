import { figureOrigin } from '#editions/card.ts'
import type { Edition } from '#editions/edition.ts'
import { formatNumber } from '#platform/time/format.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import { togetherText } from '#reports/card.ts'
import type { Item } from '../telling-card.ts'

/** Beside the head: how many events, countries and cities are told of here, and how many people their reports add up to. */
export function counts(page: Page, items: readonly Item[]): Html {
  const { t, lang } = page
  const told = items.filter(item => item.kind === 'event')
  if (told.length === 0) return raw('')
  const count = (values: (string | null | undefined)[]) => new Set(values.filter(Boolean)).size
  const places = told.map(({ event }) => event.content.where)
  const rich = (key: string, n: number) =>
    html`<div>${t.rich(`editions.home.count.${key}`, { count: n, b: () => html`<strong>${formatNumber(n, lang)}</strong>` })}</div>`
  const together = togetherText(
    t,
    told.flatMap(({ report }) => report ?? []),
  )
  return html`<h2>${t('roundups.figures')}</h2>
<div class="report-counts">${rich('events', told.length)}${rich(
    'countries',
    count(places.map(({ country }) => country)),
  )}${rich('cities', count(places.map(({ country, city }) => city && `${country} ${city.local}`)))}</div>
${together && html`<p>${together}</p>`}`
}

/** Figures that others gave, each with who said it and when; nothing where there are none. */
export function quotedFigures(page: Page, { figures }: Pick<Edition, 'figures'>): Html {
  const { lang } = page
  if (figures.length === 0) return raw('')
  return html`<dl class="report-quoted">${figures.map(figure => html`<div><dt class="visually-hidden">${wordIn(figure.label, lang)}</dt><dd><strong>${wordIn(figure.words, lang)}</strong> ${wordIn(figure.label, lang)}<br>${figureOrigin(page, figure)}</dd></div>`)}</dl>`
}

function wordIn(words: Record<string, string>, lang: string): string {
  return words[lang] ?? words['en'] ?? Object.values(words)[0] ?? ''
}
