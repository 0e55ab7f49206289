import { noEditionNote } from '#editions/card.ts'
import { type Event, textsIn } from '#events/event.ts'
import { KINDS } from '#events/kind.ts'
import { eventDeskPaths } from '#events/paths.ts'
import type { WhereChoices } from '#events/where-form.ts'
import { cityText, kindText, whenText } from '#events/words.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { countryName, listCountries } from '#platform/places/countries.ts'
import { placeName } from '#platform/places/place-name.ts'
import { languageName } from '#platform/text/language-name.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { errorSummary, field, select } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { BATCH_LIMITS, type Batch, countOpen, type Entry, type EntryField } from '../../batch.ts'
import { doubtValues } from '../../doubts.ts'
import type { DraftField } from '../../draft.ts'
import { intakeDeskPaths } from '../../paths.ts'
import { markedSource } from './source.ts'

export type BatchProps = {
  batch: Batch
  /** For each entry the events that may be the same. */
  likely: readonly (readonly Event[])[]
  wrong: { index: number; errors: FieldErrors; choices: WhereChoices } | null
  conflict: boolean
  /** Set while no edition takes events. */
  closed: { mayBegin: boolean } | null
  /** Languages in which an event may be written. */
  languages: readonly string[]
  /** Whether this member reaches the pages of events. */
  opensEvents: boolean
}

/** The pasted text on one side, its drafts on the other: one form, so that nothing typed is lost by any button. */
export function batchPage(page: Page, props: BatchProps): Html {
  const { t } = page
  const { batch, wrong, conflict } = props
  const { unread = [] } = batch
  const open = countOpen(batch)
  const entries = batch.entries.map((entry, index) => ({ entry, index }))
  const shown = entries.filter(({ entry }) => entry.state === 'open').slice(0, BATCH_LIMITS.shown)
  const decided = entries.filter(({ entry }) => entry.state !== 'open')
  const summary = Object.entries(wrong?.errors ?? {}).map(([name, error]) => ({
    field: `d${wrong!.index}_${name}`,
    text: t(`events.wrong.${error.key}`, error.values),
  }))
  return layout(page, {
    title: t('intake.batch.title'),
    hidden: true,
    kind: 'desk',
    body: html`<h1 id="done">${t('intake.batch.title')}</h1>
<p>${t('intake.batch.open', { count: open })} <a href="${link(page, intakeDeskPaths.list())}">${t('intake.batch.back')}</a></p>
${conflict && conflictNote(page, t('intake.batch.conflict-text'))}
${props.closed && noEditionNote(page, props.closed)}
${unread.length > 0 && html`<p class="change"><a href="#unread-${unread[0]}">${t('intake.batch.unread', { count: unread.length })}</a></p>`}
${errorSummary(t('ui.form.wrong', { count: summary.length }), summary)}
<div class="intake"><details class="intake-text" open><summary>${t('intake.batch.source')}</summary><section class="intake-source" tabindex="0" aria-label="${t('intake.batch.source')}">${markedSource(page, batch)}</section></details>
<form class="form intake-drafts" method="post" action="${link(page, intakeDeskPaths.show(batch.id))}" novalidate>
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${batch.version}">
<button class="visually-hidden" name="do" value="save" tabindex="-1">${t('intake.batch.save')}</button>
${shown.map(one => drawDraft(page, props, one))}
${open > shown.length && html`<p class="hint">${t('intake.batch.more', { count: open - shown.length })}</p>`}
<div class="actions">${shown.length > 0 && html`<button class="button button--quiet" name="do" value="accept-all">${t('intake.batch.accept-all')}</button><button class="button button--quiet" name="do" value="save">${t('intake.batch.save')}</button>`}
<button class="button button--quiet" name="do" value="forget">${t(open > 0 ? 'intake.batch.forget-open' : 'intake.batch.forget')}</button></div>
${decided.length > 0 && html`<h2>${t('intake.batch.decided')}</h2><ul>${decided.map(one => drawDecided(page, props, one))}</ul>`}
<datalist id="countries">${listCountries(page.lang).map(({ code, name }) => html`<option value="${code}">${name}</option>`)}</datalist>
</form></div>`,
  })
}

const MORE = ['about', 'link', 'registration'] as const

type One = { entry: Entry; index: number }

function drawDraft(page: Page, props: BatchProps, { entry, index }: One): Html {
  const { t, lang } = page
  const { draft, fields } = entry
  const isWrong = props.wrong?.index === index
  const errors = isWrong ? props.wrong!.errors : {}
  const choices = isWrong ? props.wrong!.choices : null
  const get = (name: EntryField) => fields[name] ?? ''
  const common = (name: EntryField, read?: DraftField) => {
    const error = errors[name]
    const isGuessed = read !== undefined && draft.guessed.includes(read)
    return {
      name: `d${index}_${name}`,
      label: t(`events.field.${name}`),
      value: get(name),
      error: error ? t(`events.wrong.${error.key}`, error.values) : null,
      ...(isGuessed ? { mark: t('intake.batch.guessed') } : {}),
    }
  }
  const hidden = (name: EntryField) =>
    get(name) && html`<input type="hidden" name="d${index}_${name}" value="${get(name)}">`
  const title = html`<span class="visually-hidden">: ${get('title')}</span>`
  const country = get('country')
  return html`<section class="intake-draft" id="draft-${index}"><h2><span class="quiet">${index + 1}</span> ${get('title')}</h2>
<blockquote class="intake-quote"${attrs({ lang: draft.language })}><a href="#source-${index}">${draft.source.slice(0, 600)}</a></blockquote>
${draft.cancelled && html`<p class="change">${t('intake.batch.cancelled')}</p>`}
${draft.doubts.length > 0 && html`<ul class="intake-doubts">${draft.doubts.map(doubt => html`<li>${t(doubt.key, doubtValues(doubt, lang))}</li>`)}</ul>`}
${likelyOnes(page, props, props.likely[index] ?? [])}
${field({ ...common('title', 'title') })}
<div class="pair">${select({ ...common('kind', 'kind'), options: KINDS.map(kind => ({ value: kind, text: kindText(t, kind) })) })}${select({ ...common('language'), options: props.languages.map(code => ({ value: code, text: languageName(code, lang) })) })}</div>
<div class="pair">${field({ ...common('from', 'date'), type: 'date' })}${field({ ...common('to', 'endDate'), type: 'date' })}${field({ ...common('start', 'start'), type: 'time' })}${field({ ...common('end', 'end'), type: 'time' })}</div>
<div class="pair">${select({ ...common('where', 'online'), options: ['place', 'online', 'later'].map(form => ({ value: form, text: t(`events.where-form.${form}`) })) })}${field(common('city', 'city'))}${countryField(page, { ...common('country', 'country'), value: country })}${field(common('venue', 'venue'))}</div>
${choices && choices.places.length > 0 ? select({ ...common('place'), label: t('events.field.city'), options: [...choices.places.map(place => ({ value: String(place.id), text: [placeName(place, lang), place.region, countryName(place.country, lang)].filter(Boolean).join(', ') })), { value: 'typed', text: get('city') }] }) : hidden('place')}
${choices?.zones ? select({ ...common('zone', 'zone'), options: choices.zones.map(zone => ({ value: zone, text: zone })) }) : hidden('zone')}
${field({ ...common('hosts'), rows: 2 })}
<details${attrs({ open: MORE.some(name => get(name) || errors[name]) })}><summary>${t('intake.batch.more-fields')}</summary>${field({ ...common('about'), rows: 4 })}
<div class="pair">${field({ ...common('link'), inputmode: 'url' })}${field({ ...common('registration'), inputmode: 'url' })}</div></details>
<div class="actions"><button class="button" name="do" value="accept:${index}">${t('intake.batch.accept')}${title}</button><button class="button button--quiet" name="do" value="drop:${index}">${t('intake.batch.drop')}${title}</button></div></section>`
}

function countryField(
  page: Page,
  {
    name,
    label,
    value,
    error,
    mark,
  }: { name: string; label: string; value: string; error: string | null; mark?: string },
): Html {
  const known = value && listCountries(page.lang).find(({ code }) => code === value)?.name
  return html`<div${attrs({ class: error ? 'field field--wrong' : 'field' })}><label for="${name}">${label}${mark && html` <span class="mark">${mark}</span>`}</label>
${known && html`<p class="hint" id="${name}-hint">${known}</p>`}${error && html`<p class="error" id="${name}-error">${error}</p>`}
<input${attrs({ type: 'text', id: name, name, list: 'countries', class: 'short', autocomplete: 'off', value, 'aria-invalid': error && 'true', 'aria-describedby': [known && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || null })}></div>`
}

function likelyOnes(page: Page, { opensEvents }: BatchProps, events: readonly Event[]): Html {
  if (events.length === 0) return raw('')
  const { t, lang } = page
  return html`<p class="change">${t('intake.batch.likely')} ${events.map((event, index) => {
    const { texts, lang: own } = textsIn(event.content, lang)
    const facts = [
      cityText(event.content, lang),
      whenText(t, event.content),
      t(`events.desk.state.${event.state}`),
    ]
    const title = html`<span${attrs({ lang: own !== lang && own })}>${texts.title}</span>`
    return html`${index > 0 && '; '}${opensEvents ? html`<a href="${link(page, eventDeskPaths.show(event.id))}">${title}</a>` : title} (${facts.filter(Boolean).join(', ')})`
  })}</p>`
}

function drawDecided(page: Page, { opensEvents }: BatchProps, { entry, index }: One): Html {
  const { t } = page
  const title = entry.fields['title'] ?? entry.draft.title
  return html`<li>${
    entry.eventId
      ? html`${opensEvents ? html`<a href="${link(page, eventDeskPaths.show(entry.eventId))}">${title}</a>` : title} <span class="quiet">${t('intake.batch.accepted')}</span>`
      : html`${title} <span class="quiet">${t('intake.batch.dropped')}</span> <button class="button button--small button--quiet" name="do" value="restore:${index}">${t('intake.batch.restore')}<span class="visually-hidden">: ${title}</span></button>`
  }</li>`
}
