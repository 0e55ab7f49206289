import { capitalOf } from './countries.ts'
import { cityOfAdjective, resolveCity } from './gazetteer.ts'
import { isAt, type Reading, tagAt } from './lexicon.ts'
import { countryAt } from './pairs.ts'
import { type PlaceMark, strengths } from './places.ts'

/** 'у варшаўскім клубе', 'лодзкія беларусы': a town named by an adjective before a venue or people. */
export function adjectiveFrom(reading: Reading, index: number): PlaceMark | undefined {
  const token = reading.tokens[index]!
  if (token.text.length < 6 || !adjective.test(token.fold)) return undefined
  const next = isAt(reading, index + 1, 'venue')
    ? 'address'
    : isAt(reading, index + 1, 'diaspora')
      ? 'people'
      : undefined
  const city =
    next && !isAt(reading, index, 'diaspora') && !isAt(reading, index + 1, 'time')
      ? cityOfAdjective(token.fold)
      : undefined
  if (!city || !next) return undefined
  return {
    from: index,
    to: index + 1,
    city,
    country: city.country,
    name: token.text,
    by: next,
    strength: strengths[next],
  }
}

const adjective = /[сцз]к(?:и|ии|ая|ае|ое|ия|ие|их|им|ом|ои|аи|ага|аму|ого|ому)$/

/** 'in the capital of Latvia', 'в столице Латвии'. */
export function capitalFrom(reading: Reading, index: number): PlaceMark | undefined {
  const tag = tagAt(reading, index, 'capital')
  if (!tag) return undefined
  const at = isAt(reading, tag.to, 'of') ? tag.to + 1 : tag.to
  const found = countryAt(reading, at)
  const name = found && capitalOf(found.country)
  const city = name ? resolveCity(name, found.country) : undefined
  return city && found
    ? { from: index, to: found.to, city, country: found.country, name: name!, by: 'in', strength: 3 }
    : undefined
}
