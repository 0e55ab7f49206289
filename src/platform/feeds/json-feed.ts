import { dropUnsafe } from '#platform/text/clean.ts'
import type { Feed, FeedItem } from './feed.ts'

/** Writes JSON Feed 1.1, to be sent as `application/feed+json`. */
export function writeJsonFeed(feed: Feed): string {
  return JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: feed.title,
      home_page_url: feed.siteUrl,
      feed_url: feed.selfUrl,
      description: feed.description,
      language: feed.language,
      items: feed.items.map(itemOf),
    },
    (_, value) => (typeof value === 'string' ? dropUnsafe(value) : value),
    1,
  )
}

function itemOf(item: FeedItem) {
  return {
    id: item.id,
    url: item.url,
    title: item.title,
    content_html: item.html,
    content_text: item.text,
    date_published: new Date(item.published).toISOString(),
    date_modified: new Date(item.updated).toISOString(),
    tags: item.tags,
    language: item.language,
  }
}
