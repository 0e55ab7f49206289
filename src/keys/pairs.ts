import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { Decrypter, Encrypter } from 'age-encryption'
import { identityFrom, secretOf } from '#platform/seal/pair.ts'
import { allowPlainHttp } from '#platform/seal/plain-http.ts'

// What is done with secret halves, in browsers and on members' machines; the server never calls these.
allowPlainHttp()

/** The work factor of scrypt for seven words: 64 MB and about a second in a browser. */
export const WORDS_LOG_N = 16

/** The secret half that a passkey's PRF output (WebAuthn level 3, 32 bytes) stands for. */
export function identityOfOutput(output: Uint8Array): string {
  const secret = hkdf(sha256, output, undefined, new TextEncoder().encode('vestka member key'), 32)
  return identityFrom(secret).identity
}

/** An age file to a recipient. */
export async function sealTo(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(plain)
}

/** What is in an age file. Throws when this secret half does not open it, or when it was touched. */
export async function openWith(identities: readonly string[], file: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  return decrypter.decrypt(file)
}

/** A secret half sealed to a recipient: an identity file as `age -d -i` takes it. */
export function sealIdentity(recipient: string, identity: string): Promise<Uint8Array> {
  return sealTo(recipient, new TextEncoder().encode(`${identity}\n`))
}

/** The secret half of `recipient` in what sealIdentity made. Throws when it is another's. */
export async function openIdentity(identity: string, file: Uint8Array, recipient: string): Promise<string> {
  return checked(new TextDecoder().decode(await openWith([identity], file)), recipient)
}

/** A secret half under seven words: an age file with a passphrase, which `age -d -i` takes as an identity file. */
export async function sealWithWords(words: string, identity: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(words)
  encrypter.setScryptWorkFactor(WORDS_LOG_N)
  return encrypter.encrypt(`${identity}\n`)
}

/** The secret half of `recipient` under seven words. Throws when the words are others. */
export async function openWithWords(words: string, file: Uint8Array, recipient: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(words)
  return checked(await decrypter.decrypt(file, 'text'), recipient)
}

function checked(text: string, recipient: string): string {
  const identity = text.trim()
  const secret = secretOf(identity)
  if (!secret || identityFrom(secret).recipient !== recipient)
    throw new Error('the secret half of another key')
  return identity
}
