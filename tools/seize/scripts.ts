import { padPicture } from '#platform/pictures/pad.ts'
import { sealAge } from '#platform/seal/age.ts'
import { type Size, writeRecord } from '#platform/seal/record.ts'
import { unescapeHtml } from '#testing/browser.ts'
import { sealAge as leaveOpen } from './plain/age.ts'
import type { Tale } from './tale.ts'
import type { Seen, Visitor } from './visitor.ts'

// What the scripts of a page do before something is sent. In the control nothing is sealed, not in the browser either.

/** What is told of a canary that a browser sealed before it was sent: also the memory of Vestka must not know it. */
export const WITH_SCRIPTS = ' (with scripts)'

/** The fields of a page that its script seals, and how. */
export type Sealing = { names: readonly string[]; seal: (text: string) => string }

/** How the page is sealed by its script; undefined for who has no scripts, and where nothing is sealed. */
export function sealingIn(visitor: Visitor, page: Seen): Sealing | undefined {
  const head = visitor.scripts ? /<seal-fields\b[^>]*>/.exec(page.text)?.[0] : undefined
  if (!head) return undefined
  const [names, recipient, size] = ['fields', 'recipient', 'size'].map(name => dataOf(head, name))
  return {
    names: names!.split(' '),
    seal: text => sealText(visitor.tale, { recipient: recipient!, size: Number(size) as Size, text }),
  }
}

/** A text sealed as a browser does it, as base64. */
export function sealText(
  { house }: Tale,
  { recipient, size, text }: { recipient: string; size: Size; text: string },
): string {
  const record = writeRecord({ text }, size)
  return Buffer.from((house.unsealed ? leaveOpen : sealAge)([recipient], record)).toString('base64')
}

/** A picture sealed as a browser does it. */
export function sealPicture({ house }: Tale, recipient: string, jpeg: Uint8Array): Buffer {
  return Buffer.from((house.unsealed ? leaveOpen : sealAge)([recipient], padPicture(jpeg)!))
}

/** An attribute 'data-…' in a piece of a page. Throws where there is none. */
export function dataOf(piece: string, name: string): string {
  const found = new RegExp(`\\sdata-${name}="([^"]*)"`).exec(piece)?.[1]
  if (found === undefined) throw new Error(`no data-${name} in the page`)
  return unescapeHtml(found)
}
