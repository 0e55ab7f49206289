import { bodyOf } from './body.ts'
import { type Filled, fillForm, type Wish } from './fill.ts'
import type { PageForm } from './form.ts'
import { findUnknown, kindOf, shapeOf } from './known.ts'
import type { FileSent } from './picture.ts'
import { sealingIn } from './scripts.ts'
import type { Seen, Visitor } from './visitor.ts'

/** Fills in and sends a form of a page that was seen; `pick` chooses it by its address and what it does. */
export async function submit(
  visitor: Visitor,
  page: Seen,
  { at, doing = '', ...wish }: Wish & { at: string | RegExp; doing?: string },
): Promise<Seen> {
  const fits = (action: string) => (typeof at === 'string' ? action === at : at.test(action))
  const form = page.forms.find(
    one =>
      one.method === 'POST' &&
      fits(one.action.replace(/[?#].*$/, '')) &&
      (one.fields.find(([name]) => name === 'do')?.[1] ?? '') === doing,
  )
  if (!form) throw new Error(`no form to ${at} ${doing} at ${page.path} (${page.status})`)
  const sealing = sealingIn(visitor, page)
  return send(visitor, fillForm(visitor.tale.canaries, form, { ...wish, sealing }))
}

/** Sends what a script of ours sends without a form in a page; it stands in the table all the same. */
export function sendAsScript(
  visitor: Visitor,
  path: string,
  values: Record<string, string>,
  files: [string, FileSent][] = [],
): Promise<Seen> {
  const names = files.map(([name]) => name)
  const fields = Object.entries(values)
  const form: PageForm = {
    method: 'POST',
    action: path,
    fields,
    names: new Set([...Object.keys(values), ...names]),
    choices: new Map(),
    files: new Set(names),
    multipart: files.length > 0,
  }
  const { tale } = visitor
  for (const one of findUnknown([form], path)) tale.unknown.add(one)
  const filled = fillForm(tale.canaries, form, { values, files })
  tale.met.set(kindOf(form), { form, line: filled.line, path })
  return send(visitor, filled)
}

/** Sends a form as a browser does. */
export function send(visitor: Visitor, filled: Filled): Promise<Seen> {
  const { line, form } = filled
  visitor.tale.filled.add(`${line.form} ${shapeOf(form.action)}`)
  return visitor.ask({ method: 'POST', path: form.action, ...bodyOf(filled) })
}
