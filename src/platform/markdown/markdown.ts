import createMarkdown, { type MarkdownIt, type Token } from 'markdown-it'
import { dropUnsafe } from '#platform/text/clean.ts'
import { attrs, type Html, html, raw, toText } from '#platform/ui/html.ts'
import { bareLength } from './bare.ts'
import { hrefOf, isTarget, type Targets } from './target.ts'

/** Where what a text names is found; what the site does not have becomes plain words, and no picture. */
export type MarkdownOptions = Targets & {
  /** A whole block, such as a figure, for `![alt](picture:ID)`; null where there is none to show. */
  picture?: (id: string, alt: string) => Html | null
  /** The level of the first heading: 2 where the text stands below the title of the page. */
  level?: 2 | 3 | 4
}

/** The longest text that is read, in characters; what comes after is left out. */
export const MARKDOWN_LIMIT = 200_000

/**
 * Markdown (CommonMark with tables and struck words) as safe HTML. Raw HTML in it stays text; links lead by http, https
 * or mailto elsewhere, or by `/…`, `#…`, `event:SLUG`, `edition:YEAR` and `article:SLUG` within the site; a bare address
 * with http or https is a link. There are no pictures but `picture:ID`. Headings begin at h2, or lower, and skip no level.
 */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): Html {
  return raw(markdown.render(dropUnsafe(text.slice(0, MARKDOWN_LIMIT)), { options } satisfies Env))
}

/** The tokens of a text, as it is rendered; for others who write them in another way. */
export function parseMarkdown(text: string): Token[] {
  return markdown.parse(dropUnsafe(text.slice(0, MARKDOWN_LIMIT)), { options: {} } satisfies Env)
}

/** What the rules are told of one text; `open` says of each link around the words whether it is written. */
type Env = { options: MarkdownOptions; open?: boolean[] }

const PICTURE = /^picture:([0-9a-f-]{1,64})$/i
const markdown = makeMarkdown()

function makeMarkdown(): MarkdownIt {
  const it = createMarkdown('default', { html: false, linkify: true, typographer: false })
  // Only what is a whole address: 'example.org' may be the end of a sentence that lacks a space.
  it.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  for (const scheme of ['ftp:', '//', 'mailto:']) it.linkify.add(scheme, null)
  for (const scheme of ['http:', 'https:']) it.linkify.add(scheme, { validate: bareLength })
  it.validateLink = url => isTarget(url) || PICTURE.test(url)
  it.core.ruler.push('clean', state => cleanTokens(state.tokens))
  it.core.ruler.push('headings', state => levelHeadings(state.tokens, (state.env as Env).options.level))
  it.core.ruler.push('pictures', state => {
    state.tokens = liftPictures(state.tokens)
  })
  const { rules } = it.renderer
  rules['link_open'] = (tokens, index, _, env) => openLink(tokens, index, env as Env)
  rules['link_close'] = (_tokens, _index, _options, env) => ((env as Env).open?.pop() ? '</a>' : '')
  rules['picture'] = (tokens, index, _, env) => {
    const { info: id, content } = tokens[index]!
    const figure = (env as Env).options.picture?.(id, content)
    return figure ? `${toText(figure)}\n` : ''
  }
  // A picture from elsewhere would tell that server who reads: its words stay.
  rules['image'] = (tokens, index) => toText(html`${tokens[index]!.content}`)
  rules['th_open'] = rules['td_open'] = (tokens, index) => openCell(tokens[index]!)
  rules['table_open'] = () => '<div class="table-wrap"><table class="table">\n'
  rules['table_close'] = () => '</table></div>\n'
  return it
}

/** A cell of a table; our policy allows no style in a page, so its alignment is a class. */
function openCell(cell: Token): string {
  const side = /text-align:(center|right)/.exec(String(cell.attrGet('style') ?? ''))?.[1]
  return toText(
    html`<${raw(cell.tag)}${attrs({ class: side && `cell-${side === 'right' ? 'end' : side}` })}>`,
  )
}

/** A link, or nothing where the site does not have what it names; its words stay. */
function openLink(tokens: Token[], index: number, env: Env): string {
  const href = hrefOf(String(tokens[index]!.attrGet('href') ?? ''), env.options)
  env.open ??= []
  env.open.push(href !== null)
  if (href === null) return ''
  const rel = /^https?:/i.test(href) && !env.options.isOurs?.(href) ? 'noreferrer external' : null
  return toText(html`<a${attrs({ href, rel })}>`)
}

/** What was dropped from the text could still be written as an entity, such as `&#x202e;`. */
function cleanTokens(tokens: readonly Token[]): void {
  for (const token of tokens) {
    // What blocks of text are cut from comes again in their children; there an entity is still as it was written.
    if (token.children) cleanTokens(token.children)
    else token.content = dropUnsafe(token.content)
  }
}

/** The first level that is used becomes the highest, and none is skipped, whatever was typed. */
function levelHeadings(tokens: readonly Token[], highest = 2): void {
  const open: number[] = []
  for (const token of tokens) {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') continue
    if (token.type === 'heading_open') {
      const level = Number(token.tag.slice(1))
      while (open.length > 0 && open.at(-1)! >= level) open.pop()
      open.push(level)
    }
    token.tag = `h${Math.min(6, open.length + highest - 1)}`
  }
}

/** Pictures stand between paragraphs, not in them: a figure within one would not be valid HTML. */
function liftPictures(tokens: Token[]): Token[] {
  const lifted: Token[] = []
  let waiting: Token[] = []
  let isInParagraph = false
  for (const token of tokens) {
    if (token.type === 'paragraph_open') isInParagraph = true
    if (token.type === 'inline' && token.children) {
      const pictures = isInParagraph ? token.children.filter(isPicture) : []
      token.children = token.children.filter(child => !isPicture(child))
      waiting = pictures.map(pictureBlock)
      if (pictures.length > 0 && token.children.every(isBlank)) token.children = []
    }
    lifted.push(token)
    if (token.type !== 'paragraph_close') continue
    isInParagraph = false
    const content = lifted.at(-2)
    if (waiting.length > 0 && content?.children?.length === 0) lifted.splice(-3, 3)
    lifted.push(...waiting)
    waiting = []
  }
  return lifted
}

function isPicture(token: Token): boolean {
  return token.type === 'image' && PICTURE.test(String(token.attrGet('src')))
}

function isBlank(token: Token): boolean {
  return token.type === 'softbreak' || token.type === 'hardbreak' || token.content.trim() === ''
}

function pictureBlock(image: Token): Token {
  const id = PICTURE.exec(String(image.attrGet('src')))![1]!.toLowerCase()
  return Object.assign(Object.create(Object.getPrototypeOf(image)) as Token, image, {
    type: 'picture',
    block: true,
    info: id,
    children: null,
  })
}
