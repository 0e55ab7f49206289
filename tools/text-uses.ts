import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listSources } from './imports.ts'

/** A key that code asks a text of; a template has a pattern for what it may become. */
type Asked = { file: string; line: number; key: string; pattern?: RegExp }

export type Uses = {
  /** Keys in `t('…')`, `t.rich('…')`, `t.has('…')` and the same with templates. */
  asked: Asked[]
  /** Every quoted text that may be a key handed on. */
  literals: Set<string>
  /** What templates that begin with the name of a part may become. */
  patterns: RegExp[]
}

const CALL = /\bt(?:\.rich)?\(\s*(?:'([^'\n]+)'|`([^`\n]+)`)/g
const QUOTED = /'([a-z][\w-]*(?:\.[\w-]+)+)'/g
const TEMPLATE = /`([a-z][\w-]*\.[^`\n]*)`/g

/** Finds in all sources which texts are asked for, directly or by a key handed on. */
export function keyUses(source: string, parts: ReadonlySet<string>): Uses {
  const uses: Uses = { asked: [], literals: new Set(), patterns: [] }
  for (const file of listSources(source)) {
    const text = readFileSync(join(source, file), 'utf8')
    for (const match of text.matchAll(CALL)) {
      const line = text.slice(0, match.index).split('\n').length
      const [, plain, template] = match
      const pattern = template === undefined ? undefined : patternOf(template)
      uses.asked.push({ file, line, key: plain ?? template!, ...(pattern ? { pattern } : {}) })
    }
    for (const [, literal] of text.matchAll(QUOTED)) uses.literals.add(literal!)
    for (const [, template] of text.matchAll(TEMPLATE))
      if (parts.has(template!.split('.')[0]!)) uses.patterns.push(patternOf(template!))
  }
  return uses
}

function patternOf(template: string): RegExp {
  const pieces = template.split(/\$\{[^}]*\}/).map(piece => piece.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pieces.join('.+')}$`)
}
