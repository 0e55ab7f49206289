import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import type { Html } from '../ui/html.ts'
import { toText } from '../ui/html.ts'
import type { Page } from '../ui/page.ts'
import type { Keep } from './kept-pages.ts'

/** Parts add what they hang on a request by declaration merging, as the members do. */
export interface Variables {
  page: Page
  /** Set by a route whose answer may be kept for others. */
  keep?: Keep
  /** What stands around the content of every page depends on this as well. */
  around?: Keep
  /** The key of this sender for limits; never an address. */
  client: () => string
  /** Set where the answer may be framed, or read by scripts of other sites. */
  framed?: boolean
  shared?: boolean
  /** Set for pages whose scripts start a worker: to open what is sealed, or to look for faces. */
  opens?: boolean
}

export type Env = { Variables: Variables; Bindings: HttpBindings }
export type App = Hono<Env>
export type Ctx = Context<Env>

/** Answers with a page. */
export function showPage(
  c: Ctx,
  page: Html,
  status: 200 | 201 | 401 | 404 | 409 | 410 | 413 | 422 | 429 | 503 = 200,
): Response {
  const text = toText(page)
  const response = c.body(text, status, { 'Content-Type': 'text/html; charset=utf-8' })
  texts.set(response, text)
  return response
}

/** Answers with a text of another type, such as a feed; `headers` say which. */
export function showText(c: Ctx, text: string, headers: Record<string, string>): Response {
  const response = c.body(text, 200, headers)
  texts.set(response, text)
  return response
}

// Reading a text back out of a Response takes longer than making many a page.
const texts = new WeakMap<Response, string>()

/** What an answer says, as the text that it was made from where that is known; its own body is used up by it. */
export async function bodyOf(response: Response): Promise<string | Buffer> {
  return texts.get(response) ?? Buffer.from(await response.arrayBuffer())
}

/**
 * Says that the answer is the same for everyone until a topic changes or `until` (ms UTC) comes. `query` is the end of
 * the address, '?kind=rally', as we write it ourselves; under any other the answer is not kept.
 */
export function keep(
  c: Ctx,
  topics: readonly string[],
  { until, query = '' }: { until?: number; query?: string } = {},
): void {
  // Only under its one proper address: with invented parameters anybody could fill the memory with the same page.
  if (new URL(c.req.url).search !== query) return
  c.set('keep', until === undefined ? { topics } : { topics, until })
}

/** Says that nobody may keep the answer: codes, forms with codes, the desk. */
export function neverStore(c: Ctx): void {
  c.header('Cache-Control', 'no-store')
}

/** Goes on to another page of ours after a form was taken (303), by a relative address. */
export function goTo(c: Ctx, path: string, fragment = ''): Response {
  const { root } = c.get('page')
  return c.body(null, 303, { Location: root + path.slice(1) + fragment })
}
