import { csvCell } from '#platform/text/clean.ts'

/** What goes out of a record, without what is in it. `date` is that of the event, `day` that of the record. */
export type Taken = { id: string; day: string; event: string; date: string | null; country: string | null }

/** A record as it was opened: what is in it was written by anybody. */
export type Exported = { value: unknown } | { fault: string }

/**
 * The records as CSV (RFC 4180, with a head) or as a JSON object on each line; one that could not be opened has an empty
 * text and says why.
 */
export function writeExport(
  taken: readonly Taken[],
  opened: readonly Exported[],
  format: 'csv' | 'jsonl',
): string {
  const rows = taken.map(({ id: _, ...face }, index) => ({ ...face, ...textOf(opened[index]) }))
  if (format === 'jsonl') return rows.map(row => `${JSON.stringify(row)}\n`).join('')
  const cells = rows.map(({ event, date, country, day, contact, fault }) => [
    event,
    date ?? '',
    country ?? '',
    day,
    contact,
    fault,
  ])
  const head = ['event', 'date', 'country', 'left', 'contact', 'fault']
  return [head, ...cells].map(row => `${row.map(csvCell).join(',')}\r\n`).join('')
}

function textOf(one: Exported | undefined): { contact: string; fault: string } {
  if (!one || 'fault' in one) return { contact: '', fault: one?.fault ?? 'not-found' }
  const { text } = (one.value ?? {}) as { text?: unknown }
  return { contact: typeof text === 'string' ? text : JSON.stringify(one.value), fault: '' }
}
