import type { FieldErrors } from '#platform/forms/read-field.ts'
import { readTime } from '#platform/time/local.ts'
import type { Part } from './event.ts'

const MAX_PARTS = 30
const LINE = /^(\d{1,2}[:.]\d{2})?\s*(?:[-–—]\s*(\d{1,2}[:.]\d{2}))?\s*[,:.;–—-]?\s*(.*)$/

/** Reads a programme, one part a line with its time first: '18:00–18:30 Reading of the names'. */
export function readParts(
  text: string,
  errors: FieldErrors,
): { start: string | null; end: string | null; title: string }[] {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  if (lines.length > MAX_PARTS) errors['parts'] = { key: 'parts-many', values: { limit: MAX_PARTS } }
  return lines.slice(0, MAX_PARTS).map(line => {
    const [, startText, endText, title = ''] = LINE.exec(line) ?? []
    const start = startText ? readTime(startText) : null
    const end = endText ? readTime(endText) : null
    if ((startText && !start) || (endText && !end) || !title)
      errors['parts'] ??= { key: 'parts-line', values: { line: line.slice(0, 60) } }
    return { start, end, title: title.slice(0, 200) }
  })
}

/** Writes a programme as it is typed. */
export function writeParts(parts: readonly Part[], lang: string): string {
  return parts
    .map(part =>
      [[part.start, part.end].filter(Boolean).join('–'), part.titles[lang] ?? ''].filter(Boolean).join(' '),
    )
    .join('\n')
}
