import { findEvent } from '#events/store.ts'
import { getMember } from '#members/desk-actions.ts'
import { canModerate, decidesOnEvents, type Member, writesTexts } from '#members/member.ts'
import type { Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { type Picture, readSubject } from './picture.ts'
import { findPicture, listByState } from './store.ts'

/** Who has to do with pictures at all: those who decide about events, and those who write for all. */
export function getPictureMember(c: Ctx): Member {
  const member = getMember(c)
  if (!decidesOnEvents(member) && !writesTexts(member)) throw new Problem('not-found')
  return member
}

/** Whether a member decides about pictures of a subject: of an event in their countries, or of what they write. */
export async function mayDecide(world: World, member: Member, subject: string): Promise<boolean> {
  const read = readSubject(subject)
  if (read?.kind !== 'event') return read !== null && writesTexts(member)
  const event = await findEvent(world.database.db, read.id)
  return event !== undefined && canModerate(member, event.content.where.country)
}

/** The pictures that wait and that a member decides about, in order: those of one event together. */
export async function listMyWaiting(world: World, member: Member): Promise<Picture[]> {
  const waiting = await listByState(world.database.db, 'waiting')
  const open = new Map<string, boolean>()
  for (const { subject } of waiting)
    if (!open.has(subject)) open.set(subject, await mayDecide(world, member, subject))
  return waiting.filter(({ subject }) => open.get(subject))
}

/**
 * The picture of this address: one that waits, for those who decide about it; an approved one also for those who write for
 * all. For others there is none.
 */
export async function getMyPicture(c: Ctx, world: World, id: string): Promise<Picture> {
  const member = getPictureMember(c)
  const picture = await findPicture(world.database.db, id)
  if (!picture) throw new Problem('not-found')
  const isOpen = picture.state !== 'waiting' && writesTexts(member)
  if (!isOpen && !(await mayDecide(world, member, picture.subject))) throw new Problem('not-found')
  return picture
}
