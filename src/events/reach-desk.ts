import { getMember } from '#members/desk-actions.ts'
import { canModerate } from '#members/member.ts'
import type { Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Event } from './event.ts'
import { findEvent } from './store.ts'

/** The event of this address, for a member who may decide about it; for others there is none. */
export async function getMine(c: Ctx, world: World): Promise<Event> {
  const member = getMember(c)
  const event = await findEvent(world.database.db, c.req.param('id') ?? '')
  if (!event || !canModerate(member, event.content.where.country)) throw new Problem('not-found')
  return event
}
