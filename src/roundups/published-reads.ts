import { getEditions } from '#editions/store.ts'
import type { World } from '#platform/world.ts'
import { isPublished, type RoundupText } from './roundup.ts'
import { listRoundupTexts } from './store.ts'

/** A round-up as readers of a language get it: in theirs, or else in another. */
export type PublishedRoundup = Pick<RoundupText, 'title' | 'lead' | 'lang' | 'modifiedAt'> & {
  edition: number
  /** ms UTC. */
  publishedAt: number
}

/** The round-ups of the organisation's own editions that are published; an example is not its news. */
export async function publishedRoundups(world: World, lang: string): Promise<PublishedRoundup[]> {
  const own = (await getEditions(world.database)).filter(({ published, example }) => published && !example)
  const texts = (await listRoundupTexts(world.database.db)).filter(isPublished)
  return own.flatMap(({ year }): PublishedRoundup[] => {
    const written = texts.filter(text => text.edition === year)
    const text = written.find(one => one.lang === lang) ?? written[0]
    return text?.publishedAt ? [{ ...text, publishedAt: text.publishedAt }] : []
  })
}
