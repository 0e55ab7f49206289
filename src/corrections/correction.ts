/** What a reader says is wrong on a page; kept until the desk has dealt with it, then deleted. */
export type Correction = { id: string; path: string; text: string; lang: string; arrived: string }

export const CORRECTION_LIMIT = 2000

/** A path of our own that the page link may name; anything else becomes the start page. */
export function readPath(text: string): string {
  return /^\/[a-z]{2,3}\/[\w\-./?=&%+]{0,300}$/.test(text) ? text : '/'
}
