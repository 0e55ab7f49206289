import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import { checkbox, errorSummary, field, radios } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { formNotes, hidden, type Slow } from '#platform/ui/public-form.ts'
import type { SealKey } from '#sealed/field.ts'
import { keyField, sealedErrorText, sealedField } from '#sealed/field-card.ts'
import { PRESS_SIZES, PRESSED_WIDTH, readSize } from '../cover-form.ts'
import { picturePaths } from '../paths.ts'
import { MAX_WAITING } from '../picture.ts'
import type { ToldErrors } from '../told-form.ts'
import { coverFaces, coverIslands } from './cover-faces.ts'
import { errorText, toldFields } from './fields.ts'

/** What became of one file: taken, with what there is to look at, or refused. */
export type PictureResult =
  | {
      number: number
      upload: string
      covered: number
      width: number
      height: number
      /** A small version of it as an address that holds it. */
      preview: string
      base64: string
    }
  | { number: number; wrong: string }

export type MinePicturesProps = {
  title: string
  code: string
  form: Form
  filled: boolean
  errors: ToldErrors
  results: readonly PictureResult[]
  /** Files were chosen that have to be chosen again. */
  lost: boolean
  noPlace: boolean
  done: 'dropped' | 'decided' | null
  /** Why no pictures are taken now. */
  closed: 'event' | 'paused' | 'key' | null
  key: SealKey | null
  /** Travels with the form, so that sending twice is sending once. */
  upload: string
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
${results(page, props)}
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
${hidden(page, { do: 'send', code: props.code, upload: props.upload, ticket: props.slow?.ticket ?? '' })}${keyField(props.key)}
<div${attrs({ class: errors['picture'] ? 'field field--wrong' : 'field' })}><label for="picture">${t('pictures.form.files')}</label>
<p class="hint" id="picture-hint">${t('pictures.form.files-hint')}</p>
${props.lost && html`<p class="error" id="picture-error">${t('pictures.form.again')}</p>`}${error('picture') && html`<p class="error" id="picture-error">${error('picture')}</p>`}
<input type="file" id="picture" name="picture" multiple accept="image/jpeg,image/png,image/webp,image/avif,image/heic,.heic"${attrs({ 'aria-describedby': props.lost || errors['picture'] ? 'picture-hint picture-error' : 'picture-hint' })}></div>
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

function results(page: Page, props: MinePicturesProps): Html {
  if (props.results.length === 0) return raw('')
  const { t } = page
  const taken = props.results.filter(result => 'preview' in result)
  const refused = props.results.filter(result => 'wrong' in result)
  return html`<section aria-labelledby="came"><h2 id="came" tabindex="-1">${t('pictures.mine.came', { taken: taken.length, refused: refused.length })}</h2>
${refused.length > 0 && html`<ul class="summary" role="alert">${refused.map(result => html`<li>${t('pictures.mine.refused', { number: result.number, why: t(`pictures.wrong.${result.wrong}`, { most: MAX_WAITING }) })}</li>`)}</ul>`}
${taken.length > 0 && html`<p>${t('pictures.mine.look')}</p>`}
${props.form.get('do') === 'cover' && html`<p class="hint">${t('pictures.mine.others')}</p>`}
${taken.map(result => takenPicture(page, props, result))}</section>`
}

function takenPicture(
  page: Page,
  props: MinePicturesProps,
  result: Extract<PictureResult, { preview: string }>,
): Html {
  const { t, lang } = page
  const { number, upload } = result
  const action = link(page, picturePaths.mine(lang))
  const faces = props.form.get('faces') === 'show' ? 'show' : ''
  const name = t('pictures.mine.one', { number, covered: result.covered })
  const height = Math.max(1, Math.round((PRESSED_WIDTH * result.height) / result.width))
  return html`<article class="came"><h3>${name}</h3>
<form class="form" method="post" action="${action}" enctype="multipart/form-data">
${hidden(page, { do: 'cover', code: props.code, upload, faces, picture_base64: result.base64 })}
<p class="hint" id="press-${number}">${t('pictures.mine.press')}</p>
<input type="image" class="pressed" name="at" src="${result.preview}" width="${PRESSED_WIDTH}" height="${height}" alt="${t('pictures.mine.press-alt', { number })}" aria-describedby="press-${number}">
${radios({
  name: 'size',
  id: `size-${number}`,
  label: t('pictures.mine.size'),
  value: readSize(props.form.get('size')),
  options: Object.keys(PRESS_SIZES).map(value => ({ value, text: t(`pictures.mine.size-${value}`) })),
})}
<details class="group"><summary>${t('pictures.mine.numbers')}</summary><p class="hint">${t('pictures.mine.numbers-hint')}</p>
${(['left', 'top', 'wide', 'high'] as const).map(part => field({ name: part, id: `${part}-${number}`, label: t(`pictures.mine.${part}`), value: '', inputmode: 'decimal', short: true }))}
<div class="actions"><button class="button button--quiet" name="how" value="percent">${t('pictures.mine.cover')}</button></div></details></form>
<form class="form" method="post" action="${action}">${hidden(page, { do: 'drop', code: props.code, upload })}
<div class="actions"><button class="button button--quiet">${t('pictures.mine.drop', { number })}</button></div></form></article>`
}

function back(page: Page, { code }: MinePicturesProps): Html {
  const { t, lang } = page
  return html`<form class="form" method="post" action="${link(page, `/${lang}/events/mine`)}">${hidden(page, { code })}
<div class="actions"><button class="button button--quiet">${t('pictures.mine.back')}</button></div></form>`
}
