import { SaxesParser, type SaxesTagNS } from 'saxes'

/** A post or page of a WordPress export, as it stands there. */
export type WxrItem = {
  guid: string
  /** Its number on the older site. */
  number: string
  /** 'post', 'page', 'attachment', … */
  type: string
  /** 'publish', 'draft', 'private', 'trash', … */
  status: string
  title: string
  link: string
  slug: string
  /** Slugs that it had before. */
  oldSlugs: string[]
  html: string
  excerpt: string
  /** ms UTC; null where none is given. */
  publishedAt: number | null
  modifiedAt: number | null
  tags: string[]
  /** What Polylang or WPML say: its language, and which others are its translations. */
  lang: string | null
  group: string | null
  /** Readers had to know a password. */
  isSecret: boolean
}

export type WxrFault = { line: number; text: string }
export type WxrSite = { language: string | null; url: string | null }

/** The longest text of one element, in characters; an honest post is a hundredth of it. */
const LONGEST = 5_000_000
const CONTENT = 'http://purl.org/rss/1.0/modules/content/'
const EXPORT = /^https?:\/\/wordpress\.org\/export\/[\d.]+\/$/
const EXCERPT = /^https?:\/\/wordpress\.org\/export\/[\d.]+\/excerpt\/$/

/**
 * Reads a WordPress export (WXR 1.0 to 1.2: RSS 2.0 with extensions) piece by piece and hands on each item when it is
 * complete, and what it says of the site as soon as it is said. Strict XML 1.0 in UTF-8; entities of a document type are not expanded. Ends at the first fault, with its line.
 */
export async function readWxr(
  chunks: AsyncIterable<Uint8Array>,
  { onItem, onSite }: { onItem: (item: WxrItem) => void; onSite?: (site: WxrSite) => void },
): Promise<{ ok: true; value: WxrSite } | { ok: false; error: WxrFault }> {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const reading = collect({ onItem, onSite })
  let fault: WxrFault | null = null
  const fail = (text: string) => {
    fault ??= { line: parser.line, text }
  }
  parser.on('error', error => fail(error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '')))
  parser.on('opentag', tag => fault ?? reading.open(tag, fail))
  parser.on('text', text => fault ?? reading.text(text, fail))
  parser.on('cdata', text => fault ?? reading.text(text, fail))
  parser.on('closetag', () => fault ?? reading.close())
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch {
      // What comes before them tells in which line they are.
      parser.write(new TextDecoder().decode(chunk).split('\uFFFD')[0]!)
      fail('these bytes are no UTF-8')
      return ''
    }
  }
  for await (const chunk of chunks) {
    parser.write(decode(chunk))
    if (fault) return { ok: false, error: fault }
  }
  parser.write(decode()).close()
  if (!reading.site.isExport) fail('this is no WordPress export: it has no wxr_version')
  return fault ? { ok: false, error: fault } : { ok: true, value: reading.site }
}

type Fail = (text: string) => void

function collect({
  onItem,
  onSite,
}: {
  onItem: (item: WxrItem) => void
  onSite: ((site: WxrSite) => void) | undefined
}) {
  const site: WxrSite & { isExport: boolean } = { language: null, url: null, isExport: false }
  const path: string[] = []
  let raw = new Map<string, string>()
  let terms: { domain: string; nicename: string; name: string }[] = []
  let metas: [string, string][] = []
  let text: string[] = []
  let length = 0
  let attributes: Record<string, string> = {}

  const end = (name: string, value: string) => {
    const [parent, grand] = [path.at(-1), path.at(-2)]
    if (parent === 'channel') {
      if (name === 'wp:wxr_version') site.isExport = true
      if (name === 'language') site.language = value.trim() || null
      if (name === 'wp:base_site_url' || (name === 'link' && !site.url)) {
        site.url = value.trim() || null
        onSite?.(site)
      }
      if (name === 'item') {
        onItem(toItem(raw, terms, metas))
        raw = new Map()
        terms = []
        metas = []
      }
    } else if (parent === 'wp:postmeta' && grand === 'item') {
      if (name === 'wp:meta_key') metas.push([value, ''])
      else if (name === 'wp:meta_value' && metas.length > 0) metas.at(-1)![1] = value
    } else if (parent === 'item' && name === 'category')
      terms.push({
        domain: attributes['domain'] ?? '',
        nicename: attributes['nicename'] ?? '',
        name: value.trim(),
      })
    else if (parent === 'item') raw.set(name, value)
  }

  return {
    site,
    open: (tag: SaxesTagNS, fail: Fail) => {
      const name = nameOf(tag)
      if (path.length === 0 && name !== 'rss')
        fail('this is no WordPress export: it does not begin with <rss>')
      if (path.length > 100) fail('elements are nested too deeply')
      path.push(name)
      attributes = Object.fromEntries(Object.values(tag.attributes).map(({ local, value }) => [local, value]))
      text = []
      length = 0
    },
    text: (piece: string, fail: Fail) => {
      length += piece.length
      if (length > LONGEST) fail('one text is too long')
      else text.push(piece)
    },
    close: () => {
      const name = path.pop()!
      end(name, text.join(''))
      text = []
      length = 0
    },
  }
}

/** A name with the prefix that is usual, whatever the file calls it. */
function nameOf({ uri, local }: SaxesTagNS): string {
  if (uri === CONTENT) return `content:${local}`
  if (EXCERPT.test(uri)) return `excerpt:${local}`
  return EXPORT.test(uri) ? `wp:${local}` : uri === '' ? local : `other:${local}`
}

function toItem(
  raw: ReadonlyMap<string, string>,
  terms: readonly { domain: string; nicename: string; name: string }[],
  metas: readonly [string, string][],
): WxrItem {
  const get = (name: string) => raw.get(name)?.trim() ?? ''
  const meta = (key: string) => metas.find(([name]) => name === key)?.[1].trim() || null
  const term = (domain: string) => terms.find(each => each.domain === domain)?.nicename || null
  const wpml = meta('_wpml_import_translation_group')
  return {
    guid: get('guid') || get('link'),
    number: get('wp:post_id'),
    type: get('wp:post_type') || 'post',
    status: get('wp:status') || 'publish',
    title: raw.get('title') ?? '',
    link: get('link'),
    slug: get('wp:post_name'),
    oldSlugs: metas.flatMap(([name, value]) => (name === '_wp_old_slug' && value ? [value.trim()] : [])),
    html: raw.get('content:encoded') ?? '',
    excerpt: raw.get('excerpt:encoded') ?? '',
    // Posts that a plug-in made have no time in UTC; that of the site is nearer than none.
    publishedAt:
      readInstant(get('wp:post_date_gmt')) ??
      readInstant(get('pubDate')) ??
      readInstant(get('wp:post_date')) ??
      readInstant(get('wp:post_modified_gmt')),
    modifiedAt: readInstant(get('wp:post_modified_gmt')),
    tags: [
      ...new Set(
        terms.filter(({ domain }) => /^(post_tag|category|tag)$/.test(domain)).map(({ name }) => name),
      ),
    ].filter(name => name && !/^uncategori[sz]ed$/i.test(name)),
    lang: term('language') ?? meta('_wpml_import_language_code'),
    group: term('post_translations') ?? (wpml && `wpml ${wpml}`),
    isSecret: get('wp:post_password') !== '',
  }
}

/** '2024-05-21 16:40:00' in UTC, or as RSS writes it; null for 0000-00-00 and what is none. */
function readInstant(text: string): number | null {
  const own = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text)
  const instant = Date.parse(own ? `${own[1]}T${own[2]}Z` : text)
  return Number.isFinite(instant) && instant > 0 && instant < 4_000_000_000_000 ? instant : null
}
