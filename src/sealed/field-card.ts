import type { Form } from '#platform/forms/form.ts'
import type { Translate } from '#platform/text/texts.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { checkbox, field } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { safetyPaths } from '#safety/paths.ts'
import { dropName, KEY_FIELD, type SealedError, type SealKey, sealedName } from './field.ts'
import { KIND, LIMIT, type SealedKind } from './record.ts'

export type SealedFieldProps = {
  name: string
  kind: SealedKind
  label: string
  /** What to write, and what it is for; who can read it is said after it. */
  hint: string
  rows?: number
  form: Form
  error: SealedError | null
  key: SealKey | null
  /** The day on which what is kept already was sent; null when nothing is. */
  kept: string | null
}

/**
 * A field whose text is sealed before it is kept, with the promise and a link to what stands behind it. What is kept
 * or was sealed already cannot be shown: it can be replaced or removed. Without a key the field is closed.
 */
export function sealedField(page: Page, props: SealedFieldProps): Html {
  const { t, lang } = page
  const { name, kind, form, error, kept } = props
  const typed = form.get(name)
  const carried = !typed && error === null && form.get(sealedName(name))
  const promise = html`${props.hint} ${t('sealed.promise')} ${t(`sealed.promise-deleted.${kind}`)} <a href="${link(page, safetyPaths.show(lang, kind === 'consent' ? 'pictures' : kind))}">${t('sealed.promise-link')}</a>`
  return html`${
    props.key || typed
      ? field({
          name,
          label: props.label,
          hint: promise,
          mark: t('ui.optional'),
          rows: props.rows ?? 2,
          value: typed,
          error: error && sealedErrorText(t, error),
        })
      : html`<div class="field" id="${name}"><p><strong>${props.label}</strong></p><p class="hint">${t('sealed.closed')}</p></div>`
  }
${carried && html`<input type="hidden" name="${sealedName(name)}" value="${carried}"><p class="hint" role="note">${t('sealed.carried')}</p>`}
${kept && !carried && html`<p class="hint" role="note">${t('sealed.kept', { day: formatShortDate(kept, page.lang) })}</p>`}
${(kept || carried) && checkbox({ name: dropName(name), label: t('sealed.drop', { field: props.label }), checked: form.has(dropName(name)) })}`
}

/** What is wrong with a field that is sealed, for the reader. */
export function sealedErrorText(t: Translate, error: SealedError): string {
  return t(`sealed.wrong.${error.key}`, error.values)
}

/** The island that a page needs for `sealing`; none while there is no key. */
export function sealingIslands(key: SealKey | null): string[] {
  return key ? ['seal-fields'] : []
}

/**
 * Puts a form into the element that seals its fields in the browser before they are sent. All its kinds have one
 * purpose and one size; without scripts, or without a key, it is the form alone.
 */
export function sealing(
  page: Page,
  { names, kind, key }: { names: readonly string[]; kind: SealedKind; key: SealKey | null },
  form: Html,
): Html {
  if (!key) return form
  const { t } = page
  const told = {
    'data-fields': names.join(' '),
    'data-recipient': key.recipient,
    'data-key': key.id,
    'data-size': KIND[kind].size,
    'data-limit': LIMIT[kind],
    'data-code': link(page, page.asset('sealing.js')),
    'data-failed': t('sealed.failed'),
    'data-anyway': t('sealed.anyway'),
    'data-long': t('sealed.too-long', { limit: LIMIT[kind] }),
  }
  return html`<seal-fields${attrs(told)}>${form}</seal-fields>`
}

/** The id of the key that this form seals to; it goes into the form. */
export function keyField(key: SealKey | null): Html {
  return key ? html`<input type="hidden" name="${KEY_FIELD}" value="${key.id}">` : raw('')
}
