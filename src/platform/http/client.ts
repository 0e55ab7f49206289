import { createHmac, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'

const DAY_MS = 86_400_000

/**
 * Makes a function that turns a sender's address into a key for limits: a salted hash, with a salt that
 * lives in memory only and changes each day, of the whole IPv4 address or the /64 of an IPv6 one.
 */
export function createClientKeys(clock: () => number): (address: string) => string {
  let day = -1
  let salt = randomBytes(32)
  return address => {
    const today = Math.floor(clock() / DAY_MS)
    if (today !== day) {
      day = today
      salt = randomBytes(32)
    }
    return createHmac('sha256', salt).update(prefixOf(address)).digest('base64url').slice(0, 16)
  }
}

/**
 * The address of the sender: the peer's own, or the one that the outermost of `trusted` proxies of ours
 * saw. Whatever a sender writes into X-Forwarded-For further left is not believed.
 */
export function senderAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: number,
): string {
  if (trusted === 0 || !forwardedFor) return peer ?? ''
  const hops = forwardedFor.split(',').map(hop => hop.trim())
  return withoutPort(hops[Math.max(0, hops.length - trusted)] || peer || '')
}

/** Some proxies note the port as well, which is another one for each connection. */
function withoutPort(hop: string): string {
  return hop.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
}

function prefixOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
