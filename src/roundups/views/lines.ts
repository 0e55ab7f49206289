import type { Translate } from '#platform/text/texts.ts'
import { attendanceText, olderText } from '#reports/card.ts'
import { type Said, saidIn } from '#reports/report.ts'
import type { ToldEvent } from '../telling-card.ts'

export type Quoted = { kind: 'quote'; text: string; speaker: string }
export type Line = { kind: 'text'; text: string } | Quoted

/** What is told of an event as paragraphs and quotes, for where there is only text. */
export function linesOf(t: Translate, { report, body }: ToldEvent): Line[] {
  const paragraphs = body.text.split(/\n{2,}/).filter(Boolean)
  const told = paragraphs.map((text): Line => ({ kind: 'text', text }))
  if (!report) return told
  const { content } = report
  const { attendance, quotes, incidents } = content
  const said = (words: Said) => saidIn(words, content, t.lang).text
  const came = attendance && attendanceText(t, attendance, content).text
  const older = olderText(t, report)
  return [
    ...told,
    ...(older ? [{ kind: 'text' as const, text: older }] : []),
    ...(came ? [{ kind: 'text' as const, text: `${t('reports.attendance')} ${came}` }] : []),
    ...quotes.map(
      ({ text, speaker }): Line => ({
        kind: 'quote',
        text: said(text),
        speaker: speaker || t('reports.unnamed'),
      }),
    ),
    ...incidents.map(({ text, seen, reportedBy }): Line => {
      const words = said(text)
      const by = said(reportedBy)
      return { kind: 'text', text: seen ? words : t('roundups.reported-by', { text: words, who: by }) }
    }),
  ]
}
