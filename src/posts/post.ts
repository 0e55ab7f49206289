/** What a post tells, whatever the network: the address stays whole, and so does the title. */
export type Post = {
  title: string
  lines: readonly string[]
  body: string
  address: string
  tags: readonly string[]
}

/** The longest texts that are taken, in characters: a short post (X, with room to spare for others), and the words under a picture in Telegram. */
export const POST_LIMITS = { short: 280, long: 1024 } as const
export type PostLength = keyof typeof POST_LIMITS

/**
 * The post as one text of at most `limit` characters (UTF-16, as networks count): title, time and place, as much of the
 * body as there is room for, in whole words, the address, the tags where they fit.
 */
export function writePost({ title, lines, body, address, tags }: Post, limit: number): string {
  const rest = [lines.filter(Boolean).join('\n'), address].filter(Boolean)
  const head = beginning(title, limit - rest.join('\n\n').length - 2)
  const bare = [head, ...rest].join('\n\n')
  const hashtags = tags.join(' ')
  const withTags = hashtags && bare.length + hashtags.length + 2 <= limit ? hashtags : ''
  const room = limit - bare.length - (withTags ? withTags.length + 2 : 0) - 2
  const words = room > 40 ? beginning(body, room) : ''
  return [head, rest.length > 1 ? rest[0] : '', words, address, withTags].filter(Boolean).join('\n\n')
}

/** As many whole words of a text as fit; the rest is an ellipsis. */
function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text
  const cut = text.slice(0, Math.max(0, limit - 2))
  return `${cut.replace(/\s+\S*$/, '')} …`.slice(0, Math.max(0, limit))
}
