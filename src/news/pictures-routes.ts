import { pictureFigure } from '#pictures/card.ts'
import { picturePaths } from '#pictures/paths.ts'
import { articleSubject, eventSubject, type Picture } from '#pictures/picture.ts'
import { shownPictures } from '#pictures/reads.ts'
import type { MarkdownOptions } from '#platform/markdown/markdown.ts'
import type { Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import type { ShownArticle } from './article.ts'

/** The pictures that an article's text may show: its own, and those of the events that it tells of, by id; `until` in ms UTC. */
export async function getPictures(
  world: World,
  { id, about }: Pick<ShownArticle, 'id' | 'about'>,
): Promise<{ pictures: ReadonlyMap<string, Picture>; until: number }> {
  const subjects = [articleSubject(id), ...about.events.map(eventSubject)]
  const { bySubject, until } = await shownPictures(world, subjects, world.clock())
  return { pictures: new Map([...bySubject.values()].flat().map(picture => [picture.id, picture])), until }
}

/** Shows them as figures; what stands between the brackets of `![…](picture:ID)` goes before the picture's own description. */
export function figuresOn(
  page: Page,
  pictures: ReadonlyMap<string, Picture>,
): NonNullable<MarkdownOptions['picture']> {
  return (id, alt) => {
    const picture = pictures.get(id)
    if (!picture) return null
    return pictureFigure(page, alt ? { ...picture, alts: { [page.lang]: alt } } : picture)
  }
}

/** The paths of the pictures that a text shows, in its order, in their largest size. */
export function imagesIn(body: string, pictures: ReadonlyMap<string, Picture>): string[] {
  const named = [...body.matchAll(/\(picture:([0-9a-f-]{36})\)/gi)].map(([, id]) => id!.toLowerCase())
  return [...new Set(named)].filter(id => pictures.has(id)).map(id => picturePaths.file(id, 2400))
}
