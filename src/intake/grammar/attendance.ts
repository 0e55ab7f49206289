import type { Unit } from './unit.ts'

const about =
  'more than|over|about|around|almost|nearly|up to|some|больш за|больш чым|больш як|каля|амаль|звыш|более|больше|около|почти|свыше|понад|більше|близько|майже|bolš za|kala|amal'
const many =
  '\\d[\\d ]{0,8}|an? hundred|an? dozen|hundreds of|dozens of|several hundred|several dozen|(?:a few|twenty|thirty|forty|fifty|sixty) (?:dozen|hundred)?|twenty|thirty|forty|fifty|несколько (?:сотен|десятков)|сотни|десятки|некалькі (?:сотняў|дзясяткаў)|сотні|дзясяткі|сотня|кілька (?:сотень|десятків)'
const people =
  'people|participants|persons|belarusians|чалавек|чалавека|удзельнікаў|удзельніц|человек|человека|участников|людей|осіб|учасників|čałaviek|udzielnikaŭ'
const counted = new RegExp(`(?<!\\p{L})(?:(?:${about}) )?(?:${many}) (?:${people})(?!\\p{L})`, 'iu')

/** How many came, in the words of the text ('more than 100 people'); undefined where it does not say. Only what is told afterwards counts. */
export function attendanceOf(unit: Unit): string | undefined {
  if (!unit.isProse) return undefined
  for (const { role, text } of unit.pieces) {
    if (role === 'head' || role === 'note') {
      const found = counted.exec(text.slice(0, 2_000))
      if (found) return found[0]
    }
  }
  return undefined
}
