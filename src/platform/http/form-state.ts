import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/**
 * Something that a form carries from one step to the next, so that nothing is kept before the last: encrypted
 * and signed (AES-256-GCM) for one purpose, good until `expires` (ms UTC). It can be sent more than once.
 */
export function sealState(
  secret: Buffer,
  purpose: string,
  state: { value: unknown; expires: number },
): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), nonce)
  return Buffer.concat([
    nonce,
    cipher.update(JSON.stringify(state), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64url')
}

/** Reads what sealState wrote for the same purpose; null when it is over, touched, or not ours. */
export function openState<T>(secret: Buffer, purpose: string, text: string, now: number): T | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < 28) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(-16))
    const json = decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
    const { value, expires } = JSON.parse(json) as { value: T; expires: number }
    return now < expires ? value : null
  } catch {
    return null
  }
}

function keyOf(secret: Buffer, purpose: string): Buffer {
  return createHmac('sha256', secret).update(`form state ${purpose}`).digest()
}
