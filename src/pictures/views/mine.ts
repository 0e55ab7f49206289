import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import { checkbox, errorSummary, radios } from '#platform/ui/field.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { formNotes, hidden, type Slow } from '#platform/ui/public-form.ts'
import type { SealKey } from '#sealed/field.ts'
import { keyField, sealedErrorText, sealedField } from '#sealed/field-card.ts'
import { picturePaths } from '../paths.ts'
import { MAX_WAITING } from '../picture.ts'
import type { ToldErrors } from '../told-form.ts'
import { coverFaces, coverIslands } from './cover-faces.ts'
import { errorText, toldFields } from './fields.ts'
import { type Came, cameSection, carriedOf, type Looked } from './mine-came.ts'

export type MinePicturesProps = {
  title: string
  code: string
  form: Form
  filled: boolean
  errors: ToldErrors
  /** What became of the files that have just come; null where none came. */
  came: Came | null
  /** The pictures of this sending that wait still. */
  looked: readonly Looked[]
  sending: { secret: string; sent: readonly string[] }
  /** Files were chosen that have to be chosen again. */
  lost: boolean
  noPlace: boolean
  done: 'dropped' | 'decided' | null
  /** Why no pictures are taken now. */
  closed: 'event' | 'paused' | 'key' | null
  key: SealKey | null
  counts: { waiting: number; decided: number }
  slow: Slow | null
  again: boolean
}

/** Sends pictures of one's own event: what came of those just sent, and the form for more. */
export function minePicturesPage(page: Page, props: MinePicturesProps): Html {
  const { t } = page
  const { counts, closed, done } = props
  return layout(page, {
    title: t('pictures.mine.title'),
    hidden: true,
    islands: closed ? [] : coverIslands(props.key),
    body: html`<div class="form-page"><p class="hint">${props.title}</p>
<h1>${t('pictures.mine.title')}</h1>
${done && html`<p class="done" role="status">${t(`pictures.mine.${done}`)}</p>`}
${formNotes(page, props)}
${props.noPlace && html`<p class="summary" role="alert">${t('pictures.mine.no-place')}</p>`}
${cameSection(page, props)}
<p class="lead">${t('pictures.mine.lead')}</p>
${counts.waiting + counts.decided > 0 && html`<p>${t('pictures.mine.counts', counts)}</p>`}
${closed ? html`<p class="summary" role="alert">${t(`pictures.closed.${closed}`)}</p>` : sendForm(page, props)}
${back(page, props)}</div>`,
  })
}

function sendForm(page: Page, props: MinePicturesProps): Html {
  const { t, lang } = page
  const { errors, filled } = props
  const form = filled ? props.form : EMPTY_FORM
  const own = page.languages.filter(({ code }) => code === lang)
  const error = (name: string) => errors[name] && errorText(page, errors[name])
  const summary = Object.keys(errors).map(name => ({ field: name, text: messageOf(page, name, errors) }))
  const body = html`<form class="form" method="post" action="${link(page, picturePaths.mine(lang))}" enctype="multipart/form-data">
${hidden(page, { do: 'send', ...carriedOf(props) })}${keyField(props.key)}
<div${attrs({ class: errors['picture'] ? 'field field--wrong' : 'field' })}><label for="picture">${t('pictures.form.files')}</label>
<p class="hint" id="picture-hint">${t('pictures.form.files-hint')}</p>
${props.lost && html`<p class="error" id="picture-error">${t('pictures.form.again')}</p>`}${error('picture') && html`<p class="error" id="picture-error">${error('picture')}</p>`}
<input type="file" id="picture" name="picture" multiple required accept="image/jpeg,image/png,image/webp,image/avif,image/heic,.heic"${attrs({ 'aria-describedby': props.lost || errors['picture'] ? 'picture-hint picture-error' : 'picture-hint' })}></div>
${toldFields(page, { form, errors, languages: own })}
${radios({
  name: 'faces',
  label: t('pictures.form.faces'),
  hint: t('pictures.form.faces-hint'),
  value: form.get('faces') || 'cover',
  options: [
    { value: 'cover', text: t('pictures.form.faces-cover') },
    { value: 'show', text: t('pictures.form.faces-show') },
  ],
})}
${sealedField(page, {
  name: 'consent',
  kind: 'consent',
  label: t('pictures.form.consent'),
  hint: t('pictures.form.consent-hint'),
  rows: 3,
  form,
  error: null,
  key: props.key,
  kept: null,
})}${errors['consent'] && html`<p class="error">${messageOf(page, 'consent', errors)}</p>`}
${checkbox({ name: 'looked', label: t('pictures.form.looked'), hint: t('pictures.form.looked-hint'), checked: form.has('looked'), error: error('looked'), required: true })}
<div class="actions"><button class="button">${t('pictures.form.send')}</button></div>
<p class="hint">${t('pictures.form.after', { most: MAX_WAITING })}</p></form>`
  return html`<h2 id="send">${t('pictures.mine.send-title')}</h2>
${errorSummary(t('ui.form.wrong', { count: summary.length }), summary)}
${coverFaces(page, { key: props.key, body })}`
}

function messageOf(page: Page, name: string, errors: ToldErrors): string {
  const error = errors[name]!
  const isSealed = name === 'consent' && error.key !== 'consent'
  return isSealed ? sealedErrorText(page.t, error) : errorText(page, error)
}

function back(page: Page, { code }: MinePicturesProps): Html {
  const { t, lang } = page
  return html`<form class="form" method="post" action="${link(page, `/${lang}/events/mine`)}">${hidden(page, { code })}
<div class="actions"><button class="button button--quiet">${t('pictures.mine.back')}</button></div></form>`
}
