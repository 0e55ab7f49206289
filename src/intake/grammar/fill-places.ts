import type { Draft } from '#intake/draft.ts'
import type { Place } from '#platform/places/places.ts'
import { isTownAnd } from './around-names.ts'
import { isRegion, resolveCity } from './gazetteer.ts'
import type { Parsed } from './lines.ts'
import type { Marks } from './marks.ts'

/**
 * Gives drafts without a town the one that is known from elsewhere, as a guess: the hint, the only town of the list, or
 * the town that the first sentences name. Where there are several, a doubt says so.
 */
export function fillPlaces(
  drafts: readonly Draft[],
  { parsed, city }: { parsed: readonly Parsed[]; city: string | undefined },
): Draft[] {
  const hinted = city ? resolveCity(city) : undefined
  const places = new Set(drafts.flatMap(draft => (draft.cityEn && draft.placeId ? [draft.placeId] : [])))
  const lead = hinted ?? onlyTown(drafts, parsed, places)
  return drafts.map((draft, index) => {
    if (draft.cityEn || draft.region || draft.online) return draft
    const near = draft.country ? nextInCountry(drafts, index) : undefined
    const place = near ?? (lead && (!draft.country || draft.country === lead.country) ? lead : undefined)
    if (!place)
      return {
        ...draft,
        doubts: [
          ...draft.doubts,
          { code: 'place', key: draft.country ? 'intake.doubt.town' : 'intake.doubt.place', values: {} },
        ],
      }
    const isSure = place === hinted && places.size === 0
    return {
      ...draft,
      city: place.names.local,
      cityEn: place.names.en ?? place.names.local,
      placeId: place.id,
      country: place.country,
      zone: draft.zone ?? place.zone,
      guessed: [...draft.guessed, 'city'],
      doubts:
        isSure || places.size <= 1
          ? draft.doubts
          : [
              ...draft.doubts,
              {
                code: 'place',
                key: 'intake.doubt.assumed',
                values: { city: place.names.en ?? place.names.local },
              },
            ],
    }
  })
}

/** 'After the event, in Brussels …': what is told next in the same country on the same day. */
function nextInCountry(drafts: readonly Draft[], index: number): Place | undefined {
  const own = drafts[index]!
  for (const other of [drafts[index + 1], drafts[index - 1]]) {
    if (other?.cityEn && other.country === own.country && other.date === own.date)
      return resolveCity(other.cityEn, own.country)
  }
  return undefined
}

function onlyTown(
  drafts: readonly Draft[],
  parsed: readonly Parsed[],
  places: ReadonlySet<number>,
): Place | undefined {
  const first = drafts[0]?.from ?? 0
  const told = townBefore(parsed, first) ?? townGreeting(parsed, first)
  if (told) return told
  if (places.size === 1) {
    const draft = drafts.find(one => one.placeId && one.cityEn)!
    return resolveCity(draft.cityEn!, draft.country)
  }
  return places.size === 0 ? townBefore(parsed, Number.POSITIVE_INFINITY) : undefined
}

/** 'Greetings from Tbilisi' in the first lines. */
function townGreeting(parsed: readonly Parsed[], offset: number): Place | undefined {
  const marks = parsed
    .slice(0, 3)
    .filter(({ line }) => line.from < offset)
    .flatMap(({ segments }) => segments.flatMap(segment => segment.marks.places))
  return marks.find(mark => mark.city && mark.by === 'from')?.city
}

/** The first town that the lines before an offset name. */
function townBefore(parsed: readonly Parsed[], offset: number): Place | undefined {
  for (const { line, segments, shape } of parsed) {
    if (line.from >= offset) return undefined
    if (shape === 'heading' && offset < Number.POSITIVE_INFINITY) continue
    // 'Belarusians of Gdańsk and Kaunas …' names the town of no event.
    if (segments.some(segment => namesSeveral(segment.marks))) continue
    for (const segment of segments) {
      for (const mark of segment.marks.places)
        if (mark.city && mark.by !== 'from' && !isRegion(mark.city)) return mark.city
    }
  }
  return undefined
}

function namesSeveral({ places, reading, kinds, times }: Marks): boolean {
  if (times.length > 0 || kinds.some(kind => kind.level > 0)) return false
  return places.some(place => place.city && place.by === 'people' && isTownAnd(reading, place.to))
}
