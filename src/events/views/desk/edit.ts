import { noEditionNote } from '#editions/card.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { languageName } from '#platform/text/language-name.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { checkbox, field } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { sealingIslands } from '#sealed/field-card.ts'
import { type Event, isPublic, NO_TEXTS, TEXT_NAMES } from '../../event.ts'
import { LIMITS } from '../../fields.ts'
import { eventDeskPaths } from '../../paths.ts'
import { eventErrors, eventFields, type FormProps, sealingEvent } from '../form.ts'

export type EditProps = FormProps & {
  /** Null for a new one. */
  event: Event | null
  conflict: boolean
  /** Set for a new one while no edition takes events. */
  closed: { mayBegin: boolean } | null
}

export function editPage(page: Page, props: EditProps): Html {
  const { t } = page
  const { event } = props
  const title = t(event ? 'events.desk.edit' : 'events.desk.create')
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk',
    islands: sealingIslands(props.sealed.key),
    body: html`<div class="form-page"><h1>${title}</h1>
${props.conflict && conflictNote(page, t('ui.conflict.edit'))}
${props.closed && noEditionNote(page, props.closed)}
${eventErrors(page, props.errors, props.sealed.errors)}
${props.closed && props.form === EMPTY_FORM ? raw('') : editForm(page, props)}</div>`,
  })
}

function editForm(page: Page, props: EditProps): Html {
  const { t } = page
  const { event } = props
  return sealingEvent(
    page,
    props,
    html`<form class="form" method="post" action="${link(page, event ? eventDeskPaths.edit(event.id) : eventDeskPaths.create())}" novalidate>
<input type="hidden" name="token" value="${page.token()}">${event && html`<input type="hidden" name="version" value="${event.version}">`}
${eventFields(page, props)}
${
  event &&
  isPublic(event) &&
  html`<fieldset class="group"><legend>${t('events.desk.moved-title')}</legend>${checkbox({ name: 'moved', label: t('events.desk.moved'), checked: props.form.has('moved') })}
${field({ name: 'move_reason', label: t('events.desk.move-reason'), value: props.form.get('move_reason'), mark: t('ui.optional') })}</fieldset>`
}
<div class="actions"><button class="button">${t('events.desk.save')}</button>${event && html`<a href="${link(page, eventDeskPaths.show(event.id))}">${t('events.desk.back-to-event')}</a>`}</div>
</form>`,
  )
}

export type TextsProps = {
  event: Event
  lang: string
  /** Where the member came from. */
  back: string
  form: Form
  errors: FieldErrors
  conflict: boolean
}

/** The texts of one language, the original beside each. */
export function textsPage(page: Page, { event, lang, back, form, errors, conflict }: TextsProps): Html {
  const { t } = page
  const { content } = event
  const original = content.texts[content.language] ?? NO_TEXTS
  const errorOf = (name: string) => {
    const error = errors[name]
    return error ? t(`events.wrong.${error.key}`, error.values) : null
  }
  const one = (name: (typeof TEXT_NAMES)[number]) =>
    field({
      name,
      label: t(`events.field.${name}`),
      lang,
      value: form.get(name),
      ...(name === 'about' ? { rows: 6 } : {}),
      error: errorOf(name),
      hint: original[name] ? html`<span lang="${content.language}">${original[name]}</span>` : null,
      maxlength: LIMITS[name] * 2,
    })
  const language = languageName(lang, page.lang)
  return layout(page, {
    title: t('events.desk.translate', { language }),
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><h1>${t('events.desk.translate', { language })}</h1>
${conflict && conflictNote(page, t('ui.conflict.edit'))}
${eventErrors(page, errors)}
<form class="form" method="post" action="${link(page, eventDeskPaths.translate(event.id, lang))}">
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${event.version}">
${TEXT_NAMES.map(name => (original[name] || form.get(name) || name === 'title' ? one(name) : raw('')))}
${content.hosts.length > 0 && field({ name: 'hosts', label: t('events.field.hosts'), lang, rows: 2, value: form.get('hosts'), error: errorOf('hosts'), hint: content.hosts.join(', ') })}
${content.parts.map((part, index) => field({ name: `part_${index}`, label: `${t('events.field.parts')} ${part.start ?? index + 1}`, lang, value: form.get(`part_${index}`), error: errorOf(`part_${index}`), hint: part.titles[content.language] ?? '' }))}
<div class="actions"><button class="button">${t('events.desk.save')}</button><a href="${link(page, back)}">${t('events.desk.back-to-event')}</a></div>
</form></div>`,
  })
}
