import { readField } from '#events/fields.ts'
import { type Form, formOf } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'
import { guessOtherLanguage } from '#platform/text/guess-language.ts'
import { readAtLeast } from './attendance.ts'
import {
  type Attendance,
  type Incident,
  type Quote,
  REPORT_LIMITS,
  type ReportContent,
  type Said,
} from './report.ts'

const MOST_PEOPLE = 10_000_000

/** How many quotes and incidents a form has room for; 'add another' makes it one more. */
export type Slots = { quotes: number; incidents: number }

export function slotsOf(form: Form): Slots {
  const count = (name: 'quotes' | 'incidents', add: string) => {
    const more = form.get('add') === add ? 1 : 0
    const sent = Math.trunc(Number(form.get(name))) || 1
    return Math.min(REPORT_LIMITS[name], Math.max(1, sent + more))
  }
  return { quotes: count('quotes', 'quote'), incidents: count('incidents', 'incident') }
}

/**
 * Reads a report in one language from a form. A quote whose speaker is not to be named loses the name here, before
 * anything is kept. Where no number is given it is read from the words; 0 says that there is none. With `guess`, a text that
 * plainly is in another language than was said is taken as what it is.
 */
export function readReport(
  form: Form,
  { languages, language, guess = false }: { languages: readonly string[]; language: string; guess?: boolean },
): { ok: true; value: ReportContent } | { ok: false; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const typed = form.get('language') || language
  if (!languages.includes(typed)) errors['language'] = { key: 'kind' }
  const text = readField(form, 'text', errors, cleanText, REPORT_LIMITS.text)
  const other = guess ? guessOtherLanguage(text, typed) : null
  const chosen = languages.find(code => code === other) ?? typed
  const said = (text: string): Said => ({ [chosen]: text })
  if (!text) errors['text'] ??= { key: 'needed' }
  const { quotes, incidents } = slotsOf(form)
  const value: ReportContent = {
    language: chosen,
    text: said(text),
    attendance: readAttendance(form, errors, said),
    quotes: range(quotes).flatMap(index => readQuote(form, index, { errors, said }) ?? []),
    incidents: range(incidents).flatMap(index => readIncident(form, index, { errors, said }) ?? []),
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value }
}

/** The form as it would have been filled in for this report, in its own language. */
export function formOfReport(content: ReportContent): Form {
  const { language, attendance, quotes, incidents } = content
  const own = (said: Said) => said[language] ?? ''
  const params = new URLSearchParams({
    language,
    text: own(content.text),
    attendance: attendance ? own(attendance.words) : '',
    at_least: attendance ? writeAtLeast(attendance, own(attendance.words)) : '',
    quotes: String(quotes.length),
    incidents: String(incidents.length),
  })
  for (const [index, quote] of quotes.entries()) {
    params.set(`quote_${index}`, own(quote.text))
    params.set(`speaker_${index}`, quote.speaker)
    params.set(`consent_${index}`, quote.consent)
  }
  for (const [index, incident] of incidents.entries()) {
    params.set(`incident_${index}`, own(incident.text))
    params.set(`seen_${index}`, incident.seen ? 'yes' : 'told')
    params.set(`by_${index}`, own(incident.reportedBy))
  }
  return formOf(params)
}

/** A 0 only where the words alone would be read as a number that somebody has taken away. */
function writeAtLeast({ atLeast }: Attendance, words: string): string {
  return atLeast !== null ? String(atLeast) : readAtLeast(words) === null ? '' : '0'
}

type Reading = { errors: FieldErrors; said: (text: string) => Said }

function readAttendance(form: Form, errors: FieldErrors, said: Reading['said']): Attendance | null {
  const words = readField(form, 'attendance', errors, cleanLine, REPORT_LIMITS.attendance)
  const typed = form.get('at_least').replace(/[\s\u00a0\u202f.,]/g, '')
  const number = typed === '' ? null : /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN
  if (number !== null && !(number <= MOST_PEOPLE)) {
    errors['at_least'] = { key: 'number' }
    return null
  }
  if (!words && !number) return null
  const atLeast = number === null ? readAtLeast(words) : number || null
  return { words: said(words || String(number)), atLeast }
}

function readQuote(form: Form, index: number, { errors, said }: Reading): Quote | null {
  const name = (field: string) => `${field}_${index}`
  const text = readField(form, name('quote'), errors, cleanText, REPORT_LIMITS.quote)
  const speaker = readField(form, name('speaker'), errors, cleanLine, REPORT_LIMITS.speaker)
  if (!text) {
    if (speaker) errors[name('quote')] ??= { key: 'needed' }
    return null
  }
  const consent = form.get(name('consent'))
  if (consent === 'unnamed') {
    delete errors[name('speaker')]
    return { text: said(text), speaker: '', consent }
  }
  if (consent !== 'named') errors[name('consent')] = { key: 'consent' }
  else if (!speaker) errors[name('speaker')] ??= { key: 'speaker' }
  return { text: said(text), speaker, consent: 'named' }
}

function readIncident(form: Form, index: number, { errors, said }: Reading): Incident | null {
  const name = (field: string) => `${field}_${index}`
  const text = readField(form, name('incident'), errors, cleanText, REPORT_LIMITS.incident)
  const by = readField(form, name('by'), errors, cleanLine, REPORT_LIMITS.by)
  if (!text) {
    if (by) errors[name('incident')] ??= { key: 'needed' }
    return null
  }
  const seen = form.get(name('seen'))
  if (seen !== 'yes' && seen !== 'told') errors[name('seen')] = { key: 'seen' }
  else if (seen === 'told' && !by) errors[name('by')] ??= { key: 'by' }
  return { text: said(text), seen: seen === 'yes', reportedBy: said(seen === 'yes' ? '' : by) }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
