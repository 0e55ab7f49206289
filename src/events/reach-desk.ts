import { getMember } from '#members/desk-actions.ts'
import { canModerate } from '#members/member.ts'
import type { Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Event } from './event.ts'
import { findEvent } from './store.ts'
import { writableLanguages } from './writing-reads.ts'

/** The event of this address, for a member who may decide about it; for others there is none. */
export async function getMine(c: Ctx, world: World): Promise<Event> {
  const member = getMember(c)
  const event = await findEvent(world.database.db, c.req.param('id') ?? '')
  if (!event || !canModerate(member, event.content.where.country)) throw new Problem('not-found')
  return event
}

/** The event of this address and the language whose texts this member may write; for others there is none. */
export async function getWritable(c: Ctx, world: World): Promise<{ event: Event; lang: string }> {
  const member = getMember(c)
  const lang = c.req.param('lang') ?? ''
  const event = await findEvent(world.database.db, c.req.param('id') ?? '')
  const setting = { codes: world.texts.codes, now: world.clock() }
  if (!event || !writableLanguages(member, event, setting).includes(lang)) throw new Problem('not-found')
  return { event, lang }
}
