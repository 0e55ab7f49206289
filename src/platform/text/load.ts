import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Messages } from './texts.ts'

const SOURCE = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Reads all texts: `src/<part>/texts/<lang>.json` (and platform/ui/texts), each key prefixed with its part.
 * A language is offered when `platform/ui/texts` has it; English, the language of reference, comes last-resort.
 */
export function loadMessages(source: string = SOURCE): Map<string, Messages> {
  const folders = globSync('{*,platform/*}/texts', { cwd: source }).map(folder => join(source, folder))
  const languages = globSync('platform/ui/texts/*.json', { cwd: source })
    .map(file => basename(file, '.json'))
    .filter(name => name !== 'context')
    .sort()
  return new Map(
    languages.map(lang => {
      const messages: Messages = {}
      for (const folder of folders) {
        const part = basename(dirname(folder))
        const reference = readTexts(join(folder, 'en.json'))
        const own = lang === 'en' ? reference : readTexts(join(folder, `${lang}.json`))
        for (const [key, text] of Object.entries({ ...reference, ...own })) messages[`${part}.${key}`] = text
      }
      return [lang, messages]
    }),
  )
}

function readTexts(file: string): Messages {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Messages) : {}
}
