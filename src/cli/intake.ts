import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sayDoubt } from '#intake/doubts.ts'
import type { Draft, Unread } from '#intake/draft.ts'
import { readIntake } from '#intake/read.ts'
import { adviceError } from '#platform/log/advice.ts'
import { readDate } from '#platform/time/local.ts'
import messages from '../intake/texts/en.json' with { type: 'json' }
import { EXIT, type Io, showUsage } from './command.ts'

const USAGE = 'intake FILE|- [--year YYYY] [--date YYYY-MM-DD] [--city NAME] [--json]'
const LARGEST = 20_000_000

/** Reads a list of events from a file or the standard input and prints the drafts; needs no data folder. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const wanted = readArgs(args)
  if (!wanted) return showUsage(io, USAGE)
  const { drafts, unread } = readIntake(readText(wanted.file), wanted.hint)
  if (wanted.json) io.out(JSON.stringify(drafts.map(toJson), null, 1))
  else for (const line of tableOf(drafts)) io.out(line)
  if (unread.length > 0) io.err(notRead(unread))
  return EXIT.done
}

/** Said beside the output, so that what reads the drafts is not disturbed. */
function notRead(unread: readonly Unread[]): string {
  const lines = unread.map(({ line }) => line)
  const shown = lines.length > 10 ? `${lines.slice(0, 10).join(', ')} …` : lines.join(', ')
  return `Not understood though a day or an hour stands there: ${unread.length} (line ${shown}).`
}

type Wanted = { file: string; json: boolean; hint: { year?: number; date?: string; city?: string } }

function readArgs(args: readonly string[]): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        date: { type: 'string' },
        city: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [file, ...more] = positionals
    const year = values.year === undefined ? undefined : Number(values.year)
    if (!file || more.length > 0) return null
    if (year !== undefined && !(Number.isInteger(year) && year >= 1990 && year <= 2100)) return null
    if (values.date !== undefined && !readDate(values.date)) return null
    return {
      file,
      json: values.json,
      hint: {
        ...(year ? { year } : {}),
        ...(values.date ? { date: values.date } : {}),
        ...(values.city ? { city: values.city } : {}),
      },
    }
  } catch {
    return null
  }
}

function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file === '-' ? 0 : file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const cause =
      code === 'ENOENT'
        ? 'There is no such file.'
        : code === 'EISDIR'
          ? 'This is a folder, not a file.'
          : 'The file cannot be read.'
    throw adviceError(cause, 'Name a text file, or - for what is piped in.')
  }
  if (bytes.length > LARGEST) throw adviceError('The text is larger than 20 MB.', 'Cut it into parts.')
  return new TextDecoder().decode(bytes)
}

function toJson({ placeId: _, from: _from, to: _to, doubts, guessed, source, ...draft }: Draft): object {
  return {
    ...draft,
    source,
    guessed,
    doubts: doubts.map(doubt => ({ code: doubt.code, text: sayDoubt(doubt, messages) })),
  }
}

function tableOf(drafts: readonly Draft[]): string[] {
  if (drafts.length === 0) return ['No event was found.']
  return drafts.flatMap(draft => [
    [
      [draft.date, draft.endDate].filter(Boolean).join('–') || 'no date',
      [draft.start, draft.end].filter(Boolean).join('–') || '     ',
      draft.cityEn ?? draft.region ?? (draft.online ? 'online' : (draft.country ?? '?')),
      draft.kind,
      `${draft.cancelled ? '(cancelled) ' : ''}${draft.title}`,
    ].join('  '),
    ...draft.doubts.map(doubt => `    ? ${sayDoubt(doubt, messages)}`),
  ])
}
