import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'
import { guessOtherLanguage } from '#platform/text/guess-language.ts'
import {
  type EventContent,
  type EventTexts,
  type Part,
  PHOTO_RULES,
  type PhotoRule,
  type TEXT_NAMES,
  withoutVenues,
} from './event.ts'
import { LIMITS, readField, readUrl } from './fields.ts'
import { looksLikePerson } from './host.ts'
import { isKind } from './kind.ts'
import { readParts } from './parts-text.ts'
import { readWhen } from './when-form.ts'
import { type Gazetteer, readWhere, type SecretPlace, type WhereChoices } from './where-form.ts'

export type Announced =
  | { ok: true; value: EventContent }
  | {
      ok: false
      errors: FieldErrors
      choices: WhereChoices
      /** The country as far as it is known already. */
      country: string | null
    }

export type Reading = {
  gazetteer: Gazetteer
  /** Languages an announcement may be written in. */
  languages: readonly string[]
  /** The language of the page, taken where the form names none. */
  lang: string
  /** Somebody has looked at the language: it is as it was said. */
  chosen?: true
  /** What this form changes: translations and what the form does not show are kept. */
  before?: EventContent
  /** What the form does about a place that is told only to those who ask; left out: nothing. */
  place?: SecretPlace
}

const MAX_HOSTS = 12
const SPOKEN = /^[a-z]{2,3}$/

/**
 * Reads an announcement from a form. The texts go to the form's language; all else is the same in every
 * language. Errors come back by field, with choices where the place or the clock is in doubt.
 */
export function readAnnouncement(form: Form, reading: Reading): Announced {
  const errors: FieldErrors = {}
  const { before } = reading
  const texts = readTexts(form, errors)
  const said =
    reading.languages.find(code => code === form.get('language')) ?? before?.language ?? reading.lang
  const language = languageOf(texts, said, reading)
  if (!texts.title && !errors['title']) errors['title'] = { key: 'needed' }

  const kindText = form.get('kind')
  if (!isKind(kindText)) errors['kind'] = { key: kindText ? 'kind' : 'needed' }
  const when = readWhen(form, errors)
  const { where, choices } = readWhere(form, {
    gazetteer: reading.gazetteer,
    when,
    errors,
    before: before?.where,
    place: reading.place ?? 'none',
  })
  // What was written under another name of its language stands only under the right one.
  const { [before?.language ?? language]: _, ...others } = before?.texts ?? {}
  const anonymous = form.has('anonymous')
  const hosts = readHosts(form, anonymous, errors)
  const parts = mergeParts(
    readParts(readField(form, 'parts', errors, cleanText), errors),
    language,
    withoutLanguage(before?.parts ?? [], before?.language ?? language),
  )
  const registration = readUrl(form, 'registration', errors)
  const photos = PHOTO_RULES.find(rule => rule === form.get('photos')) ?? null

  if (Object.keys(errors).length > 0) return { ok: false, errors, choices, country: where.country }
  return {
    ok: true,
    value: {
      kind: isKind(kindText) ? kindText : 'other',
      language,
      texts: { ...(where.asked ? withoutVenues(others) : others), [language]: texts },
      when,
      where,
      parts,
      hosts,
      ...(sameHosts(hosts, before) ? { hostNames: before?.hostNames } : {}),
      anonymous,
      spoken: form
        .all('spoken')
        .filter(code => SPOKEN.test(code))
        .slice(0, 12),
      registration,
      photos: photos as PhotoRule | null,
    },
  }
}

/** Reads what the desk writes of an event in another language; hosts that are left empty are called as announced. */
export function readTranslation(
  form: Form,
  { content, lang, errors }: { content: EventContent; lang: string; errors: FieldErrors },
): EventContent {
  const texts = { ...content.texts, [lang]: readTexts(form, errors) }
  if (content.where.asked && texts[lang]?.venue) errors['venue'] ??= { key: 'asked-open' }
  const hosts = readField(form, 'hosts', errors, cleanText, LIMITS.hosts)
    .split('\n')
    .map(cleanLine)
    .filter(Boolean)
  const { [lang]: _, ...otherNames } = content.hostNames ?? {}
  const parts = content.parts.map((part, index) => ({
    ...part,
    titles: { ...part.titles, [lang]: readField(form, `part_${index}`, errors, cleanLine, 200) },
  }))
  return {
    ...content,
    texts,
    parts,
    hostNames: hosts.length > 0 ? { ...otherNames, [lang]: hosts } : otherNames,
  }
}

function readTexts(form: Form, errors: FieldErrors): EventTexts {
  const read = (name: (typeof TEXT_NAMES)[number]) =>
    readField(form, name, errors, name === 'about' ? cleanText : cleanLine, LIMITS[name])
  return {
    title: read('title'),
    about: read('about'),
    venue: read('venue'),
    bring: read('bring'),
    access: read('access'),
    safety: read('safety'),
  }
}

function readHosts(form: Form, anonymous: boolean, errors: FieldErrors): string[] {
  const text = readField(form, 'hosts', errors, cleanText, LIMITS.hosts)
  if (anonymous) return []
  const hosts = text.split('\n').map(cleanLine).filter(Boolean)
  if (hosts.length > MAX_HOSTS) errors['hosts'] = { key: 'hosts-many', values: { limit: MAX_HOSTS } }
  const long = hosts.find(host => [...host].length > LIMITS.host)
  if (long) errors['hosts'] = { key: 'host-long', values: { limit: LIMITS.host } }
  const person = hosts.find(looksLikePerson)
  if (person && !errors['hosts'] && !form.has('host_is_group'))
    errors['hosts'] = { key: 'host-person', values: { name: person } }
  return hosts
}

function sameHosts(hosts: readonly string[], before: EventContent | undefined): before is EventContent {
  return before?.hostNames !== undefined && JSON.stringify(before.hosts) === JSON.stringify(hosts)
}

/** The language of a text: what was said, or another that it plainly is in. Whoever knows better changes it later. */
function languageOf(
  { title, about }: EventTexts,
  said: string,
  { before, chosen, languages }: Reading,
): string {
  const other = before || chosen ? null : guessOtherLanguage(`${title}\n${about}`, said)
  return languages.find(code => code === other) ?? said
}

function withoutLanguage(parts: readonly Part[], lang: string): Part[] {
  return parts.map(({ titles: { [lang]: _, ...titles }, ...part }) => ({ ...part, titles }))
}

/** Titles of parts in other languages stay where the number of parts has not changed. */
function mergeParts(
  read: readonly { start: string | null; end: string | null; title: string }[],
  language: string,
  before: readonly Part[] = [],
): Part[] {
  const same = before.length === read.length
  return read.map(({ start, end, title }, index) => ({
    start,
    end,
    titles: { ...(same ? before[index]?.titles : {}), [language]: title },
  }))
}
