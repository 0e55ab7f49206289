import { sha256 } from '@noble/hashes/sha2.js'
import { firstWords } from './words.ts'

/**
 * Eight words in two groups, 88 bits of a SHA-256 over public keys in any order, to compare over the telephone:
 * whoever is served another key sees other words. 'one two three four · five six seven eight'.
 */
export function fingerprintOf(recipients: readonly string[]): string {
  const keys = [...new Set(recipients)].sort().join('\n')
  const words = firstWords(sha256(new TextEncoder().encode(`vestka fingerprint\n${keys}`)), 8)
  return `${words.slice(0, 4).join(' ')} · ${words.slice(4).join(' ')}`
}
