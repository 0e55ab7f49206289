import { isZone } from '#platform/time/local.ts'
import { resolveCity } from './gazetteer.ts'
import { isAt, type Reading, tagAt } from './lexicon.ts'

/** A time zone that a text names: an IANA name, or an offset from UTC ('+03:00'), or 'local'. Up to token `to`. */
export type ZoneMark = {
  readonly zone: string
  readonly to: number
  /** The name, where it is that of summer or winter time only, and the hours from UTC that it stands for. */
  readonly season?: { readonly name: string; readonly hours: number }
}

/** Reads a zone that stands after a time: '(GMT+3)', 'CET', 'Minsk time', 'по Минску', 'па менскім часе', 'local time'. */
export function zoneFrom(reading: Reading, index: number): ZoneMark | undefined {
  let at = index
  const isOpen = textAt(reading, at) === '('
  if (isOpen || textAt(reading, at) === ',') at++
  const found =
    offsetFrom(reading, at) ?? namedFrom(reading, at) ?? placeTime(reading, at) ?? byPlace(reading, at)
  if (!found) return undefined
  if (!isOpen) return found
  // '(Minsk time, 18:00 in Warsaw)': what follows inside the brackets is read by itself.
  return textAt(reading, found.to) === ')' ? { ...found, to: found.to + 1 } : found
}

const textAt = (reading: Reading, index: number) => reading.tokens[index]?.text ?? ''

const abbreviations: Record<string, string> = {
  CET: 'Europe/Warsaw',
  CEST: 'Europe/Warsaw',
  EET: 'Europe/Vilnius',
  EEST: 'Europe/Vilnius',
  MSK: 'Europe/Moscow',
  МСК: 'Europe/Moscow',
  BST: 'Europe/London',
  WEST: 'Europe/Lisbon',
  WET: 'Europe/Lisbon',
  IST: '+05:30',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  ET: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  CT: 'America/Chicago',
  MDT: 'America/Denver',
  MST: 'America/Denver',
  MT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  PT: 'America/Los_Angeles',
  AEST: 'Australia/Brisbane',
  AEDT: 'Australia/Sydney',
  AET: 'Australia/Sydney',
  AWST: 'Australia/Perth',
  ACST: 'Australia/Darwin',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  GET: 'Asia/Tbilisi',
  TRT: 'Europe/Istanbul',
  IDT: 'Asia/Jerusalem',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  BRT: 'America/Sao_Paulo',
  ART: 'America/Argentina/Buenos_Aires',
  ЦЕЧ: 'Europe/Warsaw',
  СЕТ: 'Europe/Warsaw',
  ЦЕТ: 'Europe/Warsaw',
  СЕВ: 'Europe/Warsaw',
}

// What these say of the time of the year; ET, CT, MT and PT say nothing.
const seasons: Record<string, number> = {
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  WET: 0,
  WEST: 1,
  BST: 1,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
}

/** Whether a word is the abbreviation of a zone. */
export function isZoneName(text: string): boolean {
  return Object.hasOwn(abbreviations, text)
}

function offsetFrom(reading: Reading, index: number): ZoneMark | undefined {
  const name = textAt(reading, index).toUpperCase()
  if (name !== 'GMT' && name !== 'UTC' && name !== 'ГМТ') return undefined
  const sign = textAt(reading, index + 1)
  const hours = textAt(reading, index + 2)
  if (!/^[+–-]$/.test(sign) || !/^\d{1,2}$/.test(hours) || Number(hours) > 14)
    return { zone: 'UTC', to: index + 1 }
  const hasMinutes = textAt(reading, index + 3) === ':' && /^(00|30|45)$/.test(textAt(reading, index + 4))
  const minutes = hasMinutes ? textAt(reading, index + 4) : '00'
  return {
    zone: `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`,
    to: index + (hasMinutes ? 5 : 3),
  }
}

function namedFrom(reading: Reading, index: number): ZoneMark | undefined {
  const text = textAt(reading, index)
  if (text === text.toUpperCase() && Object.hasOwn(abbreviations, text)) {
    const after = tagAt(reading, index + 1, 'time')
    const hours = seasons[text]
    return {
      zone: abbreviations[text]!,
      to: after ? after.to : index + 1,
      ...(hours === undefined ? {} : { season: { name: text, hours } }),
    }
  }
  const fold = reading.tokens[index]?.fold
  if (fold && Object.hasOwn(american, fold)) {
    let at = index + 1
    if (['standard', 'daylight', 'european', 'summer'].includes(reading.tokens[at]?.fold ?? '')) {
      if (reading.tokens[at]?.fold === 'european') return european(reading, at + 1)
      at++
    }
    if (isAt(reading, at, 'time')) return { zone: american[fold]!, to: at + 1 }
  }
  // 'Europe/Warsaw'
  if (textAt(reading, index + 1) === '/' && reading.tokens[index + 2]?.kind === 'word') {
    const name = `${text}/${textAt(reading, index + 2)}`
    if (isZone(name)) return { zone: name, to: index + 3 }
  }
  return undefined
}

const american: Record<string, string> = {
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
}

function european(reading: Reading, index: number): ZoneMark | undefined {
  const at = reading.tokens[index]?.fold === 'summer' ? index + 1 : index
  return isAt(reading, at, 'time') ? { zone: 'Europe/Warsaw', to: at + 1 } : undefined
}

/** [по|па|за] минскому времени, мінскі час, czasu polskiego, local time; по Минску, па Менску, за Києвом. */
function placeTime(reading: Reading, index: number): ZoneMark | undefined {
  let at = index
  const hasPreposition = prepositions.has(reading.tokens[at]?.fold ?? '')
  if (hasPreposition) at++
  const local = tagAt(reading, at, 'local')
  if (local && isAt(reading, local.to, 'time')) return { zone: 'local', to: local.to + 1 }
  const time = tagAt(reading, at, 'time')
  if (time) {
    if (isAt(reading, time.to, 'local')) return { zone: 'local', to: time.to + 1 }
    const zone = tagAt(reading, time.to, 'zone')
    return zone ? { zone: zone.value, to: zone.to } : undefined
  }
  const zone = tagAt(reading, at, 'zone')
  if (!zone) return undefined
  const after = tagAt(reading, zone.to, 'time')
  if (after) return { zone: zone.value, to: after.to }
  return hasPreposition && reading.tokens[at]!.upper ? { zone: zone.value, to: zone.to } : undefined
}

const prepositions = new Set(['по', 'па', 'за', 'pa', 'po', 'za'])

/** 'Minsk time', 'in Warsaw time', 'Tbilisi local time': a place of the gazetteer and the word for time. */
function byPlace(reading: Reading, index: number): ZoneMark | undefined {
  const first = reading.tokens[index]
  if (first?.kind !== 'word' || !first.upper || !/^[A-Z]/.test(first.text)) return undefined
  for (let to = index + 1; to <= index + 3; to++) {
    const at = isAt(reading, to, 'local') ? to + 1 : to
    const time = tagAt(reading, at, 'time')
    if (!time) continue
    // 'Date, Time' are columns and no town of Japan.
    if (reading.tokens.slice(index, at).some(token => token.kind === 'mark' && token.text !== '-'))
      return undefined
    const name = reading.text.slice(first.from, reading.tokens[to - 1]!.to)
    const zone = resolveCity(name)?.zone
    return zone ? { zone, to: time.to } : undefined
  }
  return undefined
}
