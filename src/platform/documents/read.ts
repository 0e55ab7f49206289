import { parse } from 'csv-parse/sync'
import mammoth from 'mammoth'
import readXlsx, { readSheetNames } from 'read-excel-file/node'
import { htmlToText } from './html.ts'
import { listZip } from './zip.ts'

/** Why a document cannot be read: a key for a text. */
export type DocumentError = 'empty' | 'type' | 'broken' | 'large'

/** The largest file that is read, and what it may unpack to, in bytes. */
export const DOCUMENT_LIMITS = { file: 10_000_000, unpacked: 60_000_000 } as const

/**
 * The words of a document, by what it is and not by its name: plain text (UTF-8, UTF-16 with a mark, or Windows-1251),
 * HTML, CSV, .docx or .xlsx. Tables become lines with tabs between their cells. Nothing in it is executed or fetched.
 */
export async function readDocument(
  bytes: Buffer,
): Promise<{ ok: true; text: string } | { ok: false; error: DocumentError }> {
  if (bytes.length === 0) return { ok: false, error: 'empty' }
  if (bytes.length > DOCUMENT_LIMITS.file) return { ok: false, error: 'large' }
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return readZip(bytes)
  const text = decode(bytes)
  if (text === null) return { ok: false, error: 'type' }
  const words = /^\s*<(!doctype html|html|body|div|p|table|ul|ol|h[1-6]|span|meta)\b/i.test(text)
    ? htmlToText(text)
    : readCsv(text)
  return words.trim() ? { ok: true, text: words } : { ok: false, error: 'empty' }
}

async function readZip(
  bytes: Buffer,
): Promise<{ ok: true; text: string } | { ok: false; error: DocumentError }> {
  const entries = listZip(bytes)
  if (!entries) return { ok: false, error: 'broken' }
  if (entries.reduce((sum, { size }) => sum + size, 0) > DOCUMENT_LIMITS.unpacked)
    return { ok: false, error: 'large' }
  const has = (name: string) => entries.some(entry => entry.name === name)
  try {
    if (has('word/document.xml')) {
      const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage: noPictures })
      return { ok: true, text: htmlToText(value) }
    }
    if (has('xl/workbook.xml')) return { ok: true, text: await readSheets(bytes) }
    return { ok: false, error: 'type' }
  } catch {
    return { ok: false, error: 'broken' }
  }
}

const noPictures = mammoth.images.imgElement(async () => ({ src: '' }))

/** The first sheet that has anything in it. */
async function readSheets(bytes: Buffer): Promise<string> {
  for (const sheet of await readSheetNames(bytes)) {
    const rows = await readXlsx(bytes, { sheet })
    const lines = rows.map(row => row.map(cellText).join('\t')).filter(line => line.trim())
    if (lines.length > 0) return lines.join('\n')
  }
  return ''
}

/** A cell as a person reads it: a date by the calendar, a time by the clock, in one line. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) {
    const iso = cell.toISOString()
    const [day, time] = [iso.slice(0, 10), iso.slice(11, 16)]
    // A time alone is a moment of the day from which the file counts.
    if (cell.getUTCFullYear() < 1905) return time
    return time === '00:00' ? day : `${day} ${time}`
  }
  if (typeof cell === 'number' && cell > 0 && cell < 1) return clockOf(cell)
  return String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

function clockOf(share: number): string {
  const minutes = Math.round(share * 1440)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** A text whose lines are rows of cells becomes one with tabs; any other stays as it is. */
function readCsv(text: string): string {
  const lines = text.split(/\r?\n/).filter(line => line.trim())
  const [first = ''] = lines
  const delimiter = [';', ',', '\t'].find(sign => {
    const cells = first.split(sign).length
    return (
      cells >= 3 &&
      lines.slice(0, 20).filter(line => line.split(sign).length >= cells - 1).length >=
        Math.min(20, lines.length) * 0.8
    )
  })
  if (!delimiter || delimiter === '\t' || lines.length < 2) return text
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
      skip_empty_lines: true,
    })
    return rows.map(row => row.map(cellText).join('\t')).join('\n')
  } catch {
    return text
  }
}

/** The text of a file in the encodings that lists come in; null for what is no text. */
function decode(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}
