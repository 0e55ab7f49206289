// `node tools/seize/markdown.ts` writes the table of forms and fields into docs/threats.md, from the table that drives the run.
import { readFileSync, writeFileSync } from 'node:fs'
import { CARRIED, EVENT, type Kept, type Line } from './fields.ts'
import { ALWAYS, BESIDE, FORMS } from './table.ts'

export const PAGE = new URL('../../docs/threats.md', import.meta.url)
const BEGIN = '<!-- fields -->'
const END = '<!-- /fields -->'

const WORDS: Record<Kept, string> = {
  sealed: '**sealed**',
  clear: 'clear',
  hash: 'hash',
  never: 'never kept',
}

if (import.meta.main) writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8')))

type Row = Pick<Line, 'label' | 'note'> & { kept: Kept | null }

/** A page with the table as it is now between its marks. Throws where it has no marks. */
export function withTable(page: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (from < 0 || to < from) throw new Error('the page has no marks for the table of fields')
  return `${page.slice(0, from)}${BEGIN}\n${tableOf()}${page.slice(to)}`
}

/** Every form and field with what becomes of it, as a table in Markdown. */
export function tableOf(): string {
  const rows = [
    ...rowsOf('everything that is sent', [...ALWAYS, ...CARRIED]),
    ...FORMS.flatMap(({ form, lines }, index) => rowsOf(form, index === 0 ? lines : withoutEvent(lines))),
    ...BESIDE.map(({ of, what, kept, note }) => [of, what, kept, note]),
  ]
  return `${[['form', 'field', 'kept', 'note'], ['---', '---', '---', '---'], ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n')}\n`
}

/** The fields of an event stand there once. */
function withoutEvent(lines: readonly Line[]): readonly Row[] {
  if (!EVENT.every(line => lines.includes(line))) return lines
  const same = { label: 'what stands in an event', kept: null, note: 'as when announcing it' }
  return [same, ...lines.filter(line => !EVENT.includes(line))]
}

function rowsOf(form: string, lines: readonly Row[]): string[][] {
  if (lines.length === 0) return [[form, 'nothing is typed', '', '']]
  return lines.map(({ label, kept, note }, index) => [
    index === 0 ? form : '',
    label,
    kept ? WORDS[kept] : '',
    note,
  ])
}
