/**
 * What a member may do: a coordinator everything, a moderator decide on events of their countries, an editor write
 * for all, a translator in their languages; the others work on their part of the product.
 */
export const ROLES = [
  'coordinator',
  'moderator',
  'editor',
  'translator',
  'register',
  'letters',
  'petitions',
] as const
export type Role = (typeof ROLES)[number]

/** Countries by ISO 3166-1 alpha-2 code, or 'all', which has to be said: an empty list is nobody's wish. */
export type Countries = 'all' | readonly string[]

/** One of the staff, under a name of their choice. `since` is a day, `language` that of their desk. */
export type Member = {
  id: string
  name: string
  role: Role
  countries: Countries
  /** The languages into which a translator writes. */
  languages: readonly string[]
  language: string | null
  since: string
  /** False while the account waits to be set up again. */
  active: boolean
}

/** What a member may do, and where: countries are for moderators, languages for translators. */
export type Reach = Pick<Member, 'role' | 'countries' | 'languages'>

/** A reach as it is asked for: what the role does not need may be left out. */
export type Wanted = Pick<Reach, 'role'> & Partial<Reach>

/** The same without what the role does not need: a coordinator may do everything everywhere, whatever was chosen. */
export function reachOf({ role, countries = [], languages = [] }: Wanted): Reach {
  return {
    role,
    countries: role === 'coordinator' ? 'all' : role === 'moderator' ? countries : [],
    languages: role === 'translator' ? languages : [],
  }
}

/** The same for the log and the command line: 'moderator: LT PL', 'translator: be', 'editor'. */
export function writeReach({ role, countries, languages }: Reach): string {
  if (role === 'moderator') return `${role}: ${writeCountries(countries)}`
  return role === 'translator' ? `${role}: ${writeLanguages(languages)}` : role
}

export function isCoordinator(member: Pick<Member, 'role'>): boolean {
  return member.role === 'coordinator'
}

/**
 * Whether a member may decide on what happens in a country (ISO 3166-1 alpha-2). Null stands for 'nowhere or
 * not yet known': that is for coordinators and for moderators of all countries.
 */
export function canModerate(member: Pick<Member, 'role' | 'countries'>, country: string | null): boolean {
  if (isCoordinator(member)) return true
  if (member.role !== 'moderator') return false
  return member.countries === 'all' || (country !== null && member.countries.includes(country))
}

/** Whether a member decides about events at all. */
export function decidesOnEvents({ role }: Pick<Member, 'role'>): boolean {
  return role === 'coordinator' || role === 'moderator'
}

/** Whether a member writes texts for all: editors, and coordinators. */
export function writesTexts({ role }: Pick<Member, 'role'>): boolean {
  return role === 'coordinator' || role === 'editor'
}

/** The languages, of those given, into which a member writes the texts of events. */
export function writesIn(member: Pick<Member, 'role' | 'languages'>, codes: readonly string[]): string[] {
  if (writesTexts(member)) return [...codes]
  return member.role === 'translator' ? codes.filter(code => member.languages.includes(code)) : []
}

/** Whether a member reads what readers report about any page: those who see all countries, and editors. */
export function seesCorrections(member: Pick<Member, 'role' | 'countries'>): boolean {
  return canModerate(member, null) || writesTexts(member)
}

/** The form of a name that tells names apart: NFKC and lower case, so that nobody is taken for another. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC')
}

/** What is wrong with a chosen name, as a text key, or null: 2 to 40 letters, digits, spaces, dots, dashes. */
export function nameProblem(name: string): string | null {
  const length = [...name].length
  if (length < 2) return 'members.name.short'
  if (length > 40) return 'members.name.long'
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._'’-]*$/u.test(name) ? null : 'members.name.signs'
}

export const PASSPHRASE_MIN = 12
export const PASSPHRASE_MAX = 200

/**
 * What is wrong with a passphrase, as a text key, or null. Its length counts in characters after NFKC, as it is
 * hashed; there are no rules about kinds of characters (NIST SP 800-63B), but one word repeated is refused.
 */
export function passphraseProblem(passphrase: string, name: string): string | null {
  const letters = [...normalPassphrase(passphrase)]
  if (letters.length < PASSPHRASE_MIN) return 'members.passphrase.short'
  if (letters.length > PASSPHRASE_MAX) return 'members.passphrase.long'
  if (new Set(letters).size < 5) return 'members.passphrase.monotonous'
  return foldName(passphrase).replaceAll(foldName(name), '').length < PASSPHRASE_MIN / 2
    ? 'members.passphrase.name'
    : null
}

/** A passphrase as it is hashed: the same keys on another keyboard or system give the same text (NFKC). */
export function normalPassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC')
}

/** Countries as they are kept: 'all', or codes with spaces between. */
export function writeCountries(countries: Countries): string {
  return countries === 'all' ? 'all' : [...new Set(countries)].sort().join(' ')
}

/** Languages as they are kept: codes with spaces between. */
export function writeLanguages(languages: readonly string[]): string {
  return [...new Set(languages)].sort().join(' ')
}

export function parseLanguages(text: string): readonly string[] {
  return text.split(' ').filter(Boolean)
}

export function parseCountries(text: string): Countries {
  return text === 'all' ? 'all' : text.split(' ').filter(Boolean)
}
