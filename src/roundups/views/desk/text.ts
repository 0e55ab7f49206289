import type { Edition } from '#editions/edition.ts'
import { textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { cityText } from '#events/words.ts'
import type { Form } from '#platform/forms/form.ts'
import { languageName } from '#platform/text/language-name.ts'
import { formatDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { checkbox, errorSummary, field } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { reportDeskPaths } from '#reports/paths.ts'
import { roundupDeskPaths, roundupPaths } from '../../paths.ts'
import { LIMITS, type Roundup, type RoundupText, type Stand } from '../../roundup.ts'
import { type Item, type Telling, type ToldEvent, untranslatedFrom } from '../../telling-card.ts'
import { betweenName, type TextErrors } from '../../text-form.ts'

export type TextProps = {
  edition: Edition
  roundup: Roundup
  lang: string
  version: number
  form: Form
  errors: TextErrors
  conflict: boolean
  saved: boolean
  stand: Stand
  /** Ids of blocks whose events have changed since this language was done. */
  changed: readonly string[]
  /** What somebody else saved meanwhile, to compare; null without a collision. */
  theirs: RoundupText | null
  /** The text that this one follows; null where it is the original itself. */
  original: RoundupText | null
  /** What stands there now in this language, to write between. */
  telling: Telling
}

/** The round-up in one language: the editor's own words in fields, between them what the events say by themselves. */
export function textPage(page: Page, props: TextProps): Html {
  const { t } = page
  const { edition, lang, form, errors } = props
  const { year } = edition
  const language = languageName(lang, page.lang)
  const title = t('roundups.text.title', { year: String(year), language })
  const summary = Object.entries(errors).map(([name, { key, values }]) => ({
    field: name,
    text: t(`roundups.wrong.${key}`, values),
  }))
  const isPublic = form.has('published')
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><h1 id="saved">${title}</h1>
${props.saved && html`<p class="done" role="status">${t('roundups.text.saved')}</p>`}
${props.conflict && conflictNote(page, t('roundups.text.conflict'))}
${errorSummary(t('ui.form.wrong', { count: summary.length }), summary)}
${props.stand === 'outdated' && html`<p class="change" role="note">${t('roundups.text.outdated')}${props.changed.length > 0 && html` ${props.changed.map((id, index) => html`${index > 0 && ', '}<a href="#${id}">${index + 1}</a>`)}`}</p>`}
${isPublic && html`<p><a href="${page.publicUrl + roundupPaths.show(lang, year)}">${t('roundups.text.public')}</a></p>`}
<form class="form" method="post" action="${link(page, roundupDeskPaths.text(year, lang))}" novalidate>
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${props.version}">
${line(page, props, 'title')}${line(page, props, 'lead')}
<div class="writing">${itemsWithEmpty(props).map(item => drawItem(page, props, item))}</div>
<fieldset class="group"><legend>${t('roundups.text.state')}</legend>
${checkbox({ name: 'done', label: t('roundups.text.done'), hint: t('roundups.text.done-hint'), checked: form.has('done') })}
${checkbox({ name: 'published', label: t('roundups.text.published'), checked: isPublic })}
${time(page, props, 'published')}${time(page, props, 'modified')}<p class="hint">${t('roundups.text.times-hint', { zone: edition.zone })}</p></fieldset>
<div class="actions"><button class="button">${t('roundups.text.save')}</button><a href="${link(page, roundupDeskPaths.list())}">${t('roundups.text.back')}</a></div>
</form></div>`,
  })
}

function line(page: Page, props: TextProps, name: 'title' | 'lead'): Html {
  const { form, errors, original, lang, theirs } = props
  const error = errors[name]
  const input = field({
    name,
    label: page.t(name === 'title' ? 'roundups.text.title-label' : 'roundups.text.lead'),
    value: form.get(name),
    lang,
    ...(name === 'lead' ? { rows: 4 } : {}),
    maxlength: LIMITS[name] * 2,
    hint: original && html`<span lang="${original.lang}">${original[name]}</span>`,
    error: error ? page.t(`roundups.wrong.${error.key}`, error.values) : null,
  })
  return html`${input}${theirs && savedNow(page, theirs[name], props, name)}`
}

/** What stands saved beside what was typed, where the two differ. */
function savedNow(page: Page, saved: string, { form, lang }: TextProps, name: string): Html | null {
  if (saved.trim() === form.get(name).replaceAll('\r', '').trim()) return null
  return html`<div class="change"><p><strong>${page.t('roundups.text.saved-now')}</strong></p><div lang="${lang}">${paragraphs(saved)}</div></div>`
}

/** All blocks of the editor's own words, also those where nothing is written yet. */
function itemsWithEmpty({ roundup, telling }: TextProps): Item[] {
  const told = new Map(telling.items.map(item => [item.id, item]))
  return roundup.blocks.flatMap(block => {
    const item = told.get(block.id)
    if (item) return [item]
    return block.kind === 'text'
      ? [{ id: block.id, kind: 'text' as const, markdown: { text: '', lang: telling.text.lang } }]
      : []
  })
}

function drawItem(page: Page, props: TextProps, item: Item): Html {
  const { t } = page
  const { lang } = props
  switch (item.kind) {
    case 'day':
      return html`<h2 id="${item.id}">${formatDate(item.date, lang)}</h2>`
    case 'text': {
      const name = betweenName(item.id)
      const error = props.errors[name]
      const words = props.original?.between[item.id]
      const { theirs } = props
      const input = field({
        name,
        label: t('roundups.text.between'),
        value: props.form.get(name),
        rows: 4,
        lang,
        hint: words
          ? html`<span lang="${props.original!.lang}">${words}</span>`
          : t('roundups.text.between-hint'),
        error: error ? t(`roundups.wrong.${error.key}`, error.values) : null,
      })
      return html`${input}${theirs && savedNow(page, theirs.between[item.id] ?? '', props, name)}`
    }
    case 'event': {
      const { texts, lang: own } = textsIn(item.event.content, lang)
      return html`<section class="writing-event" id="${item.id}"><h3>${cityText(item.event.content, lang)} <span class="quiet" lang="${own}">${texts.title}</span></h3>
<div lang="${item.body.lang}">${paragraphs(item.body.text)}</div>
${untranslatedFrom(item, lang) && html`<p class="hint"><strong>${t('roundups.text.untranslated')}</strong> <a href="${link(page, translationOf(item, lang))}">${t('roundups.text.translate')}<span class="visually-hidden">: ${texts.title}</span></a></p>`}
${props.changed.includes(item.id) && html`<p class="hint"><strong>${t('roundups.text.changed')}</strong></p>`}</section>`
    }
    case 'article':
      return html`<p id="${item.id}" lang="${item.article.lang}">${item.article.title}</p>`
    case 'unreported':
      return html`<p id="${item.id}" class="quiet">${t('roundups.unreported')}: ${item.events.length}</p>`
  }
}

/** Where that is translated of an event which is not yet: its report, or its announcement. */
function translationOf({ event, report, body }: ToldEvent, lang: string): string {
  return report && body.lang !== lang
    ? reportDeskPaths.translate(event.id, lang)
    : eventDeskPaths.translate(event.id, lang)
}

function time(page: Page, { form, errors }: TextProps, name: 'published' | 'modified'): Html {
  const error = errors[`${name}_date`]
  return html`<div class="pair">${field({
    name: `${name}_date`,
    label: page.t(`roundups.text.${name}-date`),
    type: 'date',
    value: form.get(`${name}_date`),
    error: error ? page.t(`roundups.wrong.${error.key}`) : null,
  })}${field({ name: `${name}_time`, label: page.t('roundups.text.time'), type: 'time', value: form.get(`${name}_time`), short: true })}</div>`
}
