import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { hash, hashRaw, verify } from '@node-rs/argon2'
import { createQueue } from './queue.ts'

// argon2id, version 1.3, with the parameters of the OWASP password storage cheat sheet; argon2id is the package's default.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
// Each hash takes 19 MiB, so a crowd at the door must not be hashed all at once, whichever part asks.
const gate = createQueue({ running: 2, waiting: 32 })

/** The argon2id hash of a passphrase as a PHC string. Throws Problem 'too-many' when too many wait. */
export function hashPassphrase(passphrase: string): Promise<string> {
  return gate(() => hash(passphrase, COST))
}

/** Whether a passphrase is the one of a PHC string. Throws Problem 'too-many' when too many wait. */
export function isPassphrase(phc: string, passphrase: string): Promise<boolean> {
  return gate(() => verify(phc, passphrase))
}

/**
 * Encrypts a text so that only who types the passphrase can read it again: AES-256-GCM under a key of argon2id
 * with a salt of its own. Gives salt, nonce and text with tag, base64url with dots between.
 */
export async function sealWithPassphrase(text: string, passphrase: string): Promise<string> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [salt, nonce, body].map(bytes => bytes.toString('base64url')).join('.')
}

/** Reads what sealWithPassphrase wrote; null with another passphrase. */
export async function openWithPassphrase(sealed: string, passphrase: string): Promise<string | null> {
  const [salt, nonce, body] = sealed.split('.').map(part => Buffer.from(part, 'base64url'))
  if (salt?.length !== 16 || nonce?.length !== 12 || !body || body.length < 16) return null
  const key = await keyOf(passphrase, salt)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAuthTag(body.subarray(-16))
    return decipher.update(body.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return gate(() => hashRaw(passphrase, { ...COST, salt, outputLen: 32 }))
}
