/** A feed, whatever format it is written in. Addresses are absolute, instants milliseconds UTC, languages BCP 47. */
export type Feed = {
  title: string
  description: string
  language: string
  /** Where this feed is. */
  selfUrl: string
  /** The page that shows the same. */
  siteUrl: string
  /** `urn:uuid:…`, the same for ever. */
  id: string
  updated: number
  items: readonly FeedItem[]
}

export type FeedItem = {
  /** `urn:uuid:…`, the same for ever. */
  id: string
  url: string
  title: string
  /** Safe HTML with absolute addresses. */
  html?: string
  /** The same, or its beginning, as plain text. */
  text: string
  published: number
  updated: number
  tags?: readonly string[]
  /** Where it differs from the feed's. */
  language?: string
}
