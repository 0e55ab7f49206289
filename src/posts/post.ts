/** What a post tells, whatever the network. */
export type Post = {
  title: string
  /** Time and place. */
  lines: readonly string[]
  body: string
  /** What an example says of itself, wherever it goes; empty for what is none. */
  notice: string
  address: string
  tags: readonly string[]
}

/** The longest texts that are taken, in characters: a short post (X, with room to spare for others), and the words under a picture in Telegram. */
export const POST_LIMITS = { short: 280, long: 1024 } as const
export type PostLength = keyof typeof POST_LIMITS

/**
 * The post as one text of at most `limit` characters (UTF-16, as networks count). The address and the notice stay whole;
 * the title, in whole words, has what they leave; then come time and place, the body and the tags, as far as they fit.
 */
export function writePost({ title, lines, body, notice, address, tags }: Post, limit: number): string {
  const room = (pieces: readonly string[]) => limit - join(pieces).length - 2
  const fixed = [notice, address]
  const head = beginning(title, room(fixed))
  const facts = lines.filter(Boolean).join('\n')
  const kept = facts.length <= room([head, ...fixed]) ? facts : ''
  const hashtags = tags.join(' ')
  const withTags = hashtags.length <= room([head, kept, ...fixed]) ? hashtags : ''
  const left = room([head, kept, ...fixed, withTags])
  const words = left > 40 ? beginning(body, left) : ''
  return join([head, kept, words, notice, address, withTags])
}

function join(pieces: readonly string[]): string {
  return pieces.filter(Boolean).join('\n\n')
}

/** As many whole words of a text as fit; the rest is an ellipsis. */
function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text
  const cut = text.slice(0, Math.max(0, limit - 2))
  return `${cut.replace(/\s+\S*$/, '')} …`.slice(0, Math.max(0, limit))
}
