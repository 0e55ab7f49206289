import { textStamp } from '#platform/text/stamp.ts'

/** What is said in each language (BCP 47); the language of the report is always among them. */
export type Said = Record<string, string>

/** How many took part, in words, with the number that there were at least; null where the words give none. */
export type Attendance = { words: Said; atLeast: number | null }

/** What somebody said. Without consent to be named the speaker is never kept. */
export type Quote = { text: Said; speaker: string; consent: 'named' | 'unnamed' }

/** What went wrong. What the writer did not see needs somebody who reported it. */
export type Incident = { text: Said; seen: boolean; reportedBy: Said }

export type ReportContent = {
  /** The language in which it was told; always among the texts. */
  language: string
  text: Said
  attendance: Attendance | null
  quotes: readonly Quote[]
  incidents: readonly Incident[]
  /** Languages whose text is older than that of the original. */
  outdated?: readonly string[]
  /** The day (UTC) on which the original was last changed under a translation; never the hour, since organisers do it too. */
  corrected?: string
}

export const REPORT_STATES = ['pending', 'asked', 'published', 'refused'] as const
export type ReportState = (typeof REPORT_STATES)[number]

/** One report of an event. */
export type Report = {
  eventId: string
  state: ReportState
  /** Grows with every change; what was decided on an older version is refused. */
  version: number
  content: ReportContent
  /** What the organiser would have changed since it was published. */
  proposed: ReportContent | null
  /** The day on which it came. */
  arrived: string
  /** Times of the desk's decisions, ms UTC. */
  publishedAt: number | null
  updatedAt: number | null
}

/** Longest texts, in characters, and how many of each there may be. */
export const REPORT_LIMITS = {
  text: 10_000,
  attendance: 120,
  quote: 600,
  speaker: 120,
  incident: 1000,
  by: 160,
  quotes: 10,
  incidents: 10,
} as const

/** Fewer than this are 'a few', wherever they are shown. */
export const A_FEW = 10

/** The name under which a member has it in hand. */
export function reportSubject(eventId: string): string {
  return `report:${eventId}`
}

/** The day (UTC) of an instant in ms: what is kept of a time at which somebody sent something. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** Whether the desk has something to do with it. */
export function isWaiting({ state, proposed }: Pick<Report, 'state' | 'proposed'>): boolean {
  return state === 'pending' || (state === 'published' && proposed !== null)
}

/** The same with what was asked and has an answer. */
export function needsDecision(report: Report | undefined, isAnswered: boolean): boolean {
  return report !== undefined && (isWaiting(report) || (report.state === 'asked' && isAnswered))
}

/** What is said in a language, or in that of the report; `lang` says which it is. */
export function saidIn(said: Said, { language }: Pick<ReportContent, 'language'>, lang: string) {
  const own = said[lang]
  return own ? { text: own, lang } : { text: said[language] ?? '', lang: language }
}

/**
 * What was told anew in its language, with the translations of before: of the long text all, those of one that has
 * changed marked as outdated since `day` (YYYY-MM-DD); of figures, quotes and incidents only where the original is the same
 * to the letter.
 */
export function withTranslations(told: ReportContent, before: ReportContent, day: string): ReportContent {
  const { language } = told
  if (before.language !== language) return told
  const same = (one: Said | undefined, other: Said) => one?.[language] === other[language]
  const keep = (one: Said, olds: readonly Said[]): Said => ({
    ...olds.find(old => same(old, one)),
    [language]: one[language] ?? '',
  })
  const others = Object.keys(before.text).filter(lang => lang !== language)
  const isSame = same(before.text, told.text)
  const outdated = isSame ? (before.outdated ?? []) : others
  const corrected = isSame ? before.corrected : day
  const { outdated: _, corrected: __, ...rest } = told
  return {
    ...rest,
    text: { ...before.text, [language]: told.text[language] ?? '' },
    attendance: told.attendance && {
      ...told.attendance,
      words: keep(told.attendance.words, before.attendance ? [before.attendance.words] : []),
    },
    quotes: told.quotes.map(quote => ({
      ...quote,
      text: keep(
        quote.text,
        before.quotes.map(old => old.text),
      ),
    })),
    incidents: told.incidents.map(incident => ({
      ...incident,
      text: keep(
        incident.text,
        before.incidents.map(old => old.text),
      ),
      reportedBy: keep(
        incident.reportedBy,
        before.incidents.map(old => old.reportedBy),
      ),
    })),
    ...(outdated.length > 0 ? { outdated } : {}),
    ...(outdated.length > 0 && corrected ? { corrected } : {}),
  }
}

/** The day on which the original was corrected after what is shown in a language was translated; null where it was not. */
export function correctedSince({ text, outdated, corrected }: ReportContent, lang: string): string | null {
  return text[lang] && outdated?.includes(lang) ? (corrected ?? null) : null
}

/** Only what was told in its own language: what an organiser sees and changes. */
export function originalOnly(content: ReportContent): ReportContent {
  const { language } = content
  const own = (said: Said): Said => ({ [language]: said[language] ?? '' })
  return {
    language,
    text: own(content.text),
    attendance: content.attendance && { ...content.attendance, words: own(content.attendance.words) },
    quotes: content.quotes.map(quote => ({ ...quote, text: own(quote.text) })),
    incidents: content.incidents.map(incident => ({
      ...incident,
      text: own(incident.text),
      reportedBy: own(incident.reportedBy),
    })),
  }
}

/** Whether both say the same in the language in which they were told. */
export function tellsTheSame(one: ReportContent, other: ReportContent): boolean {
  return JSON.stringify(originalOnly(one)) === JSON.stringify(originalOnly(other))
}

/** How far the translation into a language is; 'original' for the language of the report. */
export function translationState(
  content: ReportContent,
  lang: string,
): 'original' | 'missing' | 'outdated' | 'done' {
  if (lang === content.language) return 'original'
  if (!content.text[lang]) return 'missing'
  const pieces = [
    ...(content.attendance ? [content.attendance.words] : []),
    ...content.quotes.map(({ text }) => text),
    ...content.incidents.flatMap(({ text, seen, reportedBy }) => (seen ? [text] : [text, reportedBy])),
  ]
  const isWhole = pieces.every(said => said[lang] || !said[content.language])
  return isWhole && !content.outdated?.includes(lang) ? 'done' : 'outdated'
}

/** A mark of what a report says in the language in which it was told: it changes with that, not with a translation. */
export function reportStamp(content: ReportContent): string {
  return textStamp(JSON.stringify(originalOnly(content)))
}
