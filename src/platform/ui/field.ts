import { attrs, type Html, html, raw } from './html.ts'

type Common = {
  name: string
  label: string | Html
  hint?: string | Html | null | undefined
  error?: string | null | undefined
  /** Said beside the label of what may be left out, or of what may not. */
  mark?: string
  id?: string
}

export type FieldInput = Common & {
  value: string
  type?: 'text' | 'date' | 'time' | 'url' | 'number' | 'password' | 'search'
  rows?: number
  required?: boolean
  autocomplete?: string
  inputmode?: string
  maxlength?: number
  lang?: string
  /** False for what no checker of spelling may see: some send it to a service. */
  spellcheck?: false
  short?: boolean
  list?: readonly string[]
}

/** One line or (with `rows`) several, with label, hint and error tied to it for screen readers. */
export function field(input: FieldInput): Html {
  const id = input.id ?? input.name
  const shared = {
    id,
    name: input.name,
    class: input.short && 'short',
    required: input.required,
    autocomplete: input.autocomplete ?? 'off',
    inputmode: input.inputmode,
    maxlength: input.maxlength,
    lang: input.lang,
    spellcheck: input.spellcheck === false && 'false',
    'aria-invalid': input.error && 'true',
    'aria-describedby': describedBy(id, input),
  }
  const control = input.rows
    ? html`<textarea${attrs({ ...shared, rows: input.rows })}>
${input.value}</textarea>`
    : html`<input${attrs({ type: input.type ?? 'text', ...shared, list: input.list && `${id}-list`, value: input.value })}>`
  return html`<div${attrs({ class: input.error ? 'field field--wrong' : 'field' })}>
<label for="${id}">${input.label}${mark(input)}</label>
${hintAndError(id, input)}
${control}
${input.list && html`<datalist id="${id}-list">${input.list.map(option => html`<option value="${option}"></option>`)}</datalist>`}
</div>`
}

export type Option = { value: string; text: string; lang?: string }

/** A choice of one in a drop-down list. */
export function select(
  input: Common & { value: string; options: readonly Option[]; required?: boolean },
): Html {
  const id = input.id ?? input.name
  return html`<div${attrs({ class: input.error ? 'field field--wrong' : 'field' })}>
<label for="${id}">${input.label}${mark(input)}</label>
${hintAndError(id, input)}
<select${attrs({
    id,
    name: input.name,
    required: input.required,
    'aria-invalid': input.error && 'true',
    'aria-describedby': describedBy(id, input),
  })}>${input.options.map(
    option =>
      html`<option${attrs({ value: option.value, lang: option.lang, selected: option.value === input.value })}>${option.text}</option>`,
  )}</select>
</div>`
}

/** A choice of one, all in sight. */
export function radios(
  input: Common & { value: string; options: readonly (Option & { hint?: string })[] },
): Html {
  return choices(input, 'radio', option => option.value === input.value)
}

/** A choice of several, all in sight. */
export function checkboxes(input: Common & { values: readonly string[]; options: readonly Option[] }): Html {
  return choices(input, 'checkbox', option => input.values.includes(option.value))
}

/** One yes or no. */
export function checkbox(input: Common & { checked: boolean; value?: string; required?: boolean }): Html {
  const id = input.id ?? input.name
  return html`<div${attrs({ class: input.error ? 'field choice field--wrong' : 'field choice' })}>
<input${attrs({ type: 'checkbox', id, name: input.name, value: input.value ?? 'yes', checked: input.checked, required: input.required, 'aria-invalid': input.error && 'true', 'aria-describedby': describedBy(id, input) })}>
<label for="${id}">${input.label}</label>
${hintAndError(id, input)}
</div>`
}

/** What is wrong in a form, at its top, each with a link to its field. */
export function errorSummary(title: string, errors: readonly { field: string; text: string }[]): Html {
  if (errors.length === 0) return raw('')
  return html`<div class="summary" role="alert" tabindex="-1" id="errors">
<h2>${title}</h2>
<ul>${errors.map(error => html`<li><a href="#${error.field}">${error.text}</a></li>`)}</ul>
</div>`
}

function choices(
  input: Common & { options: readonly (Option & { hint?: string })[] },
  type: 'radio' | 'checkbox',
  isChosen: (option: Option) => boolean,
): Html {
  const id = input.id ?? input.name
  return html`<fieldset${attrs({ id, class: input.error ? 'field field--wrong' : 'field', 'aria-describedby': describedBy(id, input) })}>
<legend>${input.label}${mark(input)}</legend>
${hintAndError(id, input)}
${input.options.map(
  (option, index) => html`<div class="choice">
<input${attrs({ type, id: `${id}-${index}`, name: input.name, value: option.value, checked: isChosen(option), 'aria-describedby': option.hint && `${id}-${index}-hint` })}>
<label${attrs({ for: `${id}-${index}`, lang: option.lang })}>${option.text}</label>
${option.hint && html`<p class="hint" id="${id}-${index}-hint">${option.hint}</p>`}
</div>`,
)}
</fieldset>`
}

function mark(input: Common): Html {
  return input.mark ? html` <span class="mark">${input.mark}</span>` : raw('')
}

function describedBy(id: string, input: Common): string | undefined {
  const ids = [input.hint && `${id}-hint`, input.error && `${id}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

function hintAndError(id: string, input: Common): Html {
  return html`${input.hint && html`<p class="hint" id="${id}-hint">${input.hint}</p>`}${
    input.error && html`<p class="error" id="${id}-error">${input.error}</p>`
  }`
}
