import { randomBytes, randomInt } from 'node:crypto'
import { isIPv6 } from 'node:net'

/** The kinds of canaries. The control must find some of each. */
export const FAMILIES = [
  'names',
  'e-mails',
  'phone numbers',
  'towns',
  'texts',
  'searches',
  'user agents',
  'IP addresses',
  'codes',
  'passphrases',
  'tokens',
  'keys',
] as const
export type Family = (typeof FAMILIES)[number]

/** Something unique that was sent, and may or may not be found afterwards. */
export type Canary = {
  family: Family
  /** Which form and field it was sent in, such as 'announcing: title'. */
  from: string
  /** What is looked for, without what was written around it. */
  core: string
  /** The same as bytes, where a program may keep it in another shape than as a text. */
  raw: Buffer | null
  /** True where the table says that it is kept as it is. */
  clear: boolean
  /** A file in which it stands on purpose: the first invitation is printed for the operator. */
  except: RegExp | null
}

type Said = Pick<Canary, 'from' | 'clear'>
export type Canaries = {
  all: Canary[]
  /** A new text of a family to type into a field; every second name, town and text is in Cyrillic. */
  make(family: Family, said: Said): string
  /** One text with a name, an e-mail address, a phone number, a town and some words, as people leave a contact. */
  makeContact(said: Said): string
  /** Watches for something that the server made, such as a code. */
  watch(family: Family, core: string, said: Said & { raw?: Buffer; except?: RegExp }): void
}

/** An empty collection. */
export function createCanaries(): Canaries {
  const all: Canary[] = []
  const known = new Set<string>()
  const watch: Canaries['watch'] = (family, core, { from, clear, raw, except }) => {
    if (known.has(core)) return
    known.add(core)
    all.push({ family, from, clear, core, raw: raw ?? null, except: except ?? null })
  }
  const make: Canaries['make'] = (family, said) => {
    const { core, text } = MAKERS[family](all.length % 2 === 1)
    watch(family, core, { ...said, ...(family === 'IP addresses' ? { raw: addressBytes(core) } : {}) })
    return text
  }
  const makeContact = (said: Said) =>
    (['names', 'e-mails', 'phone numbers', 'towns', 'texts'] as const)
      .map(family => make(family, said))
      .join(', ')
  return { all, make, makeContact, watch }
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const CYRILLIC = 'абвгдежзйклмнопрстуфхцчшыэюя'
const DIGITS = '0123456789'

function letters(count = 14, alphabet = LATIN): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('')
}

type Made = { core: string; text: string }

function word(cyrillic: boolean, around: (core: string) => string): Made {
  // The letter before it may become a capital without changing it.
  const core = letters(14, cyrillic ? CYRILLIC : LATIN)
  return { core, text: around((cyrillic ? 'ж' : 'x') + core) }
}

const MAKERS: Record<Family, (second: boolean) => Made> = {
  names: second => word(second, core => (second ? `Надзея ${core}` : `Vera ${core}`)),
  'e-mails': () => word(false, core => `${core}@example.org`),
  'phone numbers': () => {
    const core = letters(12, DIGITS)
    return { core, text: `+375 ${core.match(/.{3}/g)!.join(' ')}` }
  },
  towns: second => word(second, core => core),
  texts: second => word(second, core => (second ? `Гэта ${core}, прыходзьце.` : `This is ${core}, do come.`)),
  searches: second => word(second, core => core),
  'user agents': () => word(false, core => `Mozilla/5.0 (X11; ${core}) Gecko/20100101`),
  'IP addresses': second => {
    const core = second ? newIPv6() : `198.${octet()}.${octet()}.${octet()}`
    return { core, text: core }
  },
  codes: () => ({ core: '', text: '' }),
  passphrases: () => word(false, core => `${core} horses run in the fog`),
  tokens: () => word(false, core => core),
  keys: () => word(false, core => core),
}

/** With three digits, so that it is long enough to be told from chance. */
function octet(): number {
  return randomInt(100, 255)
}

/** A sender of the loopback network: a proxy on this machine sees it as it is. */
export function newLoopback(): string {
  return `127.${octet()}.${octet()}.${octet()}`
}

function newIPv6(): string {
  const groups = randomBytes(16)
    .toString('hex')
    .match(/.{4}/g)!
    .map(group => group.replace(/^0/, '7'))
  return ['2001', ...groups.slice(1)].join(':')
}

export function addressBytes(address: string): Buffer {
  return isIPv6(address)
    ? Buffer.from(address.replaceAll(':', ''), 'hex')
    : Buffer.from(address.split('.').map(Number))
}
