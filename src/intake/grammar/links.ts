const hosts =
  't\\.me|zoom\\.us|[\\w-]+\\.zoom\\.us|bit\\.ly|forms\\.gle|meet\\.google\\.com|docs\\.google\\.com|youtu\\.be|(?:www\\.)?(?:youtube|facebook|instagram)\\.com|fb\\.me|fb\\.com|linktr\\.ee|tinyurl\\.com|meet\\.jit\\.si|eventbrite\\.\\w+|lu\\.ma'
const address = `(?:https?:\\/\\/|www\\.|(?:${hosts})\\/)[^\\s|<>"«»„“”]{2,}`
const here = new RegExp(address, 'iy')
const anywhere = new RegExp(`(?<![\\p{L}\\p{N}@./-])${address}`, 'iu')
const MOST = 1_000

/** The end of a web address that begins at a letter; undefined when none does. */
export function linkEnd(text: string, from: number): number | undefined {
  if (!begins.has(text.charCodeAt(from) | 32)) return undefined
  here.lastIndex = from
  const found = here.exec(text)?.[0]
  return found === undefined ? undefined : from + bare(found).length
}

const begins = new Set(Array.from('htwbzmdyfileu', letter => letter.charCodeAt(0)))

/** The first web address in a text, with `https://` before it where the text leaves that out. */
export function linkIn(text: string): string | undefined {
  if (!text.includes('/') && !/www\./i.test(text)) return undefined
  const found = anywhere.exec(text)?.[0]
  return found === undefined ? undefined : bare(found.slice(0, MOST))
}

/** Who holds it, as a key says; an address behind is no host. */
export function hostsIn(text: string): string {
  return text.replace(new RegExp(anywhere, 'giu'), '').replace(/^[\s.,;]+|[\s.,;:(–-]+$/g, '')
}

/** The point that ends a sentence and a bracket that was opened before belong to no address. */
function bare(found: string): string {
  const end = found.replace(/[.,;:!?'*_\]]+$/, '')
  return end.endsWith(')') && !end.includes('(') ? end.slice(0, -1).replace(/[.,;:!?]+$/, '') : end
}

/** Whether an address leads to a room for talking. */
export function isRoom(link: string): boolean {
  return /(?:^|[/.])(?:zoom\.us|meet\.google\.com|teams\.(?:microsoft|live)\.com|meet\.jit\.si|webex\.com)(?:\/|$)/i.test(
    link,
  )
}
