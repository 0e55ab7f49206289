import { correctionPaths } from '#corrections/paths.ts'
import type { Event, EventContent } from '#events/event.ts'
import { stretchesOf } from '#events/when.ts'
import { languageName } from '#platform/text/language-name.ts'
import type { Translate } from '#platform/text/texts.ts'
import { formatNumber, formatShortDate } from '#platform/time/format.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { A_FEW, type Attendance, correctedSince, type Report, type ReportContent, saidIn } from './report.ts'

/** Whether it has begun at `now` (ms UTC): before, there is nothing to report. */
export function hasBegun({ when, where }: EventContent, now: number): boolean {
  const [first] = stretchesOf(when, where.zone)
  return first !== undefined && first.from <= now
}

/** Whether it is over at `now` (ms UTC). */
export function hasEnded({ when, where }: EventContent, now: number): boolean {
  const last = stretchesOf(when, where.zone).at(-1)
  return last !== undefined && last.to <= now
}

/** Why nothing can be told of an event now; null when it can. */
export function closedBecause(
  { state, content }: Pick<Event, 'state' | 'content'>,
  now: number,
): 'cancelled' | 'ended' | 'later' | null {
  if (state === 'cancelled') return 'cancelled'
  if (state === 'withdrawn' || state === 'refused') return 'ended'
  return hasBegun(content, now) ? null : 'later'
}

/** How many took part, in words: fewer than ten are 'a few', whatever the words are. */
export function attendanceText(
  t: Translate,
  attendance: Attendance,
  content: Pick<ReportContent, 'language'>,
  lang: string = t.lang,
): { text: string; lang: string } {
  if (isFew(attendance)) return { text: t('reports.a-few'), lang: t.lang }
  return saidIn(attendance.words, content, lang)
}

/** How many took part at least, to be added up or given as data; null where that is not known or would tell of a few. */
export function openLowerBound(attendance: Attendance | null): number | null {
  return attendance && !isFew(attendance) ? attendance.atLeast : null
}

function isFew({ atLeast }: Attendance): boolean {
  return atLeast !== null && atLeast < A_FEW
}

/**
 * What happened, without a heading: the text, how many, quotes, incidents, each in the reader's language where it is
 * translated. `lang` shows another one instead, as the desk does with the original; `heading` is the level of what stands
 * over the incidents.
 */
export function reportBody(
  page: Page,
  { content }: Pick<Report, 'content'>,
  { lang = page.lang, heading = 'h3' }: { lang?: string; heading?: 'h3' | 'h4' } = {},
): Html {
  const { t } = page
  const text = saidIn(content.text, content, lang)
  const attendance = content.attendance && attendanceText(t, content.attendance, content, lang)
  return html`${attendance && html`<p class="happened-count"><span class="happened-label">${t('reports.attendance')}</span> <span${langOf(page, attendance.lang)}>${attendance.text}</span></p>`}
<div class="happened-text"${langOf(page, text.lang)}>${paragraphs(text.text)}</div>
${content.quotes.map(quote => {
  const said = saidIn(quote.text, content, lang)
  const by = quote.consent === 'named' && quote.speaker
  return html`<figure class="happened-quote"><blockquote${langOf(page, said.lang)}>${paragraphs(said.text)}</blockquote><figcaption>${by ? html`<span${langOf(page, content.language)}>${by}</span>` : t('reports.unnamed')}</figcaption></figure>`
})}
${
  content.incidents.length > 0 &&
  html`<section class="happened-incidents"><${raw(heading)}>${t('reports.incidents')}</${raw(heading)}><ul>${content.incidents.map(
    incident => {
      const said = saidIn(incident.text, content, lang)
      return html`<li><div${langOf(page, said.lang)}>${paragraphs(said.text)}</div>${!incident.seen && reportedBy(page, saidIn(incident.reportedBy, content, lang))}</li>`
    },
  )}</ul></section>`
}`
}

/**
 * What happened, on the page of the event: the report with the language where it is not the reader's, the pictures, and
 * the way to say that something is wrong; null where there is neither. `about` is the path of that page.
 */
export function reportSection(
  page: Page,
  {
    report,
    pictures,
    about,
  }: { report: Pick<Report, 'content'> | undefined; pictures: Html | null; about: string },
): Html | null {
  const { t } = page
  if (!report && !pictures) return null
  const language = report && foreignLanguage(page, report)
  return html`<section class="happened"><h2 id="report">${t(report ? 'reports.heading' : 'reports.pictures')}</h2>
${language && html`<p class="hint">${t('reports.original', { language })}</p>`}${report && olderNote(page, report)}
${report && reportBody(page, report)}
${pictures}
<p class="hint"><a href="${link(page, correctionPaths.form(page.lang, about))}" rel="nofollow">${t('reports.correction')}</a></p></section>`
}

/** Where the original was corrected after it was translated into the reader's language: a line that says so, with the day. */
export function olderNote(page: Page, { content }: Pick<Report, 'content'>): Html {
  const day = correctedSince(content, page.lang)
  if (!day) return raw('')
  const time = html`<time datetime="${day}">${formatShortDate(day, page.lang)}</time>`
  return html`<p class="hint">${page.t.rich('reports.older', { day: time })}</p>`
}

/** The same as text; '' where it was not. */
export function olderText(t: Translate, { content }: Pick<Report, 'content'>): string {
  const day = correctedSince(content, t.lang)
  return day ? t('reports.older', { day: formatShortDate(day, t.lang) }) : ''
}

/** What happened as plain text, in a language or in that of the report. */
export function reportText(t: Translate, { content }: Pick<Report, 'content'>): string {
  return saidIn(content.text, content, t.lang).text
}

/** The same for JSON: how many took part in words, with the lower bound where it is told; null without a report. */
export function reportData(t: Translate, report: Pick<Report, 'content' | 'publishedAt'> | undefined) {
  if (!report) return null
  const { content, publishedAt } = report
  const { attendance } = content
  const { text, lang } = saidIn(content.text, content, t.lang)
  const words = attendance && attendanceText(t, attendance, content).text
  return {
    text,
    language: lang,
    attendance: words && { words, atLeast: openLowerBound(attendance) },
    published: publishedAt === null ? null : new Date(publishedAt).toISOString(),
  }
}

/** The language of a report that the reader's is not, to be said above it; null where it is theirs. */
export function foreignLanguage(page: Page, { content }: Pick<Report, 'content'>): string | null {
  const { lang } = saidIn(content.text, content, page.lang)
  if (lang === page.lang) return null
  return languageName(lang, page.lang)
}

/** People who took part in all these: a rounded lower bound in words; '' where no report gives one. */
export function togetherText(t: Translate, reports: readonly Report[]): string {
  const bounds = reports.flatMap(({ content }) => content.attendance?.atLeast ?? [])
  if (bounds.length === 0) return ''
  const sum = bounds.reduce((all, one) => all + one, 0)
  const values = { events: bounds.length }
  if (sum < A_FEW) return t('reports.together.few', values)
  return t('reports.together', { ...values, number: formatNumber(roundedDown(sum), t.lang) })
}

/** Two figures that count, the rest noughts: a sum of lower bounds is not known more exactly. */
export function roundedDown(sum: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(sum)) - 1)
  return Math.floor(sum / step) * step
}

function reportedBy(page: Page, by: { text: string; lang: string }): Html {
  if (!by.text) return raw('')
  return html`<p class="hint">${page.t.rich('reports.reported-by', { who: html`<span${langOf(page, by.lang)}>${by.text}</span>` })}</p>`
}
