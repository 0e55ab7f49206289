import type { ShownSize } from './picture.ts'

const ENDING: Record<ShownSize, string> = { 480: '480.webp', 1200: '1200.webp', 2400: '2400.jpg' }

/** The addresses of pictures. */
export const picturePaths = {
  /** A file of a published picture; the same in every language. */
  file: (id: string, size: ShownSize) => `/pictures/${id}-${ENDING[size]}`,
  /** Where pictures of one's own event are sent, with its code in a form and never in the address. */
  mine: (lang: string) => `/${lang}/events/mine/pictures`,
}

export type PictureAction = 'approve' | 'refuse' | 'publish' | 'hide' | 'remove' | 'edit'

export const pictureDeskPaths = {
  list: '/desk/pictures',
  of: (subject: string) => `/desk/pictures?subject=${encodeURIComponent(subject)}`,
  /** Where members send their own. */
  add: '/desk/pictures',
  show: (id: string) => `/desk/pictures/${id}`,
  /** Where whoever is free gets the next picture that waits. */
  next: '/desk/pictures/next',
  /** The sealed body, an age file. */
  sealed: (id: string) => `/desk/pictures/${id}.age`,
  /** What waits, under which key, and its sealed body as JSON, for who seals it to a newer key on a machine of their own. */
  waiting: '/desk/pictures/waiting.json',
  record: (id: string) => `/desk/pictures/${id}.json`,
  reseal: (id: string) => `/desk/pictures/${id}/reseal`,
  file: (id: string, size: ShownSize) => `/desk/pictures/${id}-${ENDING[size]}`,
  act: (id: string, action: PictureAction) => `/desk/pictures/${id}/${action}`,
}

/** The name of a file and its folder inside the folder of pictures: 'ab/abcd…-480.webp'. */
export function fileName(id: string, size: ShownSize): string {
  return `${id.slice(0, 2)}/${id}-${ENDING[size]}`
}

/** What the last part of an address asks for: '<id>-480.webp'. Null for anything else. */
export function readFileName(name: string): { id: string; size: ShownSize; type: string } | null {
  const match =
    /^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})-(480\.webp|1200\.webp|2400\.jpg)$/.exec(
      name,
    )
  if (!match) return null
  const size = Number.parseInt(match[2]!, 10) as ShownSize
  return { id: match[1]!, size, type: size === 2400 ? 'image/jpeg' : 'image/webp' }
}
