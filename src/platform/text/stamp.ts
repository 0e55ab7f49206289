/**
 * A short mark of a text (FNV-1a, 64 bits, as 16 hex digits): another text has another one, save by accident. It tells
 * whether something changed; it keeps no secret and proves nothing.
 */
export function textStamp(text: string): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (const byte of new TextEncoder().encode(text)) {
    low ^= byte
    // Times the prime 2^40 + 0x1b3, in two halves of 32 bits.
    const product = (low >>> 0) * 0x1b3
    const carry = Math.floor(product / 2 ** 32)
    high = (Math.imul(high, 0x1b3) + carry + ((low << 8) >>> 0)) >>> 0
    low = product >>> 0
  }
  return [high, low].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
