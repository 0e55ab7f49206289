import { fold } from '#platform/names/fold.ts'
import { commonWords } from './around-names.ts'
import { isRegion, resolveCity } from './gazetteer.ts'
import { isAt, type Reading } from './lexicon.ts'
import { type PlaceMark, strengths } from './place-mark.ts'

const LEAST = 50_000

/** 'The Dundee concert', 'our New York rally': in English a town stands before the word for what happens. */
export function townBeforeKind(reading: Reading, index: number): PlaceMark | undefined {
  const { tokens } = reading
  if (!isAt(reading, index - 1, 'article') && !owners.has(tokens[index - 1]?.fold ?? '')) return undefined
  let to = index
  while (to < index + 3 && isNamePart(reading, to)) to++
  if (to === index || tokens[to]?.upper !== false || !isEnglishKind(reading, to)) return undefined
  const name = reading.text.slice(tokens[index]!.from, tokens[to - 1]!.to)
  if (commonWords.has(fold(name)) || ideals.test(name)) return undefined
  const city = resolveCity(name)
  if (!city || isRegion(city) || city.population < LEAST) return undefined
  if (!Object.values(city.names).some(own => own && fold(own) === fold(name))) return undefined
  return { from: index, to, city, country: city.country, name, by: 'people', strength: strengths.people }
}

const owners = new Set(['our', 'their', 'this'])
// Towns are called so as well.
const ideals =
  /^(?:independence|orange|concord|victoria|union|hope|providence|columbus|santa|fountain|garden)$/i

function isNamePart(reading: Reading, index: number): boolean {
  const token = reading.tokens[index]
  return token?.kind === 'word' && token.upper && reading.tags[index]!.every(({ group }) => group === 'zone')
}

function isEnglishKind(reading: Reading, index: number): boolean {
  return reading.tags[index]!.some(
    tag => tag.group === 'kind' && tag.language === 'en' && (tag.level ?? 0) > 0,
  )
}
