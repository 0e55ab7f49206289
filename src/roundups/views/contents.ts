import { formatDay } from '#platform/time/format.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Item } from '../telling-card.ts'
import { placeOf } from './place.ts'

type Place = { name: string; id: string }
type Stretch = { day: (Item & { kind: 'day' }) | null; places: Place[] }

/** Where and when it was: each day with its places, as ways to them within the page; nothing for less than three of them. */
export function contents(page: Page, items: readonly Item[]): Html {
  const stretches = stretchesOf(page, items).filter(({ places }) => places.length > 0)
  const count = stretches.reduce((sum, { places }) => sum + places.length, 0)
  if (count < 3) return raw('')
  return html`<nav class="report-contents" aria-label="${page.t('roundups.contents')}"><ul>${stretches.map(
    ({ day, places }) =>
      html`<li class="report-stretch">${day && dayLink(page, day)}<ul class="report-places">${places.map(({ name, id }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></li>`,
  )}</ul></nav>`
}

/** A town that comes twice in a day is there once, and leads to the first. */
function stretchesOf(page: Page, items: readonly Item[]): Stretch[] {
  const stretches: Stretch[] = [{ day: null, places: [] }]
  for (const item of items) {
    if (item.kind === 'day') stretches.push({ day: item, places: [] })
    if (item.kind !== 'event') continue
    const { places } = stretches.at(-1)!
    const name = placeOf(page, item.event)
    if (name && !places.some(place => place.name === name)) places.push({ name, id: item.id })
  }
  return stretches
}

function dayLink({ t, lang }: Page, { id, date }: Item & { kind: 'day' }): Html {
  const { day, month } = formatDay(date, lang)
  return html`<a class="report-contents-day" href="#${id}">${t('roundups.contents.day', { day, month })}</a>`
}
