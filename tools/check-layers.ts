// Checks that imports go down: folder = part, file name = layer. Prints what is wrong, exit 1.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Import, isThere, listSources, readImports } from './imports.ts'

export type Fault = { file: string; line: number; text: string }

type Place = { part: string; rank: number; layer: string }

const TOP = new Set(['main.ts', 'serve.ts', 'app.ts', 'parts.ts'])
const TOP_FOLDERS = new Set(['cli', 'testing'])
const LAYERS: readonly [RegExp, number, string][] = [
  [/(^|\/)views\/|\.client\.ts$/, 5, 'view'],
  [/(^|\/)([\w-]+-)?(routes|desk|jobs)\.ts$/, 6, 'routes'],
  [/(^|\/)([\w-]+-)?card\.ts$/, 4, 'card'],
  [/(^|\/)([\w-]+-)?(actions|reads)\.ts$/, 3, 'actions'],
  [/(^|\/)([\w-]+-)?store\.ts$/, 2, 'store'],
]
const FORBIDDEN: Record<string, { pattern: RegExp; text: string }> = {
  view: {
    pattern: /^(hono|kysely|node:)|^platform\/(db|config)\/|(^|[/-])(store|actions|reads)\.ts$/,
    text: 'a view must not import stores, actions, the database, the configuration, hono or node:',
  },
  card: {
    pattern: /^(hono|kysely|node:)|^platform\/(db|config|http)\/|(^|[/-])(store|actions|reads)\.ts$/,
    text: 'a card must not import stores, actions, the database, the configuration, hono or node:',
  },
  actions: { pattern: /^hono\b|(^|\/)views\//, text: 'actions must not import hono or views' },
  store: { pattern: /^hono\b|(^|\/)views\//, text: 'a store must not import hono or views' },
  noun: {
    pattern: /^(hono|kysely|node:)|^platform\/(db|http|config)\//,
    text: 'a noun must not import the database, http, the configuration, hono or node:',
  },
}

if (import.meta.main) {
  const faults = checkLayers(fileURLToPath(new URL('../src/', import.meta.url)))
  for (const { file, line, text } of faults) process.stdout.write(`src/${file}:${line} ${text}\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

/** All breaches of the ranks under a source folder. Tests may import anything and are not looked at. */
export function checkLayers(source: string): Fault[] {
  const files = listSources(source)
  const imports = files.flatMap(file => readImports(source, file))
  const fault = ({ file, line }: Import, text: string): Fault => ({ file, line, text })
  return [
    ...files
      .filter(file => !placeOf(file))
      .map(file => ({ file, line: 1, text: 'belongs to no part: put it into a folder' })),
    ...imports.flatMap(found => {
      if (!isThere(source, found)) return [fault(found, `imports ${found.written}, which is not there`)]
      const text = breachOf(found)
      return text ? [fault(found, `imports ${found.written}: ${text}`)] : []
    }),
    ...cyclesIn(imports.filter(({ file, target }) => isPlatform(file) && isPlatform(target))),
    ...tablesElsewhere(source, files),
  ].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

/** Where a file stands: folder = part, file name = layer. Undefined for a loose file that is none of the top ones. */
export function placeOf(file: string): Place | undefined {
  const [part = '', ...rest] = file.split('/')
  if (rest.length === 0) return TOP.has(part) ? { part: '', rank: 9, layer: 'top' } : undefined
  if (TOP_FOLDERS.has(part)) return { part, rank: 9, layer: 'top' }
  if (part === 'platform') return { part, rank: 0, layer: 'platform' }
  const [, rank, layer] = LAYERS.find(([pattern]) => pattern.test(rest.join('/'))) ?? [null, 1, 'noun']
  return { part, rank, layer }
}

function breachOf({ file, target, isOurs, isType }: Import): string | null {
  const from = placeOf(file)
  if (!from) return null
  const { pattern, text } = FORBIDDEN[from.layer] ?? {}
  // What was typed into a form is plain text by name: a noun may read it without knowing how it came.
  const isFormType = isType && target === 'platform/http/form.ts'
  if (pattern?.test(target) && !isFormType) return text!
  const to = isOurs ? placeOf(target) : undefined
  if (!to || to.rank === 0) return null
  if (to.part === 'testing' && from.part !== 'testing') return 'only tests use src/testing'
  if (from.rank === 9) return null
  if (from.rank === 0) return 'the platform knows only the platform'
  if (to.rank === 9) return 'nothing below may import main, app, parts or cli'
  if (to.part === from.part)
    return to.rank > from.rank ? `within a part imports go down (${from.rank} → ${to.rank})` : null
  return to.rank >= from.rank ? `to another part imports go strictly down (${from.rank} → ${to.rank})` : null
}

function isPlatform(file: string): boolean {
  return file.startsWith('platform/')
}

function cyclesIn(imports: readonly Import[]): Fault[] {
  const next = Map.groupBy(imports, ({ file }) => file)
  const done = new Set<string>()
  const faults: Fault[] = []
  const visit = (file: string, path: readonly string[]) => {
    if (done.has(file)) return
    for (const found of next.get(file) ?? []) {
      const at = [...path, file].indexOf(found.target)
      if (at >= 0) {
        const circle = [...path, file].slice(at).concat(found.target).join(' → ')
        faults.push({ file, line: found.line, text: `imports ${found.written}: a circle: ${circle}` })
      } else visit(found.target, [...path, file])
    }
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return faults
}

/** A table is read and written only in the stores of the part that declares it. */
function tablesElsewhere(source: string, files: readonly string[]): Fault[] {
  const texts = new Map(files.map(file => [file, readFileSync(join(source, file), 'utf8')]))
  const owners = new Map<string, string>()
  for (const [file, text] of texts)
    for (const block of text.matchAll(/interface Tables \{([\s\S]*?)\n {2}\}/g))
      for (const [, table] of block[1]!.matchAll(/^ {4}(\w+):/gm))
        owners.set(table!, placeOf(file)?.part ?? '')
  const used = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*\[?\s*'(\w+)/g
  return [...texts].flatMap(([file, text]) => {
    const place = placeOf(file)
    if (!place || place.rank === 9) return []
    return [...text.matchAll(used)].flatMap(match => {
      const owner = owners.get(match[1]!)
      if (owner === undefined || (owner === place.part && place.layer === 'store')) return []
      const line = text.slice(0, match.index).split('\n').length
      return [{ file, line, text: `uses the table ${match[1]}, which belongs to the store of ${owner}` }]
    })
  })
}
