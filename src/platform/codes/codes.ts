import { sha256 } from '@noble/hashes/sha2.js'
import { base64urlnopad } from '@scure/base'

// Crockford's base 32 without letters that look like digits: easy to copy by hand and to read aloud.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 28

/**
 * A new private code: 27 random characters (135 bits) and a check character, in seven groups of four,
 * 'Q4TX-…'. Who holds it may act on what it belongs to; only its hash is kept.
 */
export function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH - 1))
  const letters = Array.from(bytes, byte => ALPHABET[byte & 31]).join('')
  return grouped(letters + checkOf(letters))
}

/**
 * Reads a code as people type it: any case, spaces or dashes, O for 0, I or L for 1. Null when it cannot
 * be one (wrong length, or a slip that the check character shows).
 */
export function readCode(text: string): string | null {
  const letters = text
    .slice(0, 200)
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (letters.length !== LENGTH || [...letters].some(letter => !ALPHABET.includes(letter))) return null
  return checkOf(letters.slice(0, -1)) === letters.at(-1) ? grouped(letters) : null
}

/** What is kept of a code. It has 135 random bits, so a plain SHA-256 cannot be turned back. */
export function hashCode(code: string): string {
  return base64urlnopad.encode(sha256(new TextEncoder().encode(`vestka code ${code}`)))
}

function grouped(letters: string): string {
  return letters.match(/.{4}/g)!.join('-')
}

/** Weights by position, so that one wrong letter and two exchanged neighbours are both seen. */
function checkOf(letters: string): string {
  let sum = 0
  for (const [index, letter] of [...letters].entries()) sum += ALPHABET.indexOf(letter) * (2 * index + 1)
  return ALPHABET[sum % 32]!
}
