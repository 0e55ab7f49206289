import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** One import as written: `file` and `target` relative to src/, or a package's name as `target`. */
export type Import = {
  file: string
  line: number
  written: string
  target: string
  isOurs: boolean
  isType: boolean
}

/** The TypeScript files under a source folder, tests left out. */
export function listSources(source: string): string[] {
  return globSync('**/*.ts', { cwd: source })
    .filter(file => !/\.(test|d)\.ts$/.test(file))
    .map(file => file.replaceAll('\\', '/'))
    .sort()
}

/** Every import, export-from and import() of a file, types too: what a file knows of is what it depends on. */
export function readImports(source: string, file: string): Import[] {
  const text = withoutComments(readFileSync(join(source, file), 'utf8'))
  const found = [...text.matchAll(STATIC), ...text.matchAll(DYNAMIC)]
  return found.map(match => {
    const written = match[1]!
    const isOurs = written.startsWith('#') || written.startsWith('.')
    const target = written.startsWith('#')
      ? written.slice(1)
      : isOurs
        ? normalize(join(dirname(file), written)).replaceAll('\\', '/')
        : written
    const line = text.slice(0, match.index + match[0].lastIndexOf(written)).split('\n').length
    const isType = /^(import|export)\s+type\b/.test(match[0])
    return { file, line, written, target, isOurs, isType }
  })
}

/** True when what an import names is there. */
export function isThere(source: string, found: Import): boolean {
  return !found.isOurs || existsSync(join(source, found.target))
}

// Imports begin a line: the formatter puts them there.
const STATIC = /^(?:import|export)\b(?:\s+type\b)?(?:[\s\w{},*$]*?\bfrom)?\s*'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g

/** Comments become blanks, lines stay where they are. Strings that hold `//` after a colon are left alone. */
function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, blank).replace(/^\s*\/\/.*$/gm, blank)
}
