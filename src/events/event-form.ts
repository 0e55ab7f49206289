import { type Form, formOf } from '#platform/forms/form.ts'
import { placeName } from '#platform/places/place-name.ts'
import { type EventContent, NO_TEXTS } from './event.ts'
import { looksLikePerson } from './host.ts'
import { writeParts } from './parts-text.ts'

/** The form as it would have been filled in for this event, to change it. `lang` is the page's. */
export function formOfEvent(content: EventContent, lang: string): Form {
  const { when, where, language } = content
  const texts = content.texts[language] ?? NO_TEXTS
  const params = new URLSearchParams()
  const set = (name: string, value: string | null | undefined | false) => {
    if (value) params.append(name, value)
  }
  for (const [name, value] of Object.entries(texts)) set(name, value)
  set('kind', content.kind)
  set('language', language)
  set('from', when.from)
  set('to', when.to !== when.from && when.to)
  set('start', when.start)
  set('end', when.end)
  set('gather', when.gather)
  set('night', when.night && 'yes')
  set('open_end', when.from !== null && when.to === null && 'yes')
  set('date_later', when.from === null && 'yes')
  set('hours', when.from !== when.to && !when.daily && when.start !== null && 'through')
  set('where', where.form)
  set('country', where.country)
  const place = where.city ?? where.region
  set('city', place && placeName({ names: place }, lang))
  set('place', where.cityId !== null && String(where.cityId))
  set('zone', where.cityId === null && where.region === null && where.zone)
  set('street', where.street)
  set('link', where.link)
  set('reveal', where.revealHours !== null && String(where.revealHours))
  set('hide_city', where.hideCity && 'yes')
  set('hosts', content.hosts.join('\n'))
  set('host_is_group', content.hosts.some(looksLikePerson) && 'yes')
  set('anonymous', content.anonymous && 'yes')
  for (const code of content.spoken) set('spoken', code)
  set('registration', content.registration)
  set('photos', content.photos)
  set('parts', writeParts(content.parts, language))
  return formOf(params)
}

/** The texts of one language as a form, for translating. */
export function formOfTexts(content: EventContent, lang: string): Form {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(content.texts[lang] ?? NO_TEXTS)) params.set(name, value)
  params.set('hosts', (content.hostNames?.[lang] ?? []).join('\n'))
  for (const [index, part] of content.parts.entries()) params.set(`part_${index}`, part.titles[lang] ?? '')
  return formOf(params)
}
