import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { Encrypter } from 'age-encryption'
import { openAge } from '#platform/seal/open.ts'
import { identityFrom, secretOf } from '#platform/seal/pair.ts'
import { allowPlainHttp } from '#platform/seal/plain-http.ts'

// What is done with secret halves, in browsers and on members' machines; the server never calls these.

/** The work factor of scrypt for seven words: 64 MB and about a second in a browser. */
export const WORDS_LOG_N = 16

/** The secret half that a passkey's PRF output (WebAuthn level 3, 32 bytes) stands for, as a pair. */
export function pairOfOutput(output: Uint8Array): { identity: string; recipient: string } {
  return identityFrom(hkdf(sha256, output, undefined, new TextEncoder().encode('vestka member key'), 32))
}

/** An age file to a recipient. */
export async function sealTo(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  allowPlainHttp()
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(plain)
}

/** A secret half sealed to a recipient: an identity file as `age -d -i` takes it. */
export function sealIdentity(recipient: string, identity: string): Promise<Uint8Array> {
  return sealTo(recipient, new TextEncoder().encode(`${identity}\n`))
}

/**
 * The secret half of `recipient` in what sealIdentity or sealWithWords made; `key` is a secret half or seven words.
 * Throws when it does not open, or when another's secret half is inside.
 */
export async function openIdentity(key: string, file: Uint8Array, recipient: string): Promise<string> {
  const identity = new TextDecoder().decode(await openAge([key], file)).trim()
  const secret = secretOf(identity)
  if (!secret || identityFrom(secret).recipient !== recipient)
    throw new Error('the secret half of another key')
  return identity
}

/** A secret half under seven words: an age file with a passphrase, which `age -d -i` takes as an identity file. */
export async function sealWithWords(words: string, identity: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(words)
  encrypter.setScryptWorkFactor(WORDS_LOG_N)
  return encrypter.encrypt(`${identity}\n`)
}
