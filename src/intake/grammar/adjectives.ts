import { fromLacinka } from '#intake/grammar/languages/lacinka.ts'
import { fold } from '#platform/names/fold.ts'
import { capitalOf } from './countries.ts'
import { cityOfAdjective, resolveCity } from './gazetteer.ts'
import { isLacinka } from './lacinka-lines.ts'
import { isAt, type Reading, tagAt } from './lexicon.ts'
import { countryAt } from './pairs.ts'
import { type PlaceMark, strengths } from './place-mark.ts'

/** 'у варшаўскім клубе', 'лодзкія беларусы': a town named by an adjective before a venue or people. */
export function adjectiveFrom(reading: Reading, index: number): PlaceMark | undefined {
  const token = reading.tokens[index]!
  if (token.text.length < 6) return undefined
  const word =
    inLacinka.test(token.fold) && isLacinka(reading)
      ? fold(fromLacinka(token.text.toLowerCase()))
      : token.fold
  if (!adjective.test(word)) return undefined
  // 'Парижская площадь', 'Стрийський парк' may be anywhere.
  if (isAt(reading, index + 1, 'street-after') || named.test(reading.tokens[index + 1]?.fold ?? ''))
    return undefined
  const next = isAt(reading, index + 1, 'venue')
    ? 'address'
    : isAt(reading, index + 1, 'diaspora') || isOfKind(reading, index + 1)
      ? 'people'
      : undefined
  const city =
    next && !isAt(reading, index, 'diaspora') && !isAt(reading, index + 1, 'time')
      ? cityOfAdjective(word)
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

/** 'Гданський пробіг': something that happens, and says much. */
function isOfKind(reading: Reading, index: number): boolean {
  return (reading.tags[index] ?? []).some(tag => tag.group === 'kind' && tag.level === 2)
}

const named = /^(?:парк|вокзал|вакзал|мост|мосц|мисту?$|сквер|рин[ао]?к|сад|брам|ворот)/
const inLacinka = /[a-z]sk(?:i|aja|aje|ija|ich|im|om|oj|aj|aha|amu)$/
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
