import type { Draft } from '../draft.ts'

const QUOTES = '["\\u00ab\\u00bb\\u201c-\\u201f\\u2033\\u2039\\u203a]'
const APOSTROPHES = "['\\u2018-\\u201b\\u02bc\\u2032\\u00b4`]"
const DASHES = '[\\u2012-\\u2015]'
const HYPHENS = '[-\\u2010\\u2011\\u2043\\u2212]'
const LONGEST = 400

/** The draft with the quotation marks, apostrophes and dashes that stand in its source: reading makes them all alike. */
export function withOwnSigns(draft: Draft): Draft {
  const own = <T extends string | undefined>(text: T): T =>
    text === undefined ? text : ((findIn(draft.source, text) ?? text) as T)
  const { title, venue, hosts, attendance } = draft
  return {
    ...draft,
    title: own(title),
    ...(venue === undefined ? {} : { venue: own(venue) }),
    ...(hosts === undefined ? {} : { hosts: own(hosts) }),
    ...(attendance === undefined ? {} : { attendance: own(attendance) }),
  }
}

/** The same words as they stand in the source, in one line; undefined where they were put together otherwise. */
function findIn(source: string, text: string): string | undefined {
  if (text.length > LONGEST || !/["'–-]/.test(text)) return undefined
  const pattern = text
    .split(/\s+/)
    .map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/["'–-]/g, signOf))
    .join('\\s+')
  const found = new RegExp(pattern, 'iu').exec(source)?.[0].replace(/\s+/g, ' ')
  // A title begins with a capital letter, also where its line did not.
  return found && (/^\p{L}/u.test(text) ? text.slice(0, 1) + found.slice(1) : found)
}

function signOf(sign: string): string {
  if (sign === '"') return QUOTES
  if (sign === "'") return APOSTROPHES
  return sign === '–' ? DASHES : HYPHENS
}
