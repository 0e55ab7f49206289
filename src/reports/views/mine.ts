import { type Event, isPublic, type Message, textsIn } from '#events/event.ts'
import { eventPaths } from '#events/paths.ts'
import { whenText } from '#events/words.ts'
import { formatNumber, formatShortDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { errorSummary, field } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { formNotes, hidden, type Slow } from '#platform/ui/public-form.ts'
import { safetyPaths } from '#safety/paths.ts'
import { reportPaths } from '../paths.ts'
import type { Report } from '../report.ts'
import { READING, type ReportFormProps, reportErrors, reportFields } from './form.ts'

/** Asks for the code of the event that somebody tells about. */
export function reportCodePage(
  page: Page,
  props: { typed: string; wrong: boolean; slow: Slow | null },
): Html {
  const { t, lang } = page
  const error = props.wrong ? t('events.mine.wrong') : null
  return layout(page, {
    title: t('reports.mine.title'),
    hidden: true,
    islands: ['code-from-hash'],
    body: html`<div class="form-page"><h1>${t('reports.mine.title')}</h1>
<p class="lead">${t('reports.mine.code-lead')}</p>
${formNotes(page, { slow: props.slow, again: false })}
${error && errorSummary(t('ui.form.wrong', { count: 1 }), [{ field: 'code', text: error }])}
<form class="form" method="post" action="${link(page, reportPaths.mine(lang))}">
${hidden(page, { ticket: props.slow?.ticket ?? '' })}
<code-from-hash>${field({ name: 'code', label: t('events.mine.code'), value: props.typed, error, hint: t('events.mine.hint'), required: true })}</code-from-hash>
<div class="actions"><button class="button">${t('events.mine.open')}</button></div>
</form>
${withoutEvent(page)}</div>`,
  })
}

export type MineReportProps = ReportFormProps & {
  event: Event
  code: string
  report: Report | undefined
  messages: readonly Message[]
  /** It was just taken. */
  done: boolean
  /** There is another version since this form was made. */
  conflict: boolean
  paused: boolean
  again: boolean
  slow: Slow | null
}

/** The form in which an organiser tells what happened, with what has become of it. */
export function mineReportPage(page: Page, props: MineReportProps): Html {
  const { t, lang } = page
  const { event, report, code } = props
  const { texts, lang: own } = textsIn(event.content, lang)
  return layout(page, {
    title: t('reports.mine.title'),
    hidden: true,
    islands: [READING],
    body: html`<div class="form-page"><p class="hint">${t('reports.mine.title')}</p>
<h1${attrs({ lang: own !== lang && own })}>${texts.title}</h1>
<p>${whenText(t, event.content)}</p>
${props.done && html`<p class="done" role="status">${t(report?.proposed ? 'reports.mine.done-proposed' : 'reports.mine.done')}</p>`}
${props.paused && html`<div class="summary" role="alert"><h2>${t('events.paused.title')}</h2><p>${t('events.paused.text')}</p></div>`}
${props.conflict && conflictNote(page, t('reports.mine.conflict'))}
<p class="lead">${t(`reports.mine.state.${report ? (report.proposed ? 'proposed' : report.state) : 'none'}`)}</p>
${report?.state === 'published' && isPublic(event) && event.slug && html`<p><a href="${link(page, eventPaths.show(lang, event.slug))}">${t('events.mine.page')}</a></p>`}
${talk(page, props)}
${readAs(page, report)}
${otherForms(page, code)}
<p class="hint">${t('reports.mine.published')} <a href="${link(page, safetyPaths.show(lang, 'published'))}">${t('reports.mine.safety')}</a></p>
${formNotes(page, props)}
${reportErrors(page, props.errors)}
<form class="form" method="post" action="${props.action}" novalidate>
${hidden(page, { code, do: 'send', version: report ? String(report.version) : '', ticket: props.slow?.ticket ?? '' })}
${reportFields(page, props)}
<div class="actions"><button class="button">${t(report ? 'reports.mine.send-again' : 'reports.mine.send')}</button></div>
<p class="hint">${t('reports.mine.then')}</p></form></div>`,
  })
}

/** Nothing can be told of it (yet): why, and the way back. */
export function closedReportPage(
  page: Page,
  { event, code, why }: { event: Event; code: string; why: 'cancelled' | 'ended' | 'later' },
): Html {
  const { t, lang } = page
  const { texts, lang: own } = textsIn(event.content, lang)
  return layout(page, {
    title: t('reports.mine.title'),
    hidden: true,
    body: html`<div class="form-page"><p class="hint">${t('reports.mine.title')}</p>
<h1${attrs({ lang: own !== lang && own })}>${texts.title}</h1>
<p class="lead">${t(`reports.closed.${why}`)}</p><p>${whenText(t, event.content)}</p>
${backForm(page, code)}${withoutEvent(page)}</div>`,
  })
}

/** What the desk asked, and what was answered; answering is done on the page of the event. */
function talk(page: Page, { messages }: MineReportProps): Html {
  const { t } = page
  if (messages.length === 0) return raw('')
  return html`<section><h2>${t('events.mine.talk')}</h2><ol class="talk">${messages.map(
    message =>
      html`<li class="talk-${message.author}"><p class="hint">${t(`events.mine.author.${message.author}`)}, ${formatShortDate(message.day, page.lang)}</p>${paragraphs(message.text)}</li>`,
  )}</ol></section>`
}

/** How the words were understood, so that a wrong number is seen by whoever knows better. */
function readAs(page: Page, report: Report | undefined): Html {
  const { t, lang } = page
  const content = report?.proposed ?? report?.content
  if (!content?.attendance) return raw('')
  const { words, atLeast } = content.attendance
  const values = { words: words[content.language] ?? '' }
  return html`<p>${
    atLeast === null
      ? t('reports.mine.read-none', values)
      : t('reports.mine.read-as', { ...values, number: formatNumber(atLeast, lang) })
  }</p>`
}

/** They stand above the report: after it, a press on one of them would throw away what was typed. */
function otherForms(page: Page, code: string): Html {
  return html`${picturesForm(page, code)}${backForm(page, code)}`
}

function picturesForm(page: Page, code: string): Html {
  const { t, lang } = page
  return html`<section class="group"><h2>${t('reports.mine.pictures')}</h2><p>${t('reports.mine.pictures-text')}</p>
<form method="post" action="${link(page, reportPaths.pictures(lang))}">${hidden(page, { code })}
<div class="actions"><button class="button button--quiet">${t('reports.mine.pictures-open')}</button></div></form></section>`
}

function backForm(page: Page, code: string): Html {
  return html`<form method="post" action="${link(page, eventPaths.mine(page.lang))}">${hidden(page, { code })}
<div class="actions"><button class="button button--quiet">${page.t('reports.mine.back')}</button></div></form>`
}

/** What happened without having been announced is announced afterwards. */
function withoutEvent(page: Page): Html {
  const { t, lang } = page
  return html`<h2>${t('reports.mine.no-event')}</h2><p>${t('reports.mine.no-event-text')}</p>
<p><a class="button button--quiet" href="${link(page, eventPaths.announce(lang))}">${t('events.announce.title')}</a></p>`
}
