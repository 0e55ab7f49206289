import type { Quote, ReportContent, Said } from './report.ts'

/** One piece that two versions of a report have differently, as text to show side by side. */
export type Difference = { field: string; before: string; after: string }

/** What an organiser would change of a report, piece by piece, in its own language; `say` writes what is no text. */
export function reportDifferences(
  before: ReportContent,
  after: ReportContent,
  say: { language(code: string): string; unnamed: string; seen: string },
): Difference[] {
  const own = (said: Said, { language }: ReportContent) => said[language] ?? ''
  const quote = (one: Quote | undefined, content: ReportContent) =>
    one ? `${own(one.text, content)}\n— ${one.consent === 'named' ? one.speaker : say.unnamed}` : ''
  const incident = (one: ReportContent['incidents'][number] | undefined, content: ReportContent) =>
    one ? `${own(one.text, content)}\n— ${one.seen ? say.seen : own(one.reportedBy, content)}` : ''
  const row = (field: string, write: (content: ReportContent) => string): Difference => ({
    field,
    before: write(before),
    after: write(after),
  })
  const most = (name: 'quotes' | 'incidents') => Math.max(before[name].length, after[name].length)
  return [
    row('language', content => say.language(content.language)),
    row('text', content => own(content.text, content)),
    row('attendance', content => (content.attendance ? own(content.attendance.words, content) : '')),
    row('at_least', content => String(content.attendance?.atLeast ?? '')),
    ...range(most('quotes')).map(index => row('quote', content => quote(content.quotes[index], content))),
    ...range(most('incidents')).map(index =>
      row('incident', content => incident(content.incidents[index], content)),
    ),
  ].filter(difference => difference.before !== difference.after)
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
