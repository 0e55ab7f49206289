import { decidesOnEvents, type Member, writesTexts } from '#members/member.ts'
import type { Form } from '#platform/forms/form.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { errorSummary, radios } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type NavItem, type Page } from '#platform/ui/page.ts'
import { hidden } from '#platform/ui/public-form.ts'
import type { SealKey } from '#sealed/field.ts'
import { keyField, sealedField } from '#sealed/field-card.ts'
import { pictureDeskPaths } from '../../paths.ts'
import { MAX_WAITING, type Picture, sizeOf, textIn } from '../../picture.ts'
import type { ToldErrors } from '../../told-form.ts'
import { coverFaces, coverIslands } from '../cover-faces.ts'
import { errorText, toldFields } from '../fields.ts'

/** Pictures of one subject, with what it is called and where it is at the desk. */
export type PictureGroup = {
  about: { title: string; path: string | null; subject: string }
  pictures: readonly Picture[]
}

export type PicturesProps = {
  groups: readonly PictureGroup[]
  /** Which others look at which picture now: its id and their name. */
  inHand: ReadonlyMap<string, string>
  /** Pictures wait that the member decides about. */
  mayTake: boolean
  /** Somebody asked for the next one, and others have all of them. */
  noneLeft: boolean
  /** Where a member may bring pictures of their own; null where they may not. */
  add: { about: PictureGroup['about']; subject: string; upload: string; key: SealKey | null } | null
  form: Form
  errors: ToldErrors
  wrong: string | null
}

/** Pictures that wait, by what they belong to; or all of one subject, with the form for members' own. */
export function picturesPage(page: Page, props: PicturesProps): Html {
  const { t } = page
  return layout(page, {
    title: t('pictures.desk.title'),
    hidden: true,
    kind: 'desk',
    islands: coverIslands(props.add?.key ?? null),
    body: html`<h1>${t('pictures.desk.title')}</h1><p class="lead" id="done">${t('pictures.desk.lead')}</p>
${props.mayTake && nextForm(page, props)}
${props.groups.length === 0 && html`<p class="empty">${t('pictures.desk.none')}</p>`}
${props.groups.map(group => groupOf(page, group, props.inHand))}
${props.add && addForm(page, props, props.add)}`,
  })
}

/** The entry in the menu of the desk. */
export function picturesNav(page: Page, member: Member): NavItem[] {
  if (!decidesOnEvents(member) && !writesTexts(member)) return []
  const path = pictureDeskPaths.list
  return [{ path, text: page.t('pictures.desk.nav'), current: page.path.startsWith(path) }]
}

function nextForm(page: Page, { noneLeft }: PicturesProps): Html {
  const { t } = page
  return html`<form class="take-next" method="post" action="${link(page, pictureDeskPaths.next)}">${hidden(page, {})}
${noneLeft && html`<p class="summary" role="alert">${t('pictures.desk.none-left')}</p>`}
<button class="button">${t('pictures.desk.next')}</button> <span class="hint">${t('pictures.desk.next-hint')}</span></form>`
}

function groupOf(page: Page, { about, pictures }: PictureGroup, inHand: PicturesProps['inHand']): Html {
  const { t, lang } = page
  return html`<section><h2>${about.path ? html`<a href="${link(page, about.path)}">${about.title}</a>` : about.title}</h2>
<ul class="log">${pictures.map((picture, index) => {
    const name = t('pictures.desk.one', { number: index + 1 })
    const day = formatShortDate(picture.arrived, lang)
    const member = inHand.get(picture.id)
    return html`<li>${picture.state !== 'waiting' && thumbnail(page, picture)}<a href="${link(page, pictureDeskPaths.show(picture.id))}">${name}</a> <span class="quiet">${t(`pictures.desk.state.${picture.state}`, { day })}</span>${member && html` <span class="mark">${t('pictures.desk.in-hand', { member })}</span>`}</li>`
  })}</ul>
<p><a href="${link(page, pictureDeskPaths.of(about.subject))}">${t('pictures.desk.all')}</a></p></section>`
}

/** A small version of an approved picture, as the desk sees it. */
export function thumbnail(page: Page, picture: Picture): Html {
  const { width, height } = sizeOf(picture, 480)
  return html`<img src="${link(page, pictureDeskPaths.file(picture.id, 480))}" width="${Math.round(width / 3)}" height="${Math.round(height / 3)}" alt="${textIn(picture.alts, page.lang)?.text ?? ''}" loading="lazy"> `
}

function addForm(
  page: Page,
  props: PicturesProps,
  { about, subject, upload, key }: NonNullable<PicturesProps['add']>,
): Html {
  const { t } = page
  const { form, errors, wrong } = props
  const summary = Object.entries(errors).map(([field, error]) => ({ field, text: errorText(page, error) }))
  const body = html`<form class="form" method="post" action="${link(page, pictureDeskPaths.add)}" enctype="multipart/form-data" novalidate>
${hidden(page, { subject, upload })}${keyField(key)}
${fileField(page, errors['picture'] ? errorText(page, errors['picture']) : null)}
${toldFields(page, { form, errors, languages: page.languages })}
${showChoice(page, form.get('show') || 'keep')}
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
${sealedField(page, { name: 'consent', kind: 'consent', label: t('pictures.form.consent'), hint: t('pictures.form.consent-hint'), rows: 2, form, error: null, key, kept: null })}
<div class="actions"><button class="button">${t('pictures.desk.add-send')}</button></div></form>`
  return html`<section><h2 id="add">${t('pictures.desk.add', { title: about.title })}</h2>
${errorSummary(t('ui.form.wrong', { count: summary.length }), summary)}
${wrong && html`<p class="summary" role="alert">${t(`pictures.wrong.${wrong}`, { most: MAX_WAITING })}</p>`}
${coverFaces(page, { key, body, own: { after: pictureDeskPaths.of(subject) } })}</section>`
}

/** The field in which one picture is chosen. */
export function fileField(page: Page, error: string | null): Html {
  const { t } = page
  return html`<div class="field"><label for="picture">${t('pictures.desk.file')}</label>${error ? html`<p class="error" id="picture-error">${error}</p>` : raw('')}
<input type="file" id="picture" name="picture" accept="image/*,.heic"></div>`
}

/** When a picture is to be shown. */
export function showChoice(page: Page, value: string): Html {
  const { t } = page
  return radios({
    name: 'show',
    label: t('pictures.desk.show'),
    value,
    options: (['after', 'now', 'keep'] as const).map(each => ({
      value: each,
      text: t(`pictures.desk.show-${each}`),
    })),
  })
}
