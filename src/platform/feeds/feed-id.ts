import { createHash } from 'node:crypto'

/** An id for a feed, `urn:uuid:…`: the same name gives the same one for ever (RFC 9562, version 8). */
export function feedId(name: string): string {
  const hex = createHash('sha256').update(`vestka ${name}`).digest('hex')
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return `urn:uuid:${uuid.join('-')}`
}
