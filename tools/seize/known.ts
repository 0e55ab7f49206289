import { CARRIED, type FormLine, type Line } from './fields.ts'
import type { PageForm } from './form.ts'
import { FORMS } from './table.ts'

/** The line of the table for a form at `path`, or undefined: the table is not complete. */
export function findFormLine(form: PageForm, path: string): FormLine | undefined {
  const place = placeOf(form, path)
  const doing = form.fields.find(([name]) => name === 'do')?.[1] ?? ''
  const fitting = FORMS.filter(({ at }) => at.some(one => patternOf(one).test(place)))
  return fitting.find(line => line.doing === doing) ?? fitting.find(line => line.doing === undefined)
}

/** Whether a form at `path` goes to an address of the table. */
export function goesTo(form: PageForm, path: string, at: string): boolean {
  return patternOf(at).test(placeOf(form, path))
}

/** The line of a field in a form, or undefined. */
export function findLine(form: FormLine, name: string): Line | undefined {
  return [...form.lines, ...CARRIED].find(line => isOf(line, name))
}

/** Whether a line is about a field. */
export function isOf({ names }: Line, name: string): boolean {
  return names.split(' ').some(one => globOf(one).test(name))
}

/** What in a page stands in no line of the table, each as 'POST /path: name'. */
export function findUnknown(forms: readonly PageForm[], path: string): string[] {
  return forms.flatMap(form => {
    const line = findFormLine(form, path)
    const where = `${form.action ? `${form.method} ${pathOf(form.action)}` : `no form, ${pathOf(path)}`}`
    if (!line) return [`${where}: the whole form (${[...form.names].join(' ')})`]
    return [...form.names].filter(name => !findLine(line, name)).map(name => `${where}: ${name}`)
  })
}

/** What two forms have in common that differ by an event or a member only; what stands in no form is told by its page. */
export function kindOf({ method, action, names, fields }: PageForm, path = ''): string {
  const doing = fields.find(([name]) => name === 'do')?.[1] ?? ''
  return `${method} ${shapeOf(action || path)} ${doing} ${[...names].sort().join(' ')}`
}

/** An address without what differs from one event or member to another. */
export function shapeOf(action: string): string {
  return pathOf(action)
    .replace(/[0-9a-f-]{36}|\b\d{4}\b/g, ':id')
    .replace(/\/events\/[^/]+\/ask$/, '/events/:slug/ask')
}

function placeOf(form: PageForm, path: string): string {
  return form.action === '' ? `NONE ${pathOf(path)}` : `${form.method} ${pathOf(form.action)}`
}

function pathOf(action: string): string {
  return action.replace(/[?#].*$/, '')
}

const patterns = new Map<string, RegExp>()

function patternOf(at: string): RegExp {
  return remember(patterns, at, () => {
    const lang = at.replace('/:lang', '/[a-z]{2,3}')
    return new RegExp(`^${lang.replace(/:\w+/g, '[^/]+')}$`)
  })
}

const globs = new Map<string, RegExp>()

function globOf(name: string): RegExp {
  return remember(globs, name, () => new RegExp(`^${name.replaceAll('*', '.+')}$`))
}

/** Each is asked for with every field of every page. */
function remember(kept: Map<string, RegExp>, key: string, make: () => RegExp): RegExp {
  const known = kept.get(key) ?? make()
  kept.set(key, known)
  return known
}
