import { sealedName } from '#sealed/field.ts'
import type { Canaries, Canary } from './canary.ts'
import type { FormLine, Kept } from './fields.ts'
import type { PageForm } from './form.ts'
import { findFormLine, findLine } from './known.ts'
import { type FileSent, makePicture } from './picture.ts'
import { type Sealing, WITH_SCRIPTS } from './scripts.ts'

export type Filled = {
  line: FormLine
  form: PageForm
  fields: [string, string][]
  files: [string, FileSent][]
  /** Canaries that may be kept after all, should the form be taken. */
  clear: Canary[]
}

/** How a form is filled in: to be taken, with canaries also in the fields `typed`; or to be refused, with canaries everywhere. */
export type Wish = {
  values?: Record<string, string>
  typed?: readonly string[]
  refused?: boolean
  /** With scripts. */
  sealing?: Sealing | undefined
  /** Files that go in place of made ones. */
  files?: [string, FileSent][] | undefined
}

/** Fills a form of a page as the table says; `values` go before what the table says. */
export function fillForm(canaries: Canaries, form: PageForm, wish: Wish = {}): Filled {
  const line = findFormLine(form, '')
  if (!line) throw new Error(`no line in the table for ${form.method} ${form.action}`)
  const { values = {}, typed = [], refused = false, sealing } = wish
  const names = [...new Set([...form.fields.map(([name]) => name), ...Object.keys(values)])]
  const extra = Object.keys(line.fill ?? {}).filter(
    name => !names.includes(name) && (form.names.has(name) || name === 'place'),
  )
  const clear: Canary[] = []
  const isPicture = (name: string) => refused || findLine(line, name)?.family === 'picture'
  const makeFile = (name: string): [string, FileSent] => {
    const from = refused ? `${line.form}, refused: ${name}` : `${line.form}: ${name}`
    return [name, makePicture(canaries, { from, clear: !refused && findLine(line, name)?.kept === 'clear' })]
  }
  const files = wish.files ?? [...form.files].filter(isPicture).map(makeFile)
  const fields = [...names, ...extra].flatMap((name): [string, string][] => {
    const was = form.fields.filter(([one]) => one === name).map(([, value]) => value)
    const found = findLine(line, name)
    const from = `${line.form}: ${name}`
    if (values[name] !== undefined) return [[name, values[name]]]
    const said = { from, clear: found?.kept === 'clear' }
    if (refused) {
      const refusal = { from: `${line.form}, refused: ${name}`, clear: false }
      const before = canaries.all.length
      const text = name === 'do' ? (was[0] ?? '') : typeInto(found?.family ?? 'texts', canaries, refusal)
      if (found?.kept === 'clear') clear.push(...canaries.all.slice(before))
      return [[name, text]]
    }
    if (isCarried(name, was[0] ?? '')) {
      watchCarried({ name, value: was[0]!, kept: found?.kept ?? 'never', from }, canaries)
      return [[name, was[0]!]]
    }
    const constant = line.fill?.[name]
    if (constant !== undefined && !typed.includes(name)) return [[name, constant]]
    if (!found?.family || found.family === 'codes' || form.choices.has(name) || isMadeInBrowser(name))
      return was.map(value => [name, value])
    if (!sealing?.names.includes(name)) return [[name, typeInto(found.family, canaries, said)]]
    const text = typeInto(found.family, canaries, { ...said, from: from + WITH_SCRIPTS })
    return [[sealedName(name), sealing.seal(text)]]
  })
  return { line, form, fields: withoutTwice(fields), files, clear }
}

/** What a browser sealed goes before what the page brought along in its place. */
function withoutTwice(fields: [string, string][]): [string, string][] {
  return fields.filter(
    ([name, value]) =>
      !name.endsWith('_sealed') || fields.find(([one, other]) => one === name && other !== '')?.[1] === value,
  )
}

function typeInto(
  family: NonNullable<FormLine['lines'][number]['family']>,
  canaries: Canaries,
  said: { from: string; clear: boolean },
): string {
  if (family === 'contact') return canaries.makeContact(said)
  // A picture that travels in a field of text, as a script or a page before sent it on, is none that can be read.
  if (family === 'picture') return canaries.make('tokens', said)
  return canaries.make(family === 'codes' ? 'tokens' : family, said)
}

/** What the server wrote into a hidden field to have it back. */
function isCarried(name: string, value: string): boolean {
  return value.length >= 12 && /^(token|again|ticket|state|challenge|code)$/.test(name)
}

function isMadeInBrowser(name: string): boolean {
  return /_sealed$|_drop$|^passkey$/.test(name)
}

function watchCarried(
  { name, value, kept, from }: { name: string; value: string; kept: Kept; from: string },
  canaries: Canaries,
): void {
  canaries.watch(name === 'code' ? 'codes' : 'tokens', value, { from, clear: kept === 'clear' })
}
