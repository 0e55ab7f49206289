import { fold } from '#platform/names/fold.ts'
import { linkEnd } from './links.ts'

/** A word, a number, a single mark or a web address (a mark as well) of a line, with its place in the line in UTF-16 units. */
export type Token = {
  readonly kind: 'word' | 'number' | 'mark'
  readonly text: string
  /** Folded: without case, diacritics and the differences of Cyrillic alphabets. A mark stays as it is. */
  readonly fold: string
  readonly from: number
  readonly to: number
  /** Nothing stands between this and the token before. */
  readonly glued: boolean
  /** It begins with a capital letter. */
  readonly upper: boolean
}

/** Cuts a line into tokens; spaces vanish. Linear in the length of the line. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let end = -1
  while (at < text.length) {
    const type = typeAt(text, at)
    if (type === SPACE) {
      at++
      continue
    }
    const link = type === LETTER && end !== at ? linkEnd(text, at) : undefined
    if (link !== undefined) {
      const part = text.slice(at, link)
      tokens.push({ kind: 'mark', text: part, fold: part, from: at, to: link, glued: false, upper: false })
      at = link
      end = at
      continue
    }
    const to =
      type === LETTER ? wordEnd(text, at) : type === DIGIT ? numberEnd(text, at) : at + sizeAt(text, at)
    const part = text.slice(at, to)
    tokens.push({
      kind: type === LETTER ? 'word' : type === DIGIT ? 'number' : 'mark',
      text: part,
      fold: type === LETTER ? foldWord(part) : part,
      from: at,
      to,
      glued: at === end,
      upper: type === LETTER && isUpper(part),
    })
    at = to
    end = to
  }
  return tokens
}

/** Folds a word, remembering it: a list says the same words again and again. */
export function foldWord(word: string): string {
  const known = folded.get(word)
  if (known !== undefined) return known
  const result = fold(word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word).replaceAll(' ', '')
  if (folded.size > MOST_KEPT) folded.clear()
  folded.set(word, result)
  return result
}

const LONGEST_WORD = 60
const MOST_KEPT = 50_000
const folded = new Map<string, string>()

const SPACE = 0
const LETTER = 1
const DIGIT = 2
const MARK = 3
const letter = /[\p{L}\p{M}]/u
const types = new Uint8Array(0x600)
for (let code = 0; code < types.length; code++) {
  const text = String.fromCharCode(code)
  types[code] = text.trim() === '' ? SPACE : /[0-9]/.test(text) ? DIGIT : letter.test(text) ? LETTER : MARK
}

function typeAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < types.length) return types[code]!
  if (code >= 0xd800 && code < 0xe000) return MARK
  const part = text[at]!
  return letter.test(part) ? LETTER : part.trim() === '' ? SPACE : MARK
}

function wordEnd(text: string, from: number): number {
  let at = from + 1
  while (at < text.length) {
    if (typeAt(text, at) === LETTER) at++
    else if (text[at] === "'" && at + 1 < text.length && typeAt(text, at + 1) === LETTER) at += 2
    else break
  }
  return at
}

function numberEnd(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && typeAt(text, at) === DIGIT) at++
  return at
}

// A surrogate pair is one mark; flags and families of emoji are several.
function sizeAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1
}

function isUpper(part: string): boolean {
  const first = part[0]!
  return first !== first.toLowerCase()
}
