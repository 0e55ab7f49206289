import type { Edition } from '#editions/edition.ts'
import { formatNumber, formatShortDate } from '#platform/time/format.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Report } from '#reports/report.ts'
import type { Item } from '../telling-card.ts'

type Figures = {
  edition: Edition
  items: readonly Item[]
  reports: ReadonlyMap<string, Report>
}

/** Figures beside the article: those that were counted here, and those that others gave, with who and when. */
export function figuresAside(page: Page, { edition, items }: Figures): Html {
  const { t, lang } = page
  const events = items.flatMap(item => (item.kind === 'event' ? item.event.content : []))
  const count = (values: (string | null | undefined)[]) => new Set(values.filter(Boolean)).size
  const rich = (key: string, n: number) =>
    html`<div>${t.rich(`editions.home.count.${key}`, { count: n, b: () => html`<strong>${formatNumber(n, lang)}</strong>` })}</div>`
  if (events.length === 0) return raw('')
  return html`<h2>${t('roundups.figures')}</h2>
<div class="report-counts">${rich('events', events.length)}${rich(
    'countries',
    count(events.map(({ where }) => where.country)),
  )}${rich('cities', count(events.map(({ where }) => where.city && `${where.country} ${where.city.local}`)))}</div>
${
  edition.figures.length > 0 &&
  html`<dl>${edition.figures.map(figure => html`<div><dt class="visually-hidden">${wordIn(figure.label, lang)}</dt><dd><strong>${wordIn(figure.words, lang)}</strong>${wordIn(figure.label, lang)}<br><span class="hint">${t('editions.home.as-of', { who: wordIn(figure.saidBy, lang), date: formatShortDate(figure.asOf, lang) })}</span></dd></div>`)}</dl>`
}`
}

function wordIn(words: Record<string, string>, lang: string): string {
  return words[lang] ?? words['en'] ?? Object.values(words)[0] ?? ''
}
