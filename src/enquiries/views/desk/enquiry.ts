import { OPENING, openerData } from '#keys/open-sealed-card.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { select } from '#platform/ui/field.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { ANSWER_SIZE, type Enquiry, REASONS } from '../../enquiry.ts'
import { enquiryDeskPaths } from '../../paths.ts'

/** The event that is asked about, as these pages show it: its title, when it is, its address at the desk. */
export type AskedEvent = { title: string; when: string; path: string }

export type EnquiryProps = {
  event: AskedEvent
  enquiry: Enquiry
  /** Each opens a sealed record in the browser; null where there is none. */
  note: Html | null
  place: Html | null
  /** The sealed place, and where it is read; null where there is none to tell. */
  toTell: { id: string; record: string } | null
  inHandOf: string | null
  /** What was sent as the answer is none. */
  invalid: boolean
}

/** One enquiry: what telling means, the note, the place, and the two decisions. */
export function enquiryPage(page: Page, props: EnquiryProps): Html {
  const { t } = page
  const { event, enquiry } = props
  return layout(page, {
    title: t('enquiries.desk.title'),
    hidden: true,
    kind: 'desk',
    islands: [...(props.note || props.place ? [OPENING] : []), ...(props.toTell ? ['tell-place'] : [])],
    body: html`<p class="hint"><a href="${link(page, enquiryDeskPaths.list(enquiry.eventId))}">${t('enquiries.desk.back')}</a></p>
<h1>${t('enquiries.desk.title')}</h1>
<p class="lead"><a href="${link(page, event.path)}">${event.title}</a>, ${event.when} · ${stateText(page, enquiry)}</p>
${props.inHandOf && html`<p class="summary" role="note">${t('enquiries.desk.in-hand', { member: props.inHandOf })}</p>`}
${props.invalid && html`<p class="summary" role="alert">${t('enquiries.desk.tell-invalid')}</p>`}
<section class="summary" aria-labelledby="police"><h2 id="police">${t('enquiries.desk.police-title')}</h2>
<p>${t('enquiries.desk.police')}</p><p>${t('enquiries.desk.police-host')}</p><p>${t('enquiries.desk.means')}</p></section>
<section><h2>${t('enquiries.desk.note')}</h2>${props.note ?? html`<p>${t('enquiries.desk.note-gone')}</p>`}</section>
<section><h2>${t('enquiries.desk.place')}</h2>${props.place ?? html`<p>${t('enquiries.desk.place-none')}</p>`}</section>
${props.toTell && tellForm(page, enquiry, props.toTell)}
${refuseForm(page, { title: t('enquiries.desk.refuse'), action: enquiryDeskPaths.refuse(enquiry.id), fields: {} })}`,
  })
}

export type EnquiryListProps = { event: AskedEvent; eventId: string; enquiries: readonly Enquiry[] }

/** All enquiries about an event: their number and state, and nothing of who asked. */
export function enquiryListPage(page: Page, { event, eventId, enquiries }: EnquiryListProps): Html {
  const { t } = page
  const count = (state: Enquiry['state']) => enquiries.filter(each => each.state === state).length
  return layout(page, {
    title: t('enquiries.desk.list-title'),
    hidden: true,
    kind: 'desk',
    body: html`<h1>${t('enquiries.desk.list-title')}</h1>
<p class="lead"><a href="${link(page, event.path)}">${event.title}</a>, ${event.when}</p>
<p>${t('enquiries.desk.number', { waiting: count('waiting'), told: count('told'), refused: count('refused') })}</p>
${
  enquiries.length === 0
    ? html`<p class="empty">${t('enquiries.desk.none')}</p>`
    : html`<ul class="log">${enquiries.map(
        (enquiry, index) =>
          html`<li><a href="${link(page, enquiryDeskPaths.show(enquiry.id))}">${t('enquiries.desk.one', { number: index + 1 })}</a> <span class="quiet">${stateText(page, enquiry)}</span></li>`,
      )}</ul>`
}
${
  count('waiting') > 1 &&
  html`${refuseForm(page, { title: t('enquiries.desk.refuse-all'), hint: t('enquiries.desk.refuse-all-text'), action: enquiryDeskPaths.refuseAll(), fields: { event: eventId } })}`
}`,
  })
}

/** The element opens the place, seals it to the asker's recipient, and sends the form. */
function tellForm(page: Page, enquiry: Enquiry, { id, record }: { id: string; record: string }): Html {
  const { t } = page
  const told = {
    'data-record': link(page, record),
    ...openerData(page),
    'data-recipient': enquiry.recipient,
    'data-size': ANSWER_SIZE,
    'data-failed': t('enquiries.desk.tell-failed'),
    'data-text': t(enquiry.decided === null ? 'enquiries.desk.tell' : 'enquiries.desk.tell-again'),
  }
  return html`<section class="decision"><h2>${t('enquiries.desk.tell')}</h2><p>${t('enquiries.desk.tell-text')}</p>
<tell-place${attrs(told)}><p class="hint">${t('enquiries.desk.tell-scripts')}</p>
<form method="post" action="${link(page, enquiryDeskPaths.tell(enquiry.id))}" hidden><input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="place" value="${id}"><input type="hidden" name="answer"><button>${t('enquiries.desk.tell')}</button></form></tell-place></section>`
}

type Refusal = { title: string; hint?: string; action: string; fields: Record<string, string> }

function refuseForm(page: Page, { title, hint, action, fields }: Refusal): Html {
  const { t } = page
  const options = [
    { value: '', text: t('enquiries.desk.reason-none') },
    ...REASONS.map(reason => ({ value: reason, text: t(`enquiries.reason.${reason}`) })),
  ]
  return html`<section class="decision"><h2>${title}</h2>${hint && html`<p>${hint}</p>`}
<form class="form" method="post" action="${link(page, action)}"><input type="hidden" name="token" value="${page.token()}">${Object.entries(
    fields,
  ).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${select({ name: 'reason', label: t('enquiries.desk.reason'), value: '', options })}
<div class="actions"><button class="button button--quiet">${title}</button></div></form></section>`
}

function stateText(page: Page, { state, arrived, decided }: Enquiry): string {
  return page.t(`enquiries.desk.state.${state}`, { day: formatShortDate(decided ?? arrived, page.lang) })
}
