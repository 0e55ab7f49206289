import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { seesCorrections } from '#members/member.ts'
import { type App, goTo } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { closeCorrection } from './actions.ts'

/** The desk has dealt with what a reader reported. */
export function addCorrectionsDesk(app: App, world: World): void {
  app.post('/desk/corrections/:id/close', async c => {
    await readDeskForm(world, c)
    const member = getMember(c)
    if (!seesCorrections(member)) throw new Problem('not-found')
    // One that somebody else has closed meanwhile is closed.
    await closeCorrection(world, member, c.req.param('id'))
    return goTo(c, '/desk')
  })
}
