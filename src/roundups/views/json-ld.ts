import { textsIn } from '#events/event.ts'
import { eventPaths } from '#events/paths.ts'
import { cityText } from '#events/words.ts'
import type { Page } from '#platform/ui/page.ts'
import { roundupPaths } from '../paths.ts'
import type { Telling } from '../telling-card.ts'

/**
 * The round-up as schema.org NewsArticle; while the Day runs as LiveBlogPosting, with an update for each event that was
 * told about. `coverage` are the first and the last instant of the Day's programme, ms UTC.
 */
export function toJsonLd(
  page: Pick<Page, 't' | 'lang' | 'publicUrl' | 'organisation'>,
  telling: Telling,
  { isLive, coverage }: { isLive: boolean; coverage: { from: number; to: number } },
): object {
  const { text, updatedAt } = telling
  const url = page.publicUrl + roundupPaths.show(page.lang, telling.edition)
  const organisation = { '@type': 'Organization', name: page.organisation }
  return {
    '@context': 'https://schema.org',
    '@type': isLive ? 'LiveBlogPosting' : 'NewsArticle',
    '@id': url,
    url,
    headline: text.title,
    description: text.lead,
    inLanguage: text.lang,
    ...(text.publishedAt ? { datePublished: iso(text.publishedAt) } : {}),
    ...(updatedAt ? { dateModified: iso(updatedAt) } : {}),
    author: organisation,
    publisher: organisation,
    ...(isLive
      ? {
          coverageStartTime: iso(coverage.from),
          coverageEndTime: iso(coverage.to),
          liveBlogUpdate: updates(page, telling),
        }
      : {}),
  }
}

function updates({ lang, publicUrl }: Pick<Page, 'lang' | 'publicUrl'>, { items }: Telling): object[] {
  return items.flatMap(item => {
    if (item.kind !== 'event') return []
    const { event, report, body } = item
    const { texts } = textsIn(event.content, lang)
    const published = report?.publishedAt ?? event.publishedAt
    return {
      '@type': 'BlogPosting',
      headline: [cityText(event.content, lang), texts.title].filter(Boolean).join(': '),
      url: publicUrl + eventPaths.show(lang, event.slug),
      ...(published ? { datePublished: iso(published) } : {}),
      articleBody: body.text,
      inLanguage: body.lang,
    }
  })
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}
