import { dropUnsafe } from '#platform/text/clean.ts'

const MOST_OCTETS = 75

/** A value of type TEXT (RFC 5545 §3.3.11): escaped, without control characters and turns of direction; line ends become `\n`. */
export function textValue(text: string): string {
  const safe = dropUnsafe(text)
  return /[\\;,\n]/.test(safe) ? safe.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n') : safe
}

/** A value of type URI: printable ASCII as it is, everything else percent-encoded, so that it can hold no line end. */
export function uriValue(url: string): string {
  return url.toWellFormed().replace(/[^\x21-\x7e]/gu, char => encodeURIComponent(char))
}

/** A content line with its CRLF, folded at 75 octets of UTF-8 and never inside a character (RFC 5545 §3.1). */
export function line(content: string): string {
  // Three octets a UTF-16 unit is the most there is.
  if (content.length * 3 <= MOST_OCTETS) return `${content}\r\n`
  let folded = ''
  let from = 0
  let octets = 0
  for (let at = 0; at < content.length; ) {
    const code = content.charCodeAt(at)
    const pair = code >= 0xd800 && code < 0xdc00
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : pair ? 4 : 3
    if (octets + size > MOST_OCTETS) {
      folded += `${content.slice(from, at)}\r\n `
      from = at
      octets = 1
    }
    octets += size
    at += pair ? 2 : 1
  }
  return `${folded}${content.slice(from)}\r\n`
}
