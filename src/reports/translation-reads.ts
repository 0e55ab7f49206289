import { readField } from '#events/fields.ts'
import { type Form, formOf } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'
import { REPORT_LIMITS, type ReportContent, type Said } from './report.ts'

/** Reads a report's texts in another language into its content; what stays empty is shown in the original. */
export function readReportTranslation(
  form: Form,
  { content, lang, errors }: { content: ReportContent; lang: string; errors: FieldErrors },
): ReportContent {
  const line = (said: Said, name: string, limit: number) =>
    put(said, lang, readField(form, name, errors, cleanLine, limit))
  const text = (said: Said, name: string, limit: number) =>
    put(said, lang, readField(form, name, errors, cleanText, limit))
  const { outdated = [], corrected, ...rest } = content
  const still = outdated.filter(code => code !== lang)
  return {
    ...rest,
    text: text(content.text, 'text', REPORT_LIMITS.text),
    attendance: content.attendance && {
      ...content.attendance,
      words: line(content.attendance.words, 'attendance', REPORT_LIMITS.attendance),
    },
    quotes: content.quotes.map((quote, index) => ({
      ...quote,
      text: text(quote.text, `quote_${index}`, REPORT_LIMITS.quote),
    })),
    incidents: content.incidents.map((incident, index) => ({
      ...incident,
      text: text(incident.text, `incident_${index}`, REPORT_LIMITS.incident),
      reportedBy: line(incident.reportedBy, `by_${index}`, REPORT_LIMITS.by),
    })),
    ...(still.length > 0 ? { outdated: still } : {}),
    ...(still.length > 0 && corrected ? { corrected } : {}),
  }
}

/** The texts of one language as a form, for translating. */
export function formOfReportTexts(content: ReportContent, lang: string): Form {
  const params = new URLSearchParams()
  params.set('text', content.text[lang] ?? '')
  params.set('attendance', content.attendance?.words[lang] ?? '')
  for (const [index, quote] of content.quotes.entries()) params.set(`quote_${index}`, quote.text[lang] ?? '')
  for (const [index, incident] of content.incidents.entries()) {
    params.set(`incident_${index}`, incident.text[lang] ?? '')
    params.set(`by_${index}`, incident.reportedBy[lang] ?? '')
  }
  return formOf(params)
}

function put(said: Said, lang: string, text: string): Said {
  const { [lang]: _, ...others } = said
  return text ? { ...others, [lang]: text } : others
}
