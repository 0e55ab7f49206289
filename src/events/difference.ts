import type { EventContent } from './event.ts'

/** One field that two versions of an event have differently, as text to show side by side. */
export type Difference = { field: string; lang: string | null; before: string; after: string }

/** What an organiser would change, field by field; `say` writes a value that is not a text. */
export function differencesOf(
  before: EventContent,
  after: EventContent,
  say: {
    kind(c: EventContent): string
    when(c: EventContent): string
    where(c: EventContent): string
    language(c: EventContent): string
    /** That a place is told only to those who ask; `other`: another place than before. */
    secret(other: boolean): string
    parts(c: EventContent, lang: string): string
  },
): Difference[] {
  // Words that stay while their language is corrected are no difference.
  const told =
    before.language === after.language
      ? before.texts
      : { ...before.texts, [before.language]: undefined, [after.language]: before.texts[before.language] }
  const plain: [string, string, string][] = [
    ['kind', say.kind(before), say.kind(after)],
    ['when', say.when(before), say.when(after)],
    ['where', say.where(before), say.where(after)],
    ['hosts', before.hosts.join('\n'), after.hosts.join('\n')],
    ['anonymous', mark(before.anonymous), mark(after.anonymous)],
    ['registration', before.registration ?? '', after.registration ?? ''],
    ['link', before.where.link ?? '', after.where.link ?? ''],
    ['secret_place', ...secretsOf(before, after, say)],
    ['street', before.where.street ?? '', after.where.street ?? ''],
    ['reveal', String(before.where.revealHours ?? ''), String(after.where.revealHours ?? '')],
    ['photos', before.photos ?? '', after.photos ?? ''],
    ['language', say.language(before), say.language(after)],
    ['spoken', before.spoken.join(', '), after.spoken.join(', ')],
  ]
  const languages = [...new Set([...Object.keys(told), ...Object.keys(after.texts)])]
  const texts = languages.flatMap(lang => [
    ...(['title', 'about', 'venue', 'bring', 'access', 'safety'] as const).map(
      (name): Difference => ({
        field: name,
        lang,
        before: told[lang]?.[name] ?? '',
        after: after.texts[lang]?.[name] ?? '',
      }),
    ),
    { field: 'parts', lang, before: say.parts(before, lang), after: say.parts(after, lang) },
  ])
  return [
    ...plain.map(([field, b, a]): Difference => ({ field, lang: null, before: b, after: a })),
    ...texts,
  ].filter(difference => difference.before !== difference.after)
}

function secretsOf(
  { where: before }: EventContent,
  { where: after }: EventContent,
  say: { secret(other: boolean): string },
): [string, string] {
  const isOther = before.asked === true && before.sealedPlace !== after.sealedPlace
  return [before.asked ? say.secret(false) : '', after.asked ? say.secret(isOther) : '']
}

/** Whether time or place differ, so that those who wrote it down must hear of it. */
export function isMove(before: EventContent, after: EventContent): boolean {
  const told = ({ when, where, texts, language }: EventContent) =>
    JSON.stringify([
      when,
      where.form,
      where.country,
      where.city,
      where.street,
      where.zone,
      where.sealedPlace,
      texts[language]?.venue,
    ])
  return told(before) !== told(after)
}

function mark(value: boolean): string {
  return value ? '✓' : ''
}
