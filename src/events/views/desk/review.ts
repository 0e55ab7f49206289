import { logLine } from '#desk/log-card.ts'
import type { LogEntry } from '#desk/log-entry.ts'
import { OPENING } from '#keys/open-sealed-card.ts'
import type { Form } from '#platform/forms/form.ts'
import type { FieldError } from '#platform/forms/read-field.ts'
import { countryName } from '#platform/places/countries.ts'
import { languageName } from '#platform/text/language-name.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { differenceTable } from '#platform/ui/difference-table.ts'
import { checkbox, field, radios } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { codeBox } from '#platform/ui/public-form.ts'
import { reportDeskPaths } from '#reports/paths.ts'
import type { After } from '../../after.ts'
import { afterNote } from '../../after-card.ts'
import { differencesOf, isMove } from '../../difference.ts'
import {
  type Event,
  HOST_CHECKS,
  isPublic,
  type Message,
  type Proposal,
  textsIn,
  WAITING_STATES,
} from '../../event.ts'
import { writeParts } from '../../parts-text.ts'
import { eventDeskPaths, eventPaths } from '../../paths.ts'
import { kindText, placeText, whenText } from '../../words.ts'
import type { Doubt } from './doubts.ts'

export type ReviewProps = {
  event: Event
  proposal: Proposal | undefined
  messages: readonly Message[]
  likely: readonly Event[]
  log: readonly LogEntry[]
  /** Somebody else has it in hand. */
  otherMember: { member: string; since: number } | null
  doubts: readonly Doubt[]
  languages: readonly string[]
  /** The state of what was told of it afterwards, or null. */
  report: string | null
  /** What is sealed of it; `open` opens it for members who hold the key. */
  sealed: readonly { label: 'contact' | 'venue' | 'proposed'; day: string; open: Html | null }[]
  error: { field: string; error: FieldError } | null
  form: Form
  /** Somebody else changed it since this form was made. */
  conflict: boolean
  /** What was just done with the event before this one. */
  after: After | null
  /** What it was read from, while it waits; `lang` is null where nobody knows it. */
  source: { text: string; lang: string | null } | null
}

export function reviewPage(page: Page, props: ReviewProps): Html {
  const { t } = page
  const { event } = props
  const { texts, lang } = textsIn(event.content, page.lang)
  return layout(page, {
    title: texts.title,
    hidden: true,
    kind: 'desk',
    islands: props.sealed.some(({ open }) => open) ? [OPENING] : [],
    body: html`<p class="hint"><a href="${link(page, '/desk')}">${t('events.desk.back')}</a></p>
${props.after && afterNote(page, props.after)}
<h1${langOf(page, lang)}>${texts.title}</h1>
<p class="event-kind" id="done">${kindText(t, event.content.kind)} · ${t(`events.desk.state.${event.state}`)}${event.publishedAt === null && html` · ${t('events.desk.arrived', { day: formatShortDate(event.arrived, page.lang) })}`}</p>
${props.report && html`<p><a href="${link(page, reportDeskPaths.show(event.id))}">${t('reports.title')}</a> <span class="quiet">${t(`reports.desk.state.${props.report}`)}</span></p>`}
${notes(page, props)}
<div class="event-columns"><div>${proposalBox(page, props)}${content(page, event)}${sourcePart(page, props)}${sealedPart(page, props)}${talk(page, props)}</div>
<aside>${decisions(page, props)}</aside></div>
${translations(page, props)}
${history(page, props)}`,
  })
}

const TYPED = ['question', 'refuse_reason', 'cancel_reason', 'decline_reason', 'reason']

function notes(page: Page, { event, otherMember, conflict, doubts, likely, form }: ReviewProps): Html {
  const { t } = page
  return html`${conflict && conflictNote(page, t('events.desk.conflict-text'), html`${TYPED.map(name => form.get(name) && html`<blockquote>${paragraphs(form.get(name))}</blockquote>`)}`)}
${otherMember && html`<p class="summary" role="note">${t('events.desk.in-hand', { member: otherMember.member, minutes: Math.max(0, Math.floor((page.now - otherMember.since) / 60_000)) })}</p>`}
${doubts.length > 0 && html`<ul class="doubts">${doubts.map(doubt => html`<li>${t(`events.desk.doubt.${doubt}`, { edition: String(event.edition) })}</li>`)}</ul>`}
${likely.length > 0 && html`<section class="likely"><h2>${t('events.desk.likely')}</h2><ul>${likely.map(other => likelyLine(page, other))}</ul></section>`}`
}

function likelyLine(page: Page, other: Event): Html {
  const { t } = page
  const { texts } = textsIn(other.content, page.lang)
  return html`<li><a href="${link(page, eventDeskPaths.show(other.id))}">${texts.title}</a> <span class="quiet">${whenText(t, other.content)}, ${place(page, other.content)} · ${t(`events.desk.state.${other.state}`)}</span></li>`
}

function content(page: Page, event: Event): Html {
  const { t } = page
  const { content: told } = event
  const { texts, lang } = textsIn(told, page.lang)
  const rows: [string, Html | string | null][] = [
    ['when', whenText(t, told)],
    ['where', place(page, told)],
    [
      'reveal',
      told.where.revealHours !== null
        ? t(told.where.hideCity ? 'events.desk.reveal-city' : 'events.desk.reveal', {
            hours: told.where.revealHours,
          })
        : null,
    ],
    ['link', told.where.link],
    ['hosts', told.anonymous ? t('events.show.anonymous') : told.hosts.join(', ')],
    ['about', texts.about ? html`<div${langOf(page, lang)}>${paragraphs(texts.about)}</div>` : null],
    [
      'parts',
      told.parts.length > 0 ? html`<pre class="plain">${writeParts(told.parts, told.language)}</pre>` : null,
    ],
    ['registration', told.registration],
    ['bring', texts.bring],
    ['access', texts.access],
    ['safety', texts.safety],
    ['photos', told.photos && t(`events.photos.${told.photos}`)],
    ['spoken', told.spoken.map(code => languageName(code, page.lang)).join(', ')],
    ['language', languageName(told.language, page.lang)],
  ]
  return html`<dl class="facts">${rows.map(([name, value]) => value && html`<dt>${t(`events.field.${name}`)}</dt><dd>${value}</dd>`)}</dl>
<p class="actions"><a class="button button--quiet" href="${link(page, eventDeskPaths.edit(event.id))}">${t('events.desk.edit')}</a>
${isPublic(event) && event.slug && html`<a href="${page.publicUrl + eventPaths.show(page.lang, event.slug)}">${t('events.mine.page')}</a>`}</p>`
}

/** The lines of a pasted list that it was read from, to compare. */
function sourcePart(page: Page, { source }: ReviewProps): Html {
  if (!source) return raw('')
  const lang = attrs({ lang: source.lang !== page.lang && source.lang })
  return html`<section><h2>${page.t('events.desk.source')}</h2><blockquote class="lines"${lang}>${source.text}</blockquote></section>`
}

/** What only members with the key for organisers can read, one by one. */
function sealedPart(page: Page, { sealed }: ReviewProps): Html {
  const { t } = page
  if (sealed.length === 0) return raw('')
  return html`<section><h2>${t('events.desk.sealed-title')}</h2><dl class="facts">${sealed.map(
    ({ label, day, open }) =>
      html`<dt>${t(`events.desk.sealed.${label}`, { day: formatShortDate(day, page.lang) })}</dt><dd>${open ?? t('events.desk.sealed-closed')}</dd>`,
  )}</dl><p class="hint">${t('events.desk.sealed-deleted')}</p></section>`
}

/** What the organiser would change, before and after. */
function proposalBox(page: Page, props: ReviewProps): Html {
  const { t } = page
  const { event, proposal } = props
  if (!proposal) return raw('')
  const differences =
    proposal.kind === 'change' ? differencesOf(event.content, proposal.content, sayer(page)) : []
  const move = proposal.kind === 'change' && isMove(event.content, proposal.content)
  return html`<section class="proposal"><h2>${t(`events.desk.proposal.${proposal.kind}`)}</h2>
${proposal.basedOn !== event.version && html`<p class="hint">${t('events.desk.proposal-old')}</p>`}
${proposal.note && html`<blockquote>${paragraphs(proposal.note)}</blockquote>`}
${
  differences.length > 0 &&
  differenceTable(
    page,
    differences.map(({ field: name, lang, ...rest }) => ({
      field: html`${t(`events.field.${name}`)}${lang && html` <span class="quiet">(${languageName(lang, page.lang)})</span>`}`,
      ...rest,
    })),
  )
}
${deed(
  page,
  props,
  'accept',
  html`${move && checkbox({ name: 'moved', label: t('events.desk.moved'), checked: true })}${
    move &&
    field({
      name: 'reason',
      label: t('events.desk.move-reason'),
      value: props.form.get('reason'),
      mark: t('ui.optional'),
    })
  }`,
)}
${deed(page, props, 'decline', textField(page, props, 'decline_reason'))}</section>`
}

function talk(page: Page, props: ReviewProps): Html {
  const { messages, event } = props
  if (messages.length === 0) return raw('')
  const { t } = page
  return html`<section><h2>${t('events.mine.talk')}</h2><ol class="talk">${messages.map(
    message =>
      html`<li class="talk-${message.author}"><p class="hint">${t(`events.desk.author.${message.author}`)}, ${formatShortDate(message.day, page.lang)}</p>${paragraphs(message.text)}</li>`,
  )}</ol>${isPublic(event) && messages.at(-1)?.author === 'organiser' && deed(page, props, 'noted', raw(''))}</section>`
}

/** What can be decided in this state. */
function decisions(page: Page, props: ReviewProps): Html {
  const { t } = page
  const { event } = props
  const waiting = WAITING_STATES.includes(event.state) || event.state === 'draft'
  const ended = event.state === 'cancelled' || event.state === 'withdrawn' || event.state === 'refused'
  const hostCheck = radios({
    name: 'host_check',
    label: t('events.desk.host-check'),
    value: props.form.get('host_check') || event.hostCheck,
    options: HOST_CHECKS.map(check => ({ value: check, text: t(`events.desk.host-check-${check}`) })),
  })
  return html`${(waiting || ended) && html`<section class="decision"><h2>${t(ended ? 'events.desk.again' : 'events.desk.publish-title')}</h2>${deed(page, props, 'publish', hostCheck)}</section>`}
${!ended && event.state !== 'draft' && folded(t('events.desk.ask'), deed(page, props, 'ask', textField(page, props, 'question')), props.error?.field === 'question' || event.state === 'asked')}
${waiting && folded(t('events.desk.refuse'), deed(page, props, 'refuse', textField(page, props, 'refuse_reason')), props.error?.field === 'refuse_reason')}
${isPublic(event) && !ended && folded(t('events.desk.cancel'), deed(page, props, 'cancel', textField(page, props, 'cancel_reason')), props.error?.field === 'cancel_reason')}
${isPublic(event) && folded(t('events.desk.withdraw'), deed(page, props, 'withdraw', html`<p>${t('events.desk.withdraw-text')}</p>`), false)}
${event.state !== 'withdrawn' && event.state !== 'refused' && folded(t('events.desk.code'), deed(page, props, 'code', html`<p>${t('events.desk.code-text')}</p>`), false)}`
}

function folded(title: string, body: Html, open: boolean): Html {
  return html`<details class="group"${open ? raw(' open') : raw('')}><summary>${title}</summary>${body}</details>`
}

/** A form that does one thing with this version of the event. */
function deed(page: Page, { event }: ReviewProps, action: string, fields: Html): Html {
  const button = action === 'publish' || action === 'accept' ? 'button' : 'button button--quiet'
  return html`<form class="form" method="post" action="${link(page, eventDeskPaths.act(event.id, action))}">
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${event.version}">
${fields}
<div class="actions"><button class="${button}">${page.t(`events.desk.do.${action}`)}</button></div></form>`
}

function textField(page: Page, { form, error }: ReviewProps, name: string): Html {
  const wrong = error?.field === name ? page.t(`events.wrong.${error.error.key}`, error.error.values) : null
  return field({
    name,
    label: page.t(`events.desk.field-${name}`),
    value: form.get(name),
    rows: 3,
    error: wrong,
  })
}

function translations(page: Page, { event, languages }: ReviewProps): Html {
  const { t } = page
  return html`<section><h2>${t('events.desk.texts')}</h2><ul class="inline">${languages.map(lang => {
    const state =
      lang === event.content.language ? 'original' : event.content.texts[lang]?.title ? 'done' : 'missing'
    const name = languageName(lang, page.lang)
    return html`<li>${
      state === 'original'
        ? name
        : html`<a href="${link(page, eventDeskPaths.translate(event.id, lang))}">${name}</a>`
    } <span class="quiet">${t(`events.desk.text-${state}`)}</span></li>`
  })}</ul></section>`
}

function history(page: Page, { log }: ReviewProps): Html {
  if (log.length === 0) return raw('')
  return html`<section><h2>${page.t('events.desk.history')}</h2><ul class="log">${log.map(entry => html`<li>${logLine(page, entry)}</li>`)}</ul></section>`
}

function sayer(page: Page) {
  const { t } = page
  return {
    kind: (told: Event['content']) => kindText(t, told.kind),
    when: (told: Event['content']) => whenText(t, told),
    where: (told: Event['content']) => place(page, told),
    language: (told: Event['content']) => languageName(told.language, page.lang),
    secret: (other: boolean) => t(other ? 'events.desk.secret-other' : 'events.desk.secret'),
    parts: (told: Event['content'], lang: string) => writeParts(told.parts, lang),
  }
}

function place(page: Page, told: Event['content']): string {
  return placeText(page.t, told, told.where.country ? countryName(told.where.country, page.lang) : '')
}

/** A new code, shown once, to be handed to the organiser through a way the desk trusts. */
export function newCodePage(page: Page, { event, code }: { event: Event; code: string }): Html {
  const { t } = page
  return layout(page, {
    title: t('events.desk.code'),
    hidden: true,
    kind: 'desk',
    islands: ['copy-code'],
    body: html`<article class="text"><h1>${t('events.desk.code')}</h1>
<h2 id="code-label">${t('events.announced.code-title')}</h2>
${codeBox(page, code)}
<p>${t('events.desk.code-given')}</p>
<p><a class="button" href="${link(page, eventDeskPaths.show(event.id))}">${t('events.desk.back-to-event')}</a></p></article>`,
  })
}
