import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Changes } from '../db/changes.ts'
import { type Encoding, encodingFor, isSqueezable, squeezeNow, squeezeWell } from './compress.ts'

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
  headers: readonly [string, string][]
  plain: Variant
  /** Made when they are first asked for, then once more and better. Null: not worth compressing. */
  squeezed: Map<Encoding, Variant> | null
  notModified: string[]
  keep: Keep
  stamp: number
  checked: number
  bytes: number
  /** Asked for since the last time that room was made. */
  used: boolean
}

/** Pages kept in memory, compressed as they are asked for, at most `maxBytes` of them. */
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
    }
    return page
  }

  // The oldest go first, but one that was asked for meanwhile gets a second chance.
  const makeRoom = () => {
    for (let left = 2 * pages.size; bytes > maxBytes && left > 0; left--) {
      const [url, page] = pages.entries().next().value!
      if (page.used) {
        page.used = false
        pages.delete(url)
        pages.set(url, page)
      } else drop(url, page)
    }
  }

  return {
    answer: (request, response) => {
      const page = find(request.url ?? '')
      if (!page) return false
      page.used = true
      if (headerOf(request, 'if-none-match').includes(page.etag)) {
        response.writeHead(304, page.notModified)
        response.end()
        return true
      }
      const encoding = page.squeezed && encodingFor(headerOf(request, 'accept-encoding'))
      const variant = encoding ? (page.squeezed!.get(encoding) ?? squeezeKept(page, encoding)) : page.plain
      response.writeHead(200, variant.headers)
      response.end(request.method === 'HEAD' ? undefined : variant.body)
      return true
    },
    keep: (url, { status, headers, body, keep, stamp }) => {
      if (status !== 200 || url.length > 300 || !changes.mayKeep()) return
      const before = pages.get(url)
      if (before) drop(url, before)
      const page = prepare(headers, body, { keep, stamp, checked: -1 })
      pages.set(url, page)
      bytes += page.bytes
      makeRoom()
    },
    pin: (url, { headers, body, br }) => {
      const page = prepare(headers, body, { keep: { topics: [] }, stamp: 0, checked: 0 })
      if (br) page.squeezed?.set('br', variantOf(page, br, 'br'))
      pinned.set(url, page)
    },
  }
}

// Node would make an object of all headers, which takes longer than everything else here.
function headerOf({ rawHeaders }: IncomingMessage, name: string): string {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const found = rawHeaders[at]!
    if (found.length === name.length && found.toLowerCase() === name) return rawHeaders[at + 1]!
  }
  return ''
}

// Now quickly, for whoever asks; then well, in another thread, for all who come later.
function squeezeKept(page: Kept, encoding: Encoding): Variant {
  const put = (body: Buffer) => {
    const variant = variantOf(page, body, encoding)
    page.squeezed!.set(encoding, variant)
    return variant
  }
  void squeezeWell(page.plain.body, encoding).then(put, () => {})
  return put(squeezeNow(page.plain.body, encoding))
}

function prepare(
  headers: [string, string][],
  body: Buffer,
  rest: Pick<Kept, 'keep' | 'stamp' | 'checked'>,
): Kept {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const common: [string, string][] = [...headers, ['ETag', `W/${etag}`], ['Vary', 'Accept-Encoding']]
  const squeezable = isSqueezable(type, body.length)
  return {
    etag,
    headers: common,
    plain: variantOf({ headers: common }, body),
    squeezed: squeezable ? new Map() : null,
    notModified: common
      .filter(([name]) => !/^content-/i.test(name) || /^content-security/i.test(name))
      .flat(),
    // Text becomes a quarter of its size or so, in two encodings.
    bytes: body.length * (squeezable ? 1.6 : 1) + 2048,
    used: false,
    ...rest,
  }
}

function variantOf({ headers }: Pick<Kept, 'headers'>, body: Buffer, encoding?: Encoding): Variant {
  const own = [...(encoding ? [['Content-Encoding', encoding]] : []), ['Content-Length', String(body.length)]]
  return { body, headers: [...headers, ...own].flat() }
}
