import type { Form } from '#platform/forms/form.ts'
import { type FieldErrors, readField } from '#platform/forms/read-field.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'
import { instantOf, localOf, readDate, readTime, type Zone } from '#platform/time/local.ts'
import { LIMITS, type Roundup, type RoundupText } from './roundup.ts'

export type TextErrors = FieldErrors

/** The field of the editor's words in a block. */
export const betweenName = (id: string) => `between_${id}`

/** A text as its form shows it; times by the clock of the edition's zone. */
export function formOfText(text: RoundupText | undefined, zone: Zone): Record<string, string> {
  const at = (name: string, instant: number | null | undefined) => {
    if (instant === null || instant === undefined) return {}
    const { date, time } = localOf(instant, zone)
    return { [`${name}_date`]: date, [`${name}_time`]: time }
  }
  return {
    title: text?.title ?? '',
    lead: text?.lead ?? '',
    ...Object.fromEntries(Object.entries(text?.between ?? {}).map(([id, words]) => [betweenName(id), words])),
    ...(text?.state === 'done' ? { done: 'yes' } : {}),
    ...(text && text.publishedAt !== null ? { published: 'yes' } : {}),
    ...at('published', text?.publishedAt),
    ...at('modified', text?.modifiedAt),
  }
}

/**
 * Reads the form of a language. What is published needs a title and a lead. A time that is left empty is that of the
 * first publication, and of this change; `now` in ms UTC.
 */
export function readText(
  form: Form,
  {
    roundup,
    was,
    lang,
    zone,
    now,
  }: { roundup: Roundup; was: RoundupText | undefined; lang: string; zone: Zone; now: number },
):
  | { ok: true; value: Omit<RoundupText, 'version' | 'basedOn' | 'stamps'> }
  | { ok: false; errors: TextErrors } {
  const errors: TextErrors = {}
  const read = (name: string, clean: (text: string) => string, limit: number) =>
    readField(form, name, { errors, clean, limit })
  const title = read('title', cleanLine, LIMITS.title)
  const lead = read('lead', cleanText, LIMITS.lead)
  const between = Object.fromEntries(
    roundup.blocks
      .filter(block => block.kind === 'text')
      .map(({ id }) => [id, read(betweenName(id), cleanText, LIMITS.between)] as const)
      .filter(([, text]) => text),
  )
  const isPublished = form.has('published')
  if (isPublished && !title) errors['title'] ??= { key: 'title' }
  if (isPublished && !lead) errors['lead'] ??= { key: 'lead' }
  const publishedAt = isPublished
    ? (readAt(form, 'published', { zone, errors }) ?? was?.publishedAt ?? now)
    : null
  const typed = readAt(form, 'modified', { zone, errors })
  const isSame = typed !== null && Math.floor((was?.modifiedAt ?? 0) / 60_000) === typed / 60_000
  const modifiedAt = isPublished ? (typed !== null && !isSame ? typed : now) : null
  if (publishedAt !== null && modifiedAt !== null && modifiedAt < publishedAt && typed !== null && !isSame)
    errors['modified_date'] ??= { key: 'modified' }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const state = form.has('done') || isPublished ? 'done' : 'draft'
  return { ok: true, value: { lang, title, lead, between, state, publishedAt, modifiedAt } }
}

/** An instant from a date and a time by the clock of a zone; null where neither was typed. */
function readAt(
  form: Form,
  name: string,
  { zone, errors }: { zone: Zone; errors: TextErrors },
): number | null {
  const [date, time] = [form.get(`${name}_date`).trim(), form.get(`${name}_time`).trim()]
  if (!date && !time) return null
  const [day, hour] = [readDate(date), readTime(time || '00:00')]
  if (!day || !hour) {
    errors[`${name}_date`] = { key: 'time' }
    return null
  }
  return instantOf(day, hour, zone)
}
