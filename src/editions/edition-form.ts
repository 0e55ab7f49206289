import { type Form, formOf } from '#platform/forms/form.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'
import { readWebAddress } from '#platform/text/web-address.ts'
import { isZone, readDate } from '#platform/time/local.ts'
import { type Edition, type EditionTexts, type Figure, NO_EDITION_TEXTS } from './edition.ts'

/** An error of a field, as a key under editions.wrong. */
export type EditionErrors = Record<string, string>

const LINES = { title: 160, theme: 200, slogan: 200, notice: 400 } as const
const TEXTS = { reason: 3000, call: 3000, after: 6000 } as const
export const FIGURE_ROWS = 2

/** Reads an edition from its form, over what it was before; `languages` are those of the pages. */
export function readEdition(
  form: Form,
  before: Edition,
  { languages, isCountry }: { languages: readonly string[]; isCountry: (code: string) => boolean },
): { ok: true; value: Edition } | { ok: false; errors: EditionErrors } {
  const errors: EditionErrors = {}
  const date = (name: 'day' | 'from' | 'to') => {
    const read = readDate(form.get(name).trim())
    if (!read) errors[name] = 'date'
    return read ?? before[name]
  }
  const [day, from, to] = [date('day'), date('from'), date('to')]
  if (!errors['day'] && Number(day.slice(0, 4)) !== before.year) errors['day'] = 'year'
  if (!errors['from'] && from > day) errors['from'] = 'from-after-day'
  if (!errors['to'] && to < day) errors['to'] = 'to-before-day'
  const zone = form.get('zone').trim()
  if (!isZone(zone)) errors['zone'] = 'zone'
  const country = form.get('country').trim().toUpperCase() || null
  if (country && !isCountry(country)) errors['country'] = 'country'
  const texts = { ...before.texts }
  for (const lang of languages) {
    const read = readTexts(form, lang, errors)
    if (Object.values(read).some(text => text.length > 0)) texts[lang] = read
    else delete texts[lang]
  }
  if (form.has('published') && !Object.values(texts).some(text => text.title))
    errors['published'] = 'title-needed'
  const figures = readFigures(form, languages, errors)
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    value: {
      ...before,
      day,
      from,
      to,
      zone,
      country,
      texts,
      published: form.has('published'),
      hashtags: cleanLine(form.get('hashtags'))
        .split(/[\s,]+/)
        .filter(Boolean)
        .slice(0, 10),
      figures,
      sources: before.sources,
    },
  }
}

function readTexts(form: Form, lang: string, errors: EditionErrors): EditionTexts {
  const read = (
    name: keyof typeof LINES | keyof typeof TEXTS,
    limit: number,
    clean: (text: string) => string,
  ) => {
    const sent = form.get(`${name}_${lang}`)
    const text = clean(sent)
    if (sent.includes('\uFFFD')) errors[`${name}_${lang}`] = 'unreadable'
    else if ([...text].length > limit) errors[`${name}_${lang}`] = 'long'
    return text
  }
  const line = (name: keyof typeof LINES) => read(name, LINES[name], cleanLine)
  const long = (name: keyof typeof TEXTS) => read(name, TEXTS[name], cleanText)
  return {
    title: line('title'),
    theme: line('theme'),
    slogan: line('slogan'),
    notice: line('notice'),
    reason: long('reason'),
    call: long('call'),
    after: long('after'),
    demands: cleanText(form.get(`demands_${lang}`))
      .split('\n')
      .map(cleanLine)
      .filter(Boolean)
      .slice(0, 12),
  }
}

/** Figures by rows; a row without a number, words and label is left out, which is how one is removed. */
function readFigures(form: Form, languages: readonly string[], errors: EditionErrors): Figure[] {
  const count = Math.min(30, Number(form.get('figures')) || 0)
  const figures = Array.from({ length: count }, (_, index) => {
    const per = (name: string) =>
      Object.fromEntries(
        languages
          .map(lang => [lang, cleanLine(form.get(`f${index}_${name}_${lang}`)).slice(0, 200)])
          .filter(([, text]) => text),
      )
    const least = form.get(`f${index}_least`).trim()
    const asOf = readDate(form.get(`f${index}_as_of`).trim())
    const typed = form.get(`f${index}_source`).trim()
    const source = readWebAddress(typed)
    const figure = {
      id: /^[a-z-]{1,40}$/.test(form.get(`f${index}_id`)) ? form.get(`f${index}_id`) : `figure-${index}`,
      least: /^\d{1,9}$/.test(least) ? Number(least) : null,
      words: per('words'),
      label: per('label'),
      saidBy: per('said_by'),
      asOf: asOf ?? '',
      source,
    }
    const isEmpty = Object.keys(figure.words).length === 0 && Object.keys(figure.label).length === 0
    if (!isEmpty && typed && !source) errors[`f${index}_source`] = 'url'
    if (!isEmpty && !asOf) errors[`f${index}_as_of`] = 'as-of'
    if (!isEmpty && Object.keys(figure.saidBy).length === 0)
      errors[`f${index}_said_by_${languages[0]}`] = 'said-by'
    return isEmpty ? null : figure
  })
  return figures.filter(figure => figure !== null)
}

/** An edition as its form. */
export function formOfEdition(edition: Edition): Form {
  const params = new URLSearchParams({
    day: edition.day,
    from: edition.from,
    to: edition.to,
    zone: edition.zone,
  })
  if (edition.country) params.set('country', edition.country)
  if (edition.published) params.set('published', 'yes')
  params.set('hashtags', edition.hashtags.join(' '))
  for (const [lang, own] of Object.entries(edition.texts)) {
    const texts = { ...NO_EDITION_TEXTS, ...own }
    for (const [name, text] of Object.entries(texts))
      params.set(`${name}_${lang}`, typeof text === 'string' ? text : text.join('\n'))
  }
  params.set('figures', String(edition.figures.length + FIGURE_ROWS))
  for (const [index, figure] of edition.figures.entries()) {
    params.set(`f${index}_id`, figure.id)
    params.set(`f${index}_least`, figure.least === null ? '' : String(figure.least))
    params.set(`f${index}_as_of`, figure.asOf)
    params.set(`f${index}_source`, figure.source ?? '')
    for (const [name, texts] of [
      ['words', figure.words],
      ['label', figure.label],
      ['said_by', figure.saidBy],
    ] as const)
      for (const [lang, text] of Object.entries(texts)) params.set(`f${index}_${name}_${lang}`, text)
  }
  return formOf(params)
}

/** A form with the texts of another one, and nothing else of it. */
export function withTexts(form: Form, other: Form): Form {
  const names = [...Object.keys(LINES), ...Object.keys(TEXTS), 'demands'].join('|')
  const isText = ([name]: [string, string]) => new RegExp(`^(?:${names})_[a-z]+$`).test(name)
  const kept = form.entries().filter(entry => !isText(entry))
  return formOf(new URLSearchParams([...kept, ...other.entries().filter(isText)]))
}
