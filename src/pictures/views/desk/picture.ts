import { OPENING, openSealed } from '#keys/open-sealed-card.ts'
import type { Form } from '#platform/forms/form.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { errorSummary } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { hidden } from '#platform/ui/public-form.ts'
import { creditLine } from '../../card.ts'
import { type PictureAction, pictureDeskPaths } from '../../paths.ts'
import { MAX_WAITING, type Picture } from '../../picture.ts'
import type { ToldErrors } from '../../told-form.ts'
import { errorText, toldFields } from '../fields.ts'
import { fileField, type PictureGroup, showChoice, thumbnail } from './list.ts'
import { OPENING_PICTURES, openPicture } from './open-picture.ts'

export type PictureProps = {
  picture: Picture
  about: PictureGroup['about']
  /** The key that its body is sealed to; null where there is none (any more). */
  keyId: string | null
  /** Where the note about consent is read, to be opened; null where there is none. */
  consent: string | null
  form: Form
  errors: ToldErrors
  wrong: string | null
  conflict: boolean
  decides: boolean
  inHandOf: string | null
}

/** One picture at the desk: opened and approved, or shown with what is said of it. */
export function picturePage(page: Page, props: PictureProps): Html {
  const { t, lang } = page
  const { picture, about } = props
  const summary = Object.entries(props.errors).map(([field, error]) => ({
    field,
    text: errorText(page, error),
  }))
  const { state } = picture
  return layout(page, {
    title: t('pictures.desk.picture'),
    hidden: true,
    kind: 'desk',
    islands: [...(props.consent ? [OPENING] : []), ...(props.keyId ? [OPENING_PICTURES] : [])],
    body: html`<p class="hint"><a href="${link(page, pictureDeskPaths.of(about.subject))}">${about.title}</a></p>
<h1>${t('pictures.desk.picture')}</h1>
<p class="lead" id="done">${t(`pictures.desk.state.${state}`, { day: formatShortDate(picture.arrived, lang) })} · ${creditLine(page, picture)}</p>
${props.inHandOf && html`<p class="summary" role="note">${t('pictures.desk.in-hand', { member: props.inHandOf })}</p>`}
${props.conflict && conflictNote(page, t('pictures.desk.conflict'))}
${errorSummary(t('ui.form.wrong', { count: summary.length }), summary)}
${props.wrong && html`<p class="summary" role="alert">${t(`pictures.wrong.${props.wrong}`, { most: MAX_WAITING })}</p>`}
<p>${t('pictures.mine.one', { number: 1, covered: picture.covered })}</p>
${picture.consent && html`<p>${t('pictures.desk.consent')}</p>${props.consent && openSealed(page, { record: props.consent, what: t('pictures.desk.consent-note') })}`}
${state === 'waiting' ? waiting(page, props) : approved(page, props)}`,
  })
}

function waiting(page: Page, props: PictureProps): Html {
  const { t } = page
  const { picture, form, errors } = props
  const { id, version } = picture
  const body = html`<form class="form" method="post" action="${link(page, pictureDeskPaths.act(id, 'approve'))}" enctype="multipart/form-data" novalidate>
${hidden(page, { version: String(version) })}
${fileField(page, null)}<p class="hint">${t('pictures.desk.file-hint')} <a href="${link(page, pictureDeskPaths.sealed(id))}" download>${t('pictures.desk.sealed')}</a></p>
${toldFields(page, { form, errors, languages: page.languages })}
${showChoice(page, form.get('show') || 'after')}
<div class="actions"><button class="button">${t('pictures.desk.approve')}</button></div></form>`
  return html`${openPicture(page, { picture, keyId: props.keyId, body })}
${plainForm(page, props, { action: 'refuse', text: t('pictures.desk.refuse'), hint: t('pictures.desk.refuse-text') })}`
}

function approved(page: Page, props: PictureProps): Html {
  const { t } = page
  const { picture, form, errors, decides } = props
  const { id, version, state, showFrom } = picture
  const show = state === 'kept' ? 'keep' : showFrom === null ? 'after' : 'now'
  return html`<p><a href="${link(page, pictureDeskPaths.file(id, 2400))}">${thumbnail(page, picture)}</a></p>
<form class="form" method="post" action="${link(page, pictureDeskPaths.act(id, 'edit'))}" novalidate>
${hidden(page, { version: String(version) })}
${toldFields(page, { form, errors, languages: page.languages })}
${decides && showChoice(page, form.get('show') || show)}
<div class="actions"><button class="button">${t('pictures.desk.save')}</button></div></form>
${decides && plainForm(page, props, { action: 'remove', text: t('pictures.desk.remove'), hint: t('pictures.desk.remove-text') })}`
}

function plainForm(
  page: Page,
  { picture }: PictureProps,
  { action, text, hint }: { action: PictureAction; text: string; hint: string },
): Html {
  return html`<details class="group"><summary>${text}</summary><p>${hint}</p>
<form class="form" method="post" action="${link(page, pictureDeskPaths.act(picture.id, action))}">${hidden(page, { version: String(picture.version) })}${raw('')}
<div class="actions"><button class="button button--quiet">${text}</button></div></form></details>`
}
