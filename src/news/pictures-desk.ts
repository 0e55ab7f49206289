import type { Member } from '#members/member.ts'
import { editPicture, removePictures } from '#pictures/desk-actions.ts'
import { articleSubject, type Picture } from '#pictures/picture.ts'
import { listPictures } from '#pictures/store.ts'
import type { World } from '#platform/world.ts'
import type { Article } from './article.ts'

/** The approved pictures of an article, shown or not. */
export async function listOwnPictures(world: World, id: string): Promise<Picture[]> {
  const all = await listPictures(world.database.db, [articleSubject(id)])
  return all.filter(({ state }) => state !== 'waiting')
}

/** Shows the pictures that the texts of a published article name, once it is published. */
export async function showNamedPictures(world: World, by: Member, article: Article): Promise<void> {
  if (!article.published) return
  const bodies = Object.values(article.texts).map(({ body }) => body)
  for (const picture of await listOwnPictures(world, article.id))
    if (picture.state === 'kept' && bodies.some(body => body.includes(`picture:${picture.id}`)))
      await editPicture({ world, by, picture }, seen(picture, 'after'))
}

/** Hides the pictures of an article that was taken off the site. */
export async function hidePictures(world: World, by: Member, id: string): Promise<void> {
  for (const picture of await listOwnPictures(world, id))
    if (picture.state === 'published') await editPicture({ world, by, picture }, seen(picture, 'keep'))
}

/** Deletes the pictures of an article that is gone, with their files. */
export function deletePictures(world: World, id: string): Promise<void> {
  return removePictures(world, articleSubject(id))
}

function seen({ version, credit, licence, alts, captions }: Picture, show: 'after' | 'keep') {
  return { version, told: { credit, licence, alts, captions }, show }
}
