import type { Feed, FeedItem } from './feed.ts'
import { element, emptyElement, htmlOfText } from './xml.ts'

const NAMESPACES =
  'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'

/** Writes RSS 2.0 (with the link to itself of the RSS Advisory Board's profile), to be sent as `application/rss+xml; charset=utf-8`. */
export function writeRss(feed: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${NAMESPACES}>
<channel>
${element('title', feed.title)}${element('link', feed.siteUrl)}${element('description', feed.description)}${element('language', feed.language)}${element('lastBuildDate', rfc822(feed.updated))}${emptyElement('atom:link', { href: feed.selfUrl, rel: 'self', type: 'application/rss+xml' })}${feed.items.map(itemOf).join('')}</channel>
</rss>
`
}

// RSS takes a description for HTML, so plain text is escaped once as HTML and once as XML.
function itemOf(item: FeedItem): string {
  return [
    '<item>\n',
    element('title', item.title),
    element('link', item.url),
    element('guid', item.id, { isPermaLink: 'false' }),
    element('pubDate', rfc822(item.published)),
    element('description', htmlOfText(item.text)),
    item.html === undefined ? '' : element('content:encoded', item.html),
    ...(item.tags ?? []).map(tag => element('category', tag)),
    item.language ? element('dc:language', item.language) : '',
    '</item>\n',
  ].join('')
}

// RFC 822 with the four-digit years of RFC 1123.
function rfc822(instant: number): string {
  return new Date(instant).toUTCString()
}
