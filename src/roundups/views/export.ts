import { textsIn } from '#events/event.ts'
import { eventPaths } from '#events/paths.ts'
import type { VisibleEvent } from '#events/visible-event.ts'
import { cityText, dateText, kindText } from '#events/words.ts'
import { escapeLabel, escapeMarkdown, quoteMarkdown } from '#platform/markdown/escape.ts'
import { renderMarkdown } from '#platform/markdown/markdown.ts'
import { markdownToText } from '#platform/markdown/plain.ts'
import { withAddresses } from '#platform/markdown/take-along.ts'
import type { Targets } from '#platform/markdown/target.ts'
import { countryName } from '#platform/places/countries.ts'
import { formatDate } from '#platform/time/format.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import { roundupPaths } from '../paths.ts'
import type { Item, Telling } from '../telling-card.ts'
import { linesOf, type Quoted } from './lines.ts'

type Context = Pick<Page, 't' | 'lang' | 'publicUrl' | 'organisation'> & {
  /** Where the editor's own words may lead, by absolute addresses. */
  targets: Targets
}

/** What stands at the end: where the round-up is, and whose example it is. */
type Around = { notice: string | null; times: readonly string[] }

/** The round-up as Markdown (CommonMark): headings, paragraphs, quotes and links, nothing else. */
export function toMarkdown(page: Context, telling: Telling, around: Around): string {
  return `${[
    `# ${escapeMarkdown(telling.text.title)}`,
    escapeMarkdown(telling.text.lead),
    escapeMarkdown([page.organisation, ...around.times].join(' · ')),
    ...telling.items.flatMap(item => markdownOf(page, item)),
    around.notice && escapeMarkdown(around.notice),
    `<${addressOf(page, telling)}>`,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

/** The round-up as plain text, lines as long as they are: to paste where nothing else is understood. */
export function toText(page: Context, telling: Telling, around: Around): string {
  return `${[
    telling.text.title,
    telling.text.lead,
    [page.organisation, ...around.times].join(' · '),
    ...telling.items.flatMap(item => textOf(page, item)),
    around.notice,
    addressOf(page, telling),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}

/** The round-up as clean HTML without classes or scripts, for another site's editor: elements of an article only. */
export function toArticleHtml(page: Context, telling: Telling, around: Around): Html {
  const address = addressOf(page, telling)
  return html`<article lang="${telling.text.lang}">
<h1>${telling.text.title}</h1>
<p><strong>${telling.text.lead}</strong></p>
<p>${[page.organisation, ...around.times].join(' · ')}</p>
${telling.items.map(item => htmlOf(page, item))}
${around.notice && html`<p><em>${around.notice}</em></p>`}
<p><a href="${address}">${address}</a></p>
</article>
`
}

function markdownOf(page: Context, item: Item): string[] {
  switch (item.kind) {
    case 'day':
      return [`## ${formatDate(item.date, page.lang)}`]
    case 'text':
      return [withAddresses(item.markdown.text, page.targets)]
    case 'article':
      return [`### ${escapeMarkdown(item.article.title)}`, escapeMarkdown(item.article.lead)]
    case 'unreported':
      return [
        `## ${page.t('roundups.unreported')}`,
        item.events.map(event => `- ${escapeMarkdown(lineOf(page, event))}`).join('\n'),
      ]
    case 'event':
      return [
        `### ${escapeMarkdown(headOf(page, item.event))}`,
        ...linesOf(page.t, item).map(line =>
          line.kind === 'quote' ? quoteMarkdown(quoteText(line)) : escapeMarkdown(line.text),
        ),
        `[${escapeLabel(titleOf(page, item.event))}](${urlOf(page, item.event)})`,
      ]
  }
}

function textOf(page: Context, item: Item): string[] {
  switch (item.kind) {
    case 'day':
      return [formatDate(item.date, page.lang).toUpperCase()]
    case 'text':
      return [markdownToText(item.markdown.text, page.targets)]
    case 'article':
      return [item.article.title, item.article.lead]
    case 'unreported':
      return [page.t('roundups.unreported'), item.events.map(event => `– ${lineOf(page, event)}`).join('\n')]
    case 'event':
      return [
        headOf(page, item.event),
        ...linesOf(page.t, item).map(line => (line.kind === 'quote' ? quoteText(line) : line.text)),
      ]
  }
}

function htmlOf(page: Context, item: Item): Html {
  switch (item.kind) {
    case 'day':
      return html`<h2>${formatDate(item.date, page.lang)}</h2>\n`
    case 'text':
      return html`${renderMarkdown(item.markdown.text, { ...page.targets, level: 3 })}\n`
    case 'article':
      return html`<h3><a href="${page.publicUrl + item.article.path}">${item.article.title}</a></h3>\n<p>${item.article.lead}</p>\n`
    case 'unreported':
      return html`<h2>${page.t('roundups.unreported')}</h2>\n<ul>${item.events.map(event => html`<li>${lineOf(page, event)}</li>`)}</ul>\n`
    case 'event':
      return html`<h3>${headOf(page, item.event)}</h3>
${linesOf(page.t, item).map(line => (line.kind === 'quote' ? html`<blockquote><p>${quoteText(line)}</p></blockquote>\n` : html`<p>${line.text}</p>\n`))}<p><a href="${urlOf(page, item.event)}">${titleOf(page, item.event)}</a></p>\n`
  }
}

function quoteText({ text, speaker }: Quoted): string {
  return speaker ? `${text} — ${speaker}` : text
}

function headOf({ t, lang }: Context, { content }: VisibleEvent): string {
  const { country, form } = content.where
  const city = cityText(content, lang)
  const place = city || (form === 'online' ? t('events.where.online') : '')
  return [
    place,
    country && countryName(country, lang),
    textsIn(content, lang).texts.venue,
    kindText(t, content.kind),
  ]
    .filter(Boolean)
    .join(' · ')
}

function lineOf(page: Context, event: VisibleEvent): string {
  return `${headOf(page, event)}: ${titleOf(page, event)}, ${dateText(page.t, event.content.when)}`
}

function titleOf({ lang }: Context, { content }: VisibleEvent): string {
  return textsIn(content, lang).texts.title
}

function urlOf({ lang, publicUrl }: Context, { slug }: VisibleEvent): string {
  return publicUrl + eventPaths.show(lang, slug)
}

function addressOf({ lang, publicUrl }: Context, { edition }: Telling): string {
  return publicUrl + roundupPaths.show(lang, edition)
}
