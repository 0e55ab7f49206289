import { make } from '#keys/unlocking.ts'
import { LIMITS } from '../../picture.ts'
import type { Say } from './words.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What may be said of one picture alone: a copy of the form's own fields, empty where it is the same for all. */
export type ToldFields = {
  element: HTMLElement
  read(): Record<string, string>
  fill(told: Record<string, string>): void
}

const TOLD = /^(credit|licence|alt_[\w-]+|caption_[\w-]+)$/

/** The values of these fields in a form, which hold for all pictures. */
export function toldOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(controlsOf(form).map(({ name, value }) => [name, value]))
}

/** Copies the fields; what can be seen stands open, who took it and how it may be used is folded away. */
export function createTold(form: HTMLFormElement, say: Say): ToldFields {
  const controls = new Map<string, Control>()
  const open = make('div')
  const folded = make('details', { className: 'cover-own' }, make('summary', {}, say('own-told')))
  folded.append(make('p', { className: 'hint' }, say('own-hint')))
  for (const control of controlsOf(form)) {
    const { name } = control
    const kind = /^[a-z]+/.exec(name)![0] as keyof typeof LIMITS
    if (LIMITS[kind] && 'maxLength' in control) control.maxLength = LIMITS[kind]
    const field = control.closest('.field')?.cloneNode(true) as HTMLElement | undefined
    const copy = field?.querySelector<Control>(`[name="${name}"]`)
    if (!field || !copy) continue
    rename(field)
    copy.removeAttribute('name')
    copy.value = ''
    if (copy instanceof HTMLSelectElement)
      copy.prepend(make('option', { value: '', selected: true }, say('same')))
    controls.set(name, copy)
    ;(name.startsWith('alt_') ? open : folded).append(field)
  }
  return {
    element: make('div', { className: 'cover-told' }, open, folded),
    read: () =>
      Object.fromEntries([...controls].flatMap(([name, { value }]) => (value.trim() ? [[name, value]] : []))),
    fill: told => {
      for (const [name, control] of controls) control.value = told[name] ?? ''
      folded.open = Object.keys(told).some(name => !name.startsWith('alt_'))
    },
  }
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control =>
    TOLD.test((element as Control).name ?? ''),
  )
}

/** Two elements of a page never share an id. */
function rename(field: HTMLElement): void {
  for (const name of ['id', 'for', 'aria-describedby', 'aria-labelledby'])
    for (const element of [field, ...field.querySelectorAll(`[${name}]`)]) {
      const value = element.getAttribute(name)
      if (value) element.setAttribute(name, value.replace(/\S+/g, '$&-one'))
    }
  for (const error of field.querySelectorAll('.error')) error.remove()
  field.classList.remove('field--wrong')
}
