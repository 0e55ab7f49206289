import { type App, type Ctx, keep, showPage } from '#platform/http/context.ts'
import { formatDay } from '#platform/time/format.ts'
import type { Post } from './post.ts'
import { postPage } from './views/post.ts'

/** What a post and its card are made of. */
export type Told = {
  post: Post
  /** The language of its words (BCP 47). */
  lang: string
  card: string
  back: string
  /** For the card: the day in its margin, time and place or a lead below the title, and whose it is. */
  date: string | null
  lines: readonly string[]
  foot: string
  /** What the answers depend on, and until when (ms UTC) they are true. */
  topics: readonly string[]
  until: number
}

/** Adds the post of what stands at a path. */
export function addPost(app: App, path: string, tell: (c: Ctx) => Promise<Told>): void {
  app.get(`${path}/post`, async c => {
    const told = await tell(c)
    keep(c, told.topics, { until: told.until })
    return showPage(c, postPage(c.get('page'), told))
  })
}

/** Adds the card image of what stands at a path. */
export function addCard(app: App, path: string, tell: (c: Ctx) => Promise<Told>): void {
  app.get(`${path}/card.png`, async c => {
    const { post, date, lines, foot, topics, until } = await tell(c)
    keep(c, topics, { until })
    const page = c.get('page')
    const day = date ? formatDay(date, page.lang) : null
    // What draws is loaded with the first card.
    const { drawCard } = await import('#platform/cards/card.ts')
    const png = drawCard({
      title: post.title,
      day: day && { number: day.day, words: page.t('events.day.name', day) },
      lines,
      foot,
    })
    return c.body(Uint8Array.from(png), 200, { 'Content-Type': 'image/png' })
  })
}
