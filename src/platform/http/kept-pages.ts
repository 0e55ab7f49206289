import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Changes } from '../db/changes.ts'
import { accepts, isSqueezable, squeezeWell } from './compress.ts'

/** Until when and on what an answer depends; see changes.ts for topics. `until` in ms UTC. */
export type Keep = { topics: readonly string[]; until?: number }

export type KeptPages = {
  /** Answers from what is kept; false when there is nothing (any more) for this request. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  keep(
    url: string,
    page: { status: number; headers: [string, string][]; body: Buffer; keep: Keep; stamp: number },
  ): void
  /** Makes the answer of a page that is never dropped, such as a style sheet. */
  pin(url: string, page: { headers: [string, string][]; body: Buffer; br?: Buffer }): void
}

type Variant = { headers: string[]; body: Buffer }
type Kept = {
  etag: string
  plain: Variant
  gzip: Variant | null
  br: Variant | null
  notModified: string[]
  keep: Keep
  stamp: number
  checked: number
  bytes: number
}

/** Pages kept in memory, compressed, at most `maxBytes` of them; the longest unused go first. */
export function createKeptPages(
  changes: Changes,
  clock: () => number,
  maxBytes = 48 * 1024 * 1024,
): KeptPages {
  const pages = new Map<string, Kept>()
  const pinned = new Map<string, Kept>()
  let bytes = 0

  const drop = (url: string, page: Kept) => {
    pages.delete(url)
    bytes -= page.bytes
  }
  const find = (url: string): Kept | undefined => {
    const fixed = pinned.get(url)
    if (fixed) return fixed
    const page = pages.get(url)
    if (!page) return undefined
    if (!changes.mayKeep() || (page.keep.until !== undefined && clock() >= page.keep.until)) {
      drop(url, page)
      return undefined
    }
    const total = changes.total()
    if (page.checked !== total) {
      if (changes.stamp(page.keep.topics) !== page.stamp) {
        drop(url, page)
        return undefined
      }
      page.checked = total
      pages.delete(url)
      pages.set(url, page)
    }
    return page
  }

  return {
    answer: (request, response) => {
      const page = find(request.url ?? '')
      if (!page) return false
      const ifNoneMatch = request.headers['if-none-match']
      if (ifNoneMatch?.includes(page.etag)) {
        response.writeHead(304, page.notModified)
        response.end()
        return true
      }
      const accepted = request.headers['accept-encoding'] ?? ''
      const variant =
        page.br && accepts(accepted, 'br')
          ? page.br
          : page.gzip && accepts(accepted, 'gzip')
            ? page.gzip
            : page.plain
      response.writeHead(200, variant.headers)
      response.end(request.method === 'HEAD' ? undefined : variant.body)
      return true
    },
    keep: (url, { status, headers, body, keep, stamp }) => {
      if (status !== 200 || url.length > 300 || !changes.mayKeep()) return
      const before = pages.get(url)
      if (before) drop(url, before)
      const page = compressed(headers, body, { keep, stamp, checked: -1 })
      pages.set(url, page)
      bytes += page.bytes
      for (const [oldUrl, old] of pages) {
        if (bytes <= maxBytes) break
        drop(oldUrl, old)
      }
    },
    pin: (url, { headers, body, br }) => {
      pinned.set(url, compressed(headers, body, { keep: { topics: [] }, stamp: 0, checked: 0 }, br))
    },
  }
}

function compressed(
  headers: [string, string][],
  body: Buffer,
  rest: { keep: Keep; stamp: number; checked: number },
  br?: Buffer,
): Kept {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const small = !isSqueezable(type, body.length)
  const common: [string, string][] = [...headers, ['ETag', `W/${etag}`], ['Vary', 'Accept-Encoding']]
  const variant = (bytes: Buffer, encoding?: string): Variant => ({
    body: bytes,
    headers: [
      ...common,
      ...(encoding ? [['Content-Encoding', encoding]] : []),
      ['Content-Length', String(bytes.length)],
    ].flat() as string[],
  })
  const gzip = small ? null : variant(squeezeWell(body, 'gzip'), 'gzip')
  const brotli = small ? null : variant(br ?? squeezeWell(body, 'br'), 'br')
  const sum = body.length + (gzip?.body.length ?? 0) + (brotli?.body.length ?? 0) + 2048
  const notModified = common
    .filter(([name]) => !/^content-/i.test(name) || /^content-security/i.test(name))
    .flat()
  return { etag, plain: variant(body), gzip, br: brotli, notModified, bytes: sum, ...rest }
}
