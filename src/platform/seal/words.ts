import { sha256 } from '@noble/hashes/sha2.js'
import { wordlist } from '@scure/bip39/wordlists/english.js'

// The English list of BIP39: 2048 words, 11 bits each, told apart by their first four letters.
const BITS = 11
const PHRASE = 7
const CHECK = 16
const MOST = 10_000

/** A new passphrase: seven words of the list with spaces between, 77 random bits. */
export function newPhrase(): string {
  const numbers = crypto.getRandomValues(new Uint16Array(PHRASE))
  // 2^16 is a multiple of 2^11, so every word is as likely as another.
  return Array.from(numbers, number => wordlist[number % wordlist.length]).join(' ')
}

/**
 * The passphrase that somebody typed, as newPhrase wrote it: in any case, with numbers, commas or dashes, words
 * shortened to four letters or more. Null when a word is unknown or there are not seven.
 */
export function readPhrase(text: string): string | null {
  const words = readWords(text)
  return words?.length === PHRASE ? words.join(' ') : null
}

/** What was typed that is no word of the list, in order, so that a page can name it. */
export function unknownWords(text: string): string[] {
  return typedIn(text).filter(typed => !wordOf(typed))
}

/**
 * Bytes as words for copying by hand: their bits and then at least 16 bits of their SHA-256, so that a wrong,
 * missing or exchanged word is noticed. 32 bytes make 25 words.
 */
export function wordsOfBytes(bytes: Uint8Array): string[] {
  const count = Math.ceil((bytes.length * 8 + CHECK) / BITS)
  return firstWords(Uint8Array.of(...bytes, ...sha256(bytes)), count)
}

/** So many words as the first bits of a hash make, 11 bits each. */
export function firstWords(bytes: Uint8Array, count: number): string[] {
  const bits = Array.from(bytes, byte => byte.toString(2).padStart(8, '0')).join('')
  return Array.from(
    { length: count },
    (_, at) => wordlist[Number.parseInt(bits.slice(at * BITS, (at + 1) * BITS), 2)]!,
  )
}

/** Reads what wordsOfBytes wrote, however it is typed. Null when a word is unknown or the checksum does not fit. */
export function bytesOfWords(text: string): Uint8Array | null {
  const words = readWords(text)
  if (!words) return null
  const bits = words.map(word => wordlist.indexOf(word).toString(2).padStart(BITS, '0')).join('')
  // Two lengths can make the same number of words: the checksum tells which it was.
  const most = Math.floor((bits.length - CHECK) / 8)
  for (const length of [most, most - 1]) {
    if (length < 1) continue
    const bytes = Uint8Array.from({ length }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2))
    if (wordsOfBytes(bytes).join(' ') === words.join(' ')) return bytes
  }
  return null
}

function readWords(text: string): string[] | null {
  const words = typedIn(text).map(wordOf)
  return words.every(word => word !== undefined) ? words : null
}

function typedIn(text: string): string[] {
  return (
    text
      .slice(0, MOST)
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  )
}

function wordOf(typed: string): string | undefined {
  if (wordlist.includes(typed)) return typed
  return typed.length >= 4 ? wordlist.find(word => word.startsWith(typed)) : undefined
}
