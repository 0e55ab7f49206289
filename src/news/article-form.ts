import type { Form } from '#platform/forms/form.ts'
import { formOf } from '#platform/forms/form.ts'
import { type FieldErrors, readField } from '#platform/forms/read-field.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'
import { slugOf } from '#platform/text/slug.ts'
import { instantOf, isZone, localOf, readDate, readTime, type Zone } from '#platform/time/local.ts'
import { type Article, type ArticleText, isOwnPage, KINDS, type Kind, LIMITS, sameTag } from './article.ts'
import { readOldPath } from './old-path.ts'
import type { Written } from './writing.ts'

/** An error of a field: a key under news.wrong, and what its text names. */
export type Reading<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors }

export type SettingsInput = {
  kind: Kind
  slug: string
  tags: string[]
  original: string
  /** As typed: slugs or addresses of events, years. */
  events: string[]
  editions: number[]
  /** Older addresses, as they are kept; undefined to leave them as they are. */
  earlier: string[] | undefined
}

/** What holds for all languages, as its form shows it; `events` are the slugs of those it tells of, `earlier` its older addresses. */
export function formOfSettings(
  { kind, slug, tags, original, about }: Article,
  { events, earlier }: { events: readonly string[]; earlier: readonly string[] },
): Form {
  return formOf(
    new URLSearchParams({
      kind,
      slug,
      tags: tags.join(', '),
      original,
      events: events.join('\n'),
      earlier: earlier.join('\n'),
      editions: about.editions.join(', '),
    }),
  )
}

/** Reads that form. Events may be given by their addresses. */
export function readSettings(
  form: Form,
  { languages }: { languages: readonly string[] },
): Reading<SettingsInput> {
  const errors: FieldErrors = {}
  const kind = KINDS.find(each => each === form.get('kind'))
  if (!kind) errors['kind'] = { key: 'needed' }
  const slug = slugOf(readField(form, 'slug', { errors, clean: cleanLine, limit: LIMITS.slug }))
  if (!slug) errors['slug'] ??= { key: 'slug' }
  if (kind && kind !== 'page' && isOwnPage(slug)) errors['slug'] ??= { key: 'slug-own' }
  const original = form.get('original')
  if (!languages.includes(original)) errors['original'] = { key: 'needed' }
  const events = readField(form, 'events', { errors, clean: cleanText, limit: LIMITS.about })
  const editions = wordsIn(readField(form, 'editions', { errors, clean: cleanLine, limit: 100 }))
  if (editions.some(year => !/^\d{4}$/.test(year))) errors['editions'] ??= { key: 'year' }
  const earlier = form.has('earlier') ? readEarlier(form, errors) : undefined
  const tags = readTags(readField(form, 'tags', { errors, clean: cleanLine, limit: LIMITS.tags }))
  if (!kind || Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    value: {
      kind,
      slug,
      tags,
      original,
      events: wordsIn(events).map(slugIn),
      editions: editions.map(Number),
      earlier,
    },
  }
}

function readEarlier(form: Form, errors: FieldErrors): string[] {
  const text = readField(form, 'earlier', { errors, clean: cleanText, limit: LIMITS.about })
  return [...new Set(wordsIn(text).flatMap(word => readOldPath(word) ?? []))]
}

/** Tags with commas between; one that is there already is left out. */
export function readTags(text: string): string[] {
  const tags: string[] = []
  for (const tag of text.split(',').map(cleanLine))
    if (tag && !tags.some(each => sameTag(each, tag))) tags.push(tag)
  return tags.slice(0, 20)
}

/** A text as its form shows it, times by the clock of a zone. */
export function formOfText(
  text: ArticleText | undefined,
  { zone, original }: { zone: Zone; original: number },
): Form {
  const at = (name: string, instant: number | null | undefined) => {
    if (instant === null || instant === undefined) return {}
    const { date, time } = localOf(instant, zone)
    return { [`${name}_date`]: date, [`${name}_time`]: time }
  }
  return formOf(
    new URLSearchParams({
      version: String(text?.version ?? 0),
      follows: String(original),
      title: text?.title ?? '',
      lead: text?.lead ?? '',
      body: text?.body ?? '',
      ...(text?.state === 'done' ? { done: 'yes' } : {}),
      zone,
      ...at('published', text?.publishedAt),
      ...at('modified', text?.modifiedAt),
    }),
  )
}

type TextSetting = {
  id: string
  lang: string
  before: ArticleText | undefined
  isOriginal: boolean
  /** Whether this member sets times and says what is a small correction. */
  setsTimes: boolean
}

/** Reads that form. What is done needs a title and a text; times that were left as they were stay the clock's. */
export function readText(
  form: Form,
  { id, lang, before, isOriginal, setsTimes }: TextSetting,
): Reading<Written> {
  const errors: FieldErrors = {}
  const title = readField(form, 'title', { errors, clean: cleanLine, limit: LIMITS.title })
  const lead = readField(form, 'lead', { errors, clean: cleanLine, limit: LIMITS.lead })
  const body = readField(form, 'body', { errors, clean: cleanText, limit: LIMITS.body })
  const isDone = form.has('done')
  if (!title) errors['title'] ??= { key: 'needed' }
  if (isDone && !body) errors['body'] ??= { key: 'needed' }
  const zone = form.get('zone') || 'UTC'
  if (setsTimes && !isZone(zone)) errors['zone'] = { key: 'zone' }
  const times = setsTimes && isZone(zone) ? readTimes(form, { zone, before, errors }) : {}
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    value: {
      id,
      lang,
      version: Number(form.get('version')) || 0,
      words: { title, lead, body },
      state: isDone ? 'done' : 'draft',
      follows: isOriginal || form.has('behind') ? null : Number(form.get('follows')) || null,
      isSmall: setsTimes && form.has('small'),
      ...times,
    },
  }
}

function readTimes(
  form: Form,
  { zone, before, errors }: { zone: Zone; before: ArticleText | undefined; errors: FieldErrors },
): Pick<Written, 'publishedAt' | 'modifiedAt'> {
  const publishedAt = readAt(form, 'published', { zone, errors, was: before?.publishedAt })
  const modifiedAt = readAt(form, 'modified', { zone, errors, was: before?.modifiedAt })
  return {
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  }
}

/** A date and time of a form as an instant; undefined where nothing was typed, or what stood there already. */
function readAt(
  form: Form,
  name: string,
  { zone, errors, was }: { zone: Zone; errors: FieldErrors; was: number | null | undefined },
): number | undefined {
  const [day, clock] = [form.get(`${name}_date`).trim(), form.get(`${name}_time`).trim()]
  if (!day && !clock) return undefined
  const date = readDate(day)
  const time = readTime(clock || '00:00')
  if (!date) errors[`${name}_date`] = { key: 'date' }
  if (!time) errors[`${name}_time`] = { key: 'time' }
  if (!date || !time) return undefined
  const instant = instantOf(date, time, zone)
  // Seconds do not stand in the form.
  const isSame =
    was !== null && was !== undefined && Math.floor(was / 60_000) === Math.floor(instant / 60_000)
  return isSame ? undefined : instant
}

function wordsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** The end of an event's address: 'https://…/en/events/vilnius-rally?x' → 'vilnius-rally'. */
function slugIn(text: string): string {
  return (
    text
      .replace(/[?#].*$/, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? text
  )
}
