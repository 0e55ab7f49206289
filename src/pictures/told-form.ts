import type { Form } from '#platform/forms/form.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'
import { LICENCES, LIMITS, type Told } from './picture.ts'

/** What is wrong with a field of a picture: a text pictures.error.<key>. */
export type ToldErrors = Record<string, { key: string; values?: Record<string, number> }>

export const altName = (lang: string) => `alt_${lang}`
export const captionName = (lang: string) => `caption_${lang}`

// Pages print 'Photo:' before the name by themselves.
const PRINTED = /^(?:(?:photo|foto|фота|фото|здымак|снимок|світлина)(?:\s*[:–—-]|\s+by(?=\s))|©)\s*(?=\S)/iu
const cleanCredit = (text: string) => cleanLine(text).replace(PRINTED, '')

/**
 * Reads credit, licence, alternative texts and captions. A language that the form does not have keeps what it had
 * `before`. What is wrong is named beside what could be read.
 */
export function readTold(
  form: Form,
  languages: readonly string[],
  before?: Told,
): { value: Told; errors: ToldErrors } {
  const errors: ToldErrors = {}
  const read = (name: string, clean: (text: string) => string, limit: number): string => {
    const sent = form.get(name)
    const text = clean(sent)
    const over = [...text].length - limit
    if (sent.includes('\uFFFD')) errors[name] = { key: 'unreadable' }
    else if (over > 0) errors[name] = { key: 'long', values: { over, limit } }
    return text
  }
  const readAll = (nameOf: (lang: string) => string, old: Record<string, string> = {}, limit: number) => {
    const texts = { ...old }
    for (const lang of languages) {
      if (!form.has(nameOf(lang))) continue
      const text = read(nameOf(lang), cleanText, limit)
      if (text) texts[lang] = text
      else delete texts[lang]
    }
    return texts
  }
  const licence = LICENCES.find(known => known === form.get('licence'))
  if (!licence && (form.has('licence') || !before)) errors['licence'] = { key: 'licence' }
  const value: Told = {
    credit: form.has('credit') ? read('credit', cleanCredit, LIMITS.credit) : (before?.credit ?? ''),
    licence: licence ?? before?.licence ?? 'press',
    alts: readAll(altName, before?.alts, LIMITS.alt),
    captions: readAll(captionName, before?.captions, LIMITS.caption),
  }
  return { value, errors }
}

const UPLOAD = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The id that whoever sends a picture made for it (UUID); null where it is none. */
export function readUpload(form: Form): string | null {
  const upload = form.get('upload').toLowerCase()
  return UPLOAD.test(upload) ? upload : null
}

/** So many pictures of one sending are shown on its page. */
const MOST_SENT = 60

/** What a page without scripts carries of its sending: its secret (a UUID), and the uploads that came, with spaces between. */
export function readSending(form: Form): { secret: string; sent: string[] } | null {
  const secret = form.get('sending').toLowerCase()
  // Each is opened for its page: what a form names twice would cost twice.
  const sent = new Set(form.get('sent').split(' ', MOST_SENT))
  return UPLOAD.test(secret) ? { secret, sent: [...sent].filter(upload => UPLOAD.test(upload)) } : null
}

/** A whole number from 0 to `most`; null for anything else. */
export function readCount(form: Form, name: string, most: number): number | null {
  const text = form.get(name)
  return /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null
}
