import fc from 'fast-check'
import type { App } from '#platform/http/context.ts'

/** Stands in hostile texts; in a page it may only ever be text. */
export const MARK = 'xss7'

/** Texts that break careless programs. */
const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '999999999999999999999',
  '1e308',
  'NaN',
  '\0',
  'a\0b',
  '\r\nSet-Cookie: a=b\r\n\r\n<xss7>',
  '\ud800',
  'x\udc00y',
  '\ufffd',
  '\ufeff\u200b\u2060',
  '\u202egnp.exe\u202c',
  '\u2066\u2067abc\u2069',
  'e'.concat('\u0301'.repeat(200)),
  '👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '<script>xss7()</script>',
  '"><img src=x onerror=xss7()>',
  "' onxss7='1",
  '" onxss7="1',
  '</title><xss7>',
  '</textarea><xss7>',
  '</script><xss7>',
  ']]><xss7>',
  '<!--<xss7>',
  '{{xss7}}<%= xss7 %>',
  '{count, plural, other {#}}',
  '<link>xss7</link>',
  'javascript:xss7()',
  'data:text/html,<xss7>',
  '//evil.example/xss7',
  'https://user:pass@evil.example/',
  'http://[::1',
  'http://1.2.3',
  "=cmd|'/C calc'!A0",
  '+1+cmd|x',
  '@SUM(A1)',
  "'; DROP TABLE events; --",
  '%',
  '%00',
  '%E0%A4%A',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'undefined',
  'null',
  '[object Object]',
  '0000-00-00',
  '0000-01-01',
  '9999-12-31',
  '2024-02-30',
  '2024-13-01',
  '2024-13',
  '1900-01-01',
  '2100-12-31',
  '99:99',
  '24:00',
  '23:59',
  '00:00',
  'xx',
  'XX',
  'aq',
  'en',
  'en-x-private',
  '{"id":"\\u0000","response":{}}',
  'Etc/GMT+12',
  'Europe/Vilnius\0',
  'rally',
  'yes',
  'on',
]

/** Repeated until a field is as large as a form may be: slow readers are found by length. */
export const UNITS = [
  ' ',
  '\t',
  '\n',
  '\r\n ',
  'a ',
  ' -',
  '18:00–',
  '\u200d',
  '\ufe0f',
  '\u0301',
  '\u{e0067}',
  '<',
  '&',
  '=',
  '%',
  '\u05d0\u200f',
  '😀\u200d',
  '0:0',
  '-',
  ',',
  'Ivan Ivanova ',
]

/** A hostile text; `long` ones reach as far as a form may. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...TEXTS), fc.constantFrom(...TEXTS)).map(pair => pair.join('')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...UNITS),
        fc.constantFrom(60, 3000, 30_000, 120_000),
        fc.constantFrom('', 'x', '<xss7>'),
      )
      .map(([unit, length, end]) => unit.repeat(Math.ceil(length / Buffer.byteLength(unit))) + end),
  },
)

/** A short hostile text, for what stands in the first line of a request. */
export const hostilePiece: fc.Arbitrary<string> = hostileText.map(text => text.slice(0, 500))

const line = (most: number) =>
  hostileText.map(text =>
    [...text.slice(0, 4 * most)]
      .slice(0, most)
      .join('')
      .replace(/[\0\ufffd\p{Cs}]/gu, ''),
  )
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(pair => pair.map(n => String(n).padStart(2, '0')).join(':'))
const day = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 11, 31) / 86_400_000 })
  .map(days => new Date(days * 86_400_000).toISOString().slice(0, 10))
const sometimes = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: undefined })

/** A form that would mostly be taken, with strange texts in it, at the ends of the calendar and in odd time zones. */
export const strangeEvent: fc.Arbitrary<Record<string, string>> = fc
  .record({
    title: line(120).map(text => `T ${text}`),
    about: line(3000),
    venue: line(150),
    street: sometimes(line(150)),
    hosts: line(100),
    contact: sometimes(line(380)),
    bring: sometimes(line(400)),
    access: sometimes(line(400)),
    safety: sometimes(line(400)),
    parts: sometimes(line(150).map(text => `18:00–19:00 T${text}\n20.15 U ${text}`)),
    kind: fc.constantFrom('rally', 'run', 'webinar', 'anonymous-action', 'other'),
    language: fc.constantFrom('en', 'be', 'ka', '__proto__'),
    from: fc.oneof(
      day,
      fc.constantFrom('2024-05-21', '2024-03-31', '2024-10-27', '1900-01-01', '2100-12-31'),
    ),
    days: fc.constantFrom(0, 0, 1, 5, 364),
    start: sometimes(time),
    hours: fc.constantFrom('daily', 'through'),
    night: sometimes(fc.constant('yes')),
    open_end: sometimes(fc.constant('yes')),
    date_later: sometimes(fc.constantFrom('yes')),
    where: fc.constantFrom('place', 'place', 'online', 'later'),
    place: fc.oneof(
      fc.constantFrom(
        ['IN', 'Mumbai', ''],
        ['NP', 'Kathmandu', ''],
        ['AU', 'Adelaide', ''],
        ['CA', "St. John's", ''],
        ['WS', 'Apia', ''],
        ['GB', 'Scotland', ''],
      ),
      line(80).map(text => ['PL', `C ${text}`, '']),
      line(80).map(text => ['US', `C ${text}`, 'America/St_Johns']),
    ),
    reveal: fc.constantFrom('', '', '1', '48'),
    hide_city: sometimes(fc.constant('yes')),
    link: sometimes(fc.constantFrom('example.org/a"><xss7>', 'https://пример.испытание/<xss7>?q="')),
    registration: sometimes(fc.constantFrom('https://example.org/\u202e"onxss7="1', 'http://1.2.3.4/')),
  })
  .map(({ days, place: [country = '', city = '', zone = ''], ...made }) => {
    const to = new Date(Date.parse(made.from) + days * 86_400_000).toISOString().slice(0, 10)
    const all = {
      ...made,
      country,
      city,
      zone,
      to: to > '2100-12-31' ? made.from : to,
      link_later: 'yes',
      place: 'typed',
    }
    const known = /^(IN|NP|AU|CA|WS|GB)$/.test(country) ? { place: '' } : {}
    return Object.fromEntries(
      Object.entries({ ...all, ...known, host_is_group: 'yes' }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    )
  })

/** Percent-encodes the bytes of a text, lone surrogates as they would stand in CESU-8; nothing throws. */
export function percent(text: string): string {
  let encoded = ''
  for (const char of text) {
    if (/^[\w.~-]$/.test(char)) encoded += char
    else if (/^[\ud800-\udfff]$/.test(char)) {
      const code = char.charCodeAt(0)
      const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
      encoded += bytes.map(byte => `%${byte.toString(16)}`).join('')
    } else for (const byte of Buffer.from(char)) encoded += `%${byte.toString(16).padStart(2, '0')}`
  }
  return encoded
}

/** A form's body from fields, encoded as a browser would not dare. */
export function formBody(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&')
}

export type Route = { method: string; path: string }

/** Every route of an app, as Hono knows them, so that a new one is tested by itself. */
export function routesOf(app: App): Route[] {
  const seen = new Map<string, Route>()
  for (const { method, path } of app.routes) {
    if (method === 'ALL') continue
    seen.set(`${method} ${path}`, { method, path })
  }
  return [...seen.values()]
}

/** A route's path with its parameters filled in, `:lang{[a-z]{2,3}}` as well as `:id`. */
export function fillIn(path: string, value: (name: string) => string): string {
  let filled = ''
  for (let at = 0; at < path.length; ) {
    const name = path[at] === ':' ? /^:(\w+)/.exec(path.slice(at))?.[1] : undefined
    if (name === undefined) {
      filled += path[at]
      at += 1
      continue
    }
    at += name.length + 1
    if (path[at] === '{') {
      let depth = 0
      do {
        if (path[at] === '{') depth += 1
        if (path[at] === '}') depth -= 1
        at += 1
      } while (depth > 0)
    }
    filled += value(name)
  }
  return filled
}

/** Places in a page or feed where a hostile text is more than text. */
export function findBreakouts(text: string, type: string): string[] {
  if (!/html|xml|svg/.test(type)) return []
  const found = [...text.matchAll(/<\/?xss7/g)].map(([tag]) => tag)
  for (const [tag] of text.matchAll(/<[a-z!][^>]*>/gi)) {
    const names = tag.replace(/"[^"]*"/g, '""').replace(/'[^']*'/g, "''")
    if (/onxss7|onerror/.test(names)) found.push(tag)
    if (/(?:href|src|action)="(?:javascript|data:text)/.test(tag)) found.push(tag)
  }
  return found
}
