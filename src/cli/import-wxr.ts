import { createReadStream, existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { writingLanguages } from '#events/languages.ts'
import { createImport, type ImportReport } from '#news/import.ts'
import { type Imported, importArticles } from '#news/import-actions.ts'
import { readWxr, type WxrSite } from '#news/wxr.ts'
import { adviceError } from '#platform/log/advice.ts'
import { createWorld } from '#serve.ts'
import { configOf, EXIT, type Io, showUsage } from './command.ts'

const USAGE = 'import-wxr FILE [--lang LANGUAGE]'
/** Who the log names for what is done here. */
const BY = { name: 'command line' }

/** Takes posts and pages from a WordPress export, all or nothing; what was taken before is left as it is. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArgs(args)
  if (!given) return showUsage(io, USAGE)
  if (!existsSync(given.file)) throw adviceError(`There is no file ${given.file}.`, 'Check its name.')
  const config = configOf(io)
  if (!config) return EXIT.usage
  const world = await createWorld(config)
  try {
    const { codes } = world.texts
    const languages = writingLanguages(codes)
    let site: WxrSite | null = null
    const imported = createImport({ languages, ownUrl: () => site?.url ?? null })
    const read = await readWxr(createReadStream(given.file), {
      onItem: imported.take,
      onSite: found => (site = found),
    })
    if (!read.ok)
      throw adviceError(
        `Line ${read.error.line}: ${read.error.text}.`,
        'Nothing was imported. Export the file anew.',
      )
    if (imported.unknown.size > 0)
      throw adviceError(
        `The file has texts in languages that are not written here: ${[...imported.unknown].join(', ')}.`,
        'Nothing was imported.',
      )
    const lang = given.lang ?? languageOf(read.value, languages)
    if (!lang || !languages.includes(lang))
      throw adviceError(
        'The file does not say in which language it is.',
        `Give it: --lang ${codes.join(' or ')}.`,
      )
    tell(io, await importArticles(world, BY, imported.articles(lang)), imported.report)
    return EXIT.done
  } finally {
    await world.database.close()
  }
}

function readArgs(args: readonly string[]): { file: string; lang: string | undefined } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { lang: { type: 'string' } },
      allowPositionals: true,
    })
    return positionals.length === 1 ? { file: positionals[0]!, lang: values.lang } : null
  } catch {
    return null
  }
}

function languageOf({ language }: WxrSite, languages: readonly string[]): string | undefined {
  const code = language?.toLowerCase().split(/[-_]/)[0]
  return languages.find(each => each === code)
}

function tell(io: Io, { articles, texts, known }: Imported, report: ImportReport): void {
  io.out(`Imported: ${articles} articles and pages, ${texts} texts.`)
  if (known > 0) io.out(`There already, and left as they are: ${known} texts.`)
  if (report.drafts > 0) io.out(`Not public there, so drafts here: ${report.drafts}.`)
  for (const [kind, count] of report.left) io.out(`Left out: ${count} × ${kind}.`)
  for (const slug of report.unreadable) io.out(`Could not be read, too long or too deep: ${slug}.`)
  for (const slug of report.long) io.out(`Longer than the desk takes; cut it before you change it: ${slug}.`)
  if (report.pictures.length === 0) return
  io.out(`Pictures are not fetched. ${report.pictures.length} were in the texts:`)
  for (const { slug, url } of report.pictures) io.out(`${slug} ${url}`)
}
