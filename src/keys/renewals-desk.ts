import { getCoordinator } from '#members/desk-actions.ts'
import { type App, neverStore } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'
import { listSealTo } from './actions.ts'
import { keyPaths } from './paths.ts'
import { RECOVERY } from './purpose.ts'
import { listKeys } from './store.ts'

/** For each current key, as JSON, the members to whom one in its place has to be sealed: for the command line. */
export function addRenewals(app: App, world: World): void {
  app.get(keyPaths.renewals, async c => {
    neverStore(c)
    const by = getCoordinator(c)
    const { db } = world.database
    const current = (await listKeys(db)).filter(
      ({ ended, purpose }) => ended === null && purpose !== RECOVERY,
    )
    const renewals = []
    for (const key of current) {
      const holders = await listSealTo(db, key, by)
      renewals.push({
        purpose: key.purpose,
        was: key.id,
        holders: holders.map(({ id, ...holder }) => ({ memberId: id, ...holder })),
      })
    }
    return c.json({ keys: renewals })
  })
}
