import { cleanLine } from '#platform/text/clean.ts'
import { slugOf } from '#platform/text/slug.ts'
import { type Kind, LIMITS } from './article.ts'
import { htmlToLine, htmlToMarkdown } from './html-to-markdown.ts'
import { plainPath } from './old-path.ts'
import type { WxrItem } from './wxr.ts'

/** A text to be imported, with the addresses that it had. */
export type ImportText = {
  guid: string
  lang: string
  title: string
  lead: string
  body: string
  isPublic: boolean
  publishedAt: number | null
  modifiedAt: number | null
  slug: string
  /** Paths from the root. */
  paths: string[]
  tags: string[]
}

/** An article to be imported: the texts that translate each other, the original first. */
export type ImportArticle = { kind: Kind; texts: ImportText[] }

export type ImportReport = {
  /** Of other kinds than posts and pages, by kind. */
  left: Map<string, number>
  /** Not public on the older site, or behind a password: drafts here. */
  drafts: number
  pictures: { slug: string; url: string }[]
  /** Longer than the desk takes; they can be read, and have to be cut before they are changed. */
  long: string[]
  /** What could not be read at all. */
  unreadable: string[]
}

const PUBLIC = 'publish'
const LEFT_OUT = new Set(['trash', 'auto-draft', 'inherit'])
const OWN_TYPES: Record<string, Kind> = { post: 'article', page: 'page' }

/** Takes items one by one and makes articles of them; `languages` are those in which an article may be. */
export function createImport(setting: { languages: readonly string[]; ownUrl: () => string | null }) {
  const report: ImportReport = { left: new Map(), drafts: 0, pictures: [], long: [], unreadable: [] }
  const texts: { kind: Kind; group: string | null; lang: string | null; text: Omit<ImportText, 'lang'> }[] =
    []
  const unknown = new Set<string>()
  const take = (item: WxrItem) => {
    const kind = OWN_TYPES[item.type]
    if (!kind || LEFT_OUT.has(item.status)) {
      const name = kind ? item.status : item.type
      report.left.set(name, (report.left.get(name) ?? 0) + 1)
      return
    }
    const lang = item.lang?.toLowerCase().split(/[-_]/)[0] ?? null
    if (lang !== null && !setting.languages.includes(lang)) unknown.add(lang)
    const text = toText(item, report, setting.ownUrl())
    if (text) texts.push({ kind, group: item.group, lang, text })
  }
  return {
    take,
    report,
    /** Languages of the file in which the site does not write. */
    unknown,
    /** Everything that was taken, with `lang` for what names no language of its own. */
    articles: (lang: string): ImportArticle[] => {
      const groups = new Map<string, ImportArticle>()
      for (const { kind, group, lang: own, text } of texts) {
        const whole = { ...text, lang: own ?? lang }
        const name = group === null ? `guid ${text.guid}` : `${kind} ${group}`
        const known = groups.get(name)
        if (known && !known.texts.some(other => other.lang === whole.lang)) known.texts.push(whole)
        else groups.set(known ? `guid ${text.guid}` : name, { kind, texts: [whole] })
      }
      for (const { texts: some } of groups.values()) some.sort((a, b) => byOrigin(a, b, lang))
      return [...groups.values()]
    },
  }
}

/** The site's own language first, then the oldest. */
function byOrigin(a: ImportText, b: ImportText, lang: string): number {
  return (
    Number(b.lang === lang) - Number(a.lang === lang) ||
    (a.publishedAt ?? Infinity) - (b.publishedAt ?? Infinity)
  )
}

function toText(item: WxrItem, report: ImportReport, ownUrl: string | null): Omit<ImportText, 'lang'> | null {
  const converted = htmlToMarkdown(item.html, ownUrl)
  const slug =
    slugOf(decoded(item.slug)) || slugOf(htmlToLine(item.title)) || `p-${slugOf(item.number) || 'x'}`
  if (!converted) {
    report.unreadable.push(slug)
    return null
  }
  const { markdown, pictures } = converted
  const title = [...(htmlToLine(item.title) || cleanLine(markdown).slice(0, 80) || slug)]
    .slice(0, LIMITS.title)
    .join('')
  // Without a time nobody would see it, and the desk could not tell why.
  const isPublic = item.status === PUBLIC && !item.isSecret && item.publishedAt !== null
  if (!isPublic) report.drafts++
  if ([...markdown].length > LIMITS.body) report.long.push(slug)
  report.pictures.push(...pictures.map(url => ({ slug, url })))
  const isChanged =
    item.modifiedAt !== null && item.publishedAt !== null && item.modifiedAt > item.publishedAt
  return {
    guid: item.guid,
    title,
    lead: [...htmlToLine(item.excerpt)].slice(0, LIMITS.lead).join(''),
    body: markdown,
    isPublic,
    publishedAt: isPublic ? item.publishedAt : null,
    modifiedAt: isPublic && isChanged ? item.modifiedAt : null,
    slug,
    paths: isPublic ? pathsOf(item) : [],
    tags: item.tags.map(cleanLine).filter(Boolean),
  }
}

/** The addresses that it had: its link, its number, and older slugs in its place. */
function pathsOf({ link, number, oldSlugs }: WxrItem): string[] {
  const url = URL.parse(link)
  const path = url ? plainPath(url.pathname) : '/'
  const parent = path.slice(0, path.lastIndexOf('/'))
  const older = path === '/' ? [] : oldSlugs.map(slug => plainPath(`${parent}/${slug}`))
  return [
    ...new Set([
      ...(path === '/' ? [] : [path]),
      ...older,
      ...(/^\d{1,12}$/.test(number) ? [`/?p=${number}`] : []),
    ]),
  ]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
