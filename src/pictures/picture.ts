export const LICENCES = ['press', 'cc-by-4.0', 'cc-by-sa-4.0', 'cc0', 'all-rights'] as const
/** On which terms a picture may be used; 'press': freely, with its credit. */
export type Licence = (typeof LICENCES)[number]

/** The licences with a text of their own, at the addresses that their makers give. */
export const LICENCE_LINKS: Partial<Record<Licence, string>> = {
  'cc-by-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-sa-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  cc0: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

export const PICTURE_STATES = ['waiting', 'kept', 'published'] as const
/** Waiting: only a sealed body is there. Kept: approved, its files are on the disk. Published: they are served. */
export type PictureState = (typeof PICTURE_STATES)[number]

/** What is said of a picture. Texts are per language (BCP 47). */
export type Told = {
  /** Who took it, as it is to be printed; empty when nobody is named. */
  credit: string
  licence: Licence
  alts: Record<string, string>
  captions: Record<string, string>
}

export type Picture = Told & {
  /** UUIDv4, random. */
  id: string
  subject: string
  state: PictureState
  /** Grows with every change. */
  version: number
  /** Of the largest size, in pixels. */
  width: number
  height: number
  /** How many places are covered. */
  covered: number
  /** Somebody is shown who agreed to it; the note about that is sealed. */
  consent: boolean
  /** From when on it is shown (ms UTC) where an editor decided that; null: when its event has ended, else at once. */
  showFrom: number | null
  position: number
  /** A day. */
  arrived: string
  publishedAt: number | null
}

/** So many pictures of one event wait at once; then the desk has to decide about some first. */
export const MAX_WAITING = 30

/** The longest credit, alternative text and caption, in characters. */
export const LIMITS = { credit: 120, alt: 500, caption: 500 } as const

export const eventSubject = (eventId: string) => `event:${eventId}`
export const articleSubject = (articleId: string) => `article:${articleId}`
export const roundupSubject = (year: number) => `roundup:${year}`

/** What a member has in hand who looks at a picture. */
export const claimOf = (pictureId: string) => `picture:${pictureId}`

/** What a subject is: its kind and its id. */
export function readSubject(subject: string): { kind: 'event' | 'article' | 'roundup'; id: string } | null {
  const match = /^(event|article|roundup):([0-9a-f-]{36}|\d{4})$/.exec(subject)
  return match && { kind: match[1] as 'event' | 'article' | 'roundup', id: match[2]! }
}

/** A text in a language, or in any other that there is; `lang` says in which. Null when there is none. */
export function textIn(texts: Record<string, string>, lang: string): { text: string; lang: string } | null {
  const own = texts[lang]
  if (own) return { text: own, lang }
  const [other] = Object.entries(texts).filter(([, text]) => text)
  return other ? { lang: other[0], text: other[1] } : null
}

/** The longer sides of the three sizes, in pixels. */
export const SHOWN_SIZES = [480, 1200, 2400] as const
export type ShownSize = (typeof SHOWN_SIZES)[number]

/** Width and height of a size of a picture, in pixels; none is larger than the picture itself. */
export function sizeOf({ width, height }: Pick<Picture, 'width' | 'height'>, side: ShownSize) {
  const scale = Math.min(1, side / Math.max(width, height))
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}
