import type { Canary } from './canary.ts'

/** Bytes to look for, with the canary that they stand for and how it is written in them. */
export type Needle = {
  bytes: Buffer
  canary: Canary
  form: string
  /** So few digits that a long text of digits has them by chance: they count where no other digits stand beside them. */
  alone?: boolean
}

/** Shorter ones would be found by chance. */
export const SHORTEST = 7

const made = new WeakMap<Canary, Needle[]>()

/** All the ways in which a canary could be written down, each once. */
export function needlesOf(canary: Canary): Needle[] {
  const known = made.get(canary) ?? makeNeedles(canary)
  made.set(canary, known)
  return known
}

function makeNeedles(canary: Canary): Needle[] {
  // By their bytes, each as a letter of Latin-1.
  const needles = new Map<string, Needle>()
  const add: Add = (form, latin) => {
    if (latin.length < SHORTEST || needles.has(latin)) return
    needles.set(latin, { bytes: Buffer.from(latin, 'latin1'), canary, form })
  }
  for (const text of spellings(canary)) addText(text, add)
  if (canary.raw && canary.raw.length >= 8) addBytes(canary.raw, 'raw', add)
  if (canary.raw && canary.raw.length < 8)
    for (const hex of bothCases(canary.raw.toString('hex')))
      needles.set(hex, { bytes: Buffer.from(hex), canary, form: 'hex', alone: true })
  return [...needles.values()]
}

type Add = (form: string, latin: string) => void

function addText(text: string, add: Add): void {
  const bytes = Buffer.from(text)
  addBytes(bytes, 'plain', add)
  const wide = Buffer.from(text, 'utf16le')
  add('UTF-16', wide.toString('latin1'))
  add('UTF-16', wide.swap16().toString('latin1'))
  const percent = encodeURIComponent(text)
  add('percent', percent)
  add('percent', percent.toLowerCase())
  add('percent', percent.replaceAll('%20', '+'))
  for (const form of bothCases(bytes.toString('hex').replaceAll(/../g, '%$&'))) add('percent', form)
  const units = Array.from(text, char => char.charCodeAt(0))
  const hex = units.map(unit => unit.toString(16).padStart(4, '0'))
  for (const form of [hex, hex.map(unit => unit.toUpperCase())])
    add('JSON', form.map(unit => `\\u${unit}`).join(''))
  add('HTML', units.map(unit => `&#${unit};`).join(''))
}

function addBytes(bytes: Buffer, form: string, add: Add): void {
  add(form, bytes.toString('latin1'))
  for (const hex of bothCases(bytes.toString('hex'))) add('hex', hex)
  for (const inner of inBase64(bytes)) {
    add('base64', inner)
    add('base64', inner.replaceAll('+', '-').replaceAll('/', '_'))
  }
}

/** What of base64 depends on these bytes alone, for each place at which they may begin in a group of three. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map(before => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const bits = (before + bytes.length) * 8
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6))
  })
}

/** A long one counts as found when half of it is: a database that writes over it may leave the rest. */
function spellings({ family, core }: Canary): string[] {
  switch (family) {
    case 'codes': {
      const letters = core.replaceAll(/[- ]/g, '')
      const texts = [core, core.replaceAll('-', ' '), letters].flatMap(halves)
      return texts.flatMap(bothCases)
    }
    case 'phone numbers': {
      const groups = core.match(/.{3}/g)!
      return [core, groups.join(' '), groups.join('-'), groups.join('\u00a0')]
    }
    case 'tokens':
    case 'keys':
      return halves(core).flatMap(bothCases)
    case 'IP addresses':
      return [core, core.replaceAll('.', '-'), core.split('.').reverse().join('.')].flatMap(bothCases)
    default:
      return bothCases(core)
  }
}

function halves(text: string): string[] {
  const half = Math.floor(text.length / 2)
  return half < 12 ? [text] : [text.slice(0, half), text.slice(-half)]
}

function bothCases(text: string): string[] {
  return [...new Set([text, text.toLowerCase(), text.toUpperCase()])]
}
