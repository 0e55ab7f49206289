import type { Feed, FeedItem } from './feed.ts'
import { element, emptyElement, escapeXml } from './xml.ts'

/** Writes Atom (RFC 4287), to be sent as `application/atom+xml; charset=utf-8`. The feed's title stands for its author, whom Atom demands. */
export function writeAtom(feed: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">
${element('id', feed.id)}${element('title', feed.title)}${element('subtitle', feed.description)}${element('updated', rfc3339(feed.updated))}${emptyElement('link', { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl })}${emptyElement('link', { rel: 'alternate', type: 'text/html', href: feed.siteUrl })}<author>${element('name', feed.title).trimEnd()}</author>
${feed.items.map(entryOf).join('')}</feed>
`
}

function entryOf(item: FeedItem): string {
  return [
    item.language ? `<entry xml:lang="${escapeXml(item.language)}">\n` : '<entry>\n',
    element('id', item.id),
    element('title', item.title),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: item.url }),
    element('published', rfc3339(item.published)),
    element('updated', rfc3339(item.updated)),
    ...(item.tags ?? []).map(term => emptyElement('category', { term })),
    element('summary', item.text),
    item.html === undefined ? '' : element('content', item.html, { type: 'html' }),
    '</entry>\n',
  ].join('')
}

function rfc3339(instant: number): string {
  return new Date(instant).toISOString()
}
