import { editionTexts } from '#editions/edition.ts'
import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { decidesOnEvents, type Member, writesTexts } from '#members/member.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { takeNext } from './evening-actions.ts'
import { readEvening } from './evening-reads.ts'
import { reportDeskPaths } from './paths.ts'
import { eveningPage } from './views/desk/evening.ts'

/** The evening of the Day: who has what, what is late, what is done; and the next one for whoever is free. */
export function addEvening(app: App, world: World): void {
  app.get(reportDeskPaths.evening, c => showEvening(c, world))
  app.post(reportDeskPaths.next, async c => {
    await readDeskForm(world, c)
    const member = getMember(c)
    if (!decidesOnEvents(member)) throw new Problem('not-found')
    const { groups } = await readEvening(world, member)
    const eventIds = groups.waiting.map(({ event }) => event.id)
    const eventId = await takeNext(world, { member: member.name, eventIds })
    return eventId ? goTo(c, reportDeskPaths.show(eventId)) : showEvening(c, world, true)
  })
}

async function showEvening(c: Ctx, world: World, noneLeft = false): Promise<Response> {
  const member = getReader(c)
  const page = c.get('page')
  const { edition, groups } = await readEvening(world, member)
  const title = edition ? `${editionTexts(edition, page.lang).texts.title} ${edition.year}` : ''
  c.set('opens', true)
  return showPage(
    c,
    eveningPage(page, {
      groups,
      isThere: edition !== undefined,
      title,
      name: member.name,
      decides: decidesOnEvents(member),
      noneLeft,
    }),
  )
}

/** Who decides about events, and who writes for all; for others there is no such page. */
function getReader(c: Ctx): Member {
  const member = getMember(c)
  if (!decidesOnEvents(member) && !writesTexts(member)) throw new Problem('not-found')
  return member
}
