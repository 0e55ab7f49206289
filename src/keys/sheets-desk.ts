import { askApproval, listApprovals, takeApproved } from '#approvals/actions.ts'
import { getCoordinator, readDeskForm } from '#members/desk-actions.ts'
import type { Member } from '#members/member.ts'
import { lockMembers } from '#members/store.ts'
import { write } from '#platform/db/database.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { readNewSheets } from './made.ts'
import { keyPaths } from './paths.ts'
import { RECOVERY } from './purpose.ts'
import { fitsSheets, putSheets, readSheetsState } from './sheets-actions.ts'
import { KEYS_TOPIC } from './store.ts'
import { sheetsPage } from './views/desk/sheets.ts'

/** New recovery sheets, where one was lost or found. For coordinators; a second one has to agree. */
export function addSheets(app: App, world: World): void {
  app.get(keyPaths.sheets, c => showSheets(c, world))
  app.post(keyPaths.sheets, async c => {
    const by = getCoordinator(c)
    const payload = (await readDeskForm(world, c)).get('payload')
    try {
      const { alone } = await askForSheets(world, by, payload)
      return goTo(c, `${keyPaths.keys}?done=${alone ? 'sheets' : 'sheets-asked'}`)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'conflict') throw error
      return showSheets(c, world, true)
    }
  })
}

/**
 * Asks a second coordinator to put a new recovery key in the place of the current one; where there is nobody to ask it
 * happens at once. Throws Problem 'conflict' where it does not fit the keys as they are, or one waits already.
 */
function askForSheets(world: World, by: Member, payload: string): Promise<{ alone: boolean }> {
  return write(world.database, [KEYS_TOPIC], async trx => {
    await lockMembers(trx)
    const made = readNewSheets(payload)
    if (!made) throw new Problem('invalid')
    const state = await readSheetsState(trx, by)
    if (!fitsSheets(state, made) || state.lacking.length > 0 || (await isWaiting(trx, world)))
      throw new Problem('conflict')
    const wish = { kind: 'new-sheets', subject: RECOVERY, payload, by } as const
    const { id, alone } = await askApproval(trx, world, wish)
    if (!alone) return { alone }
    const taken = await takeApproved(trx, world, { id, kind: 'new-sheets', by })
    if (!taken || !(await putSheets(trx, world, { payload, by }))) throw new Problem('conflict')
    return { alone }
  })
}

async function isWaiting(...[db, world]: Parameters<typeof listApprovals>): Promise<boolean> {
  const wishes = await listApprovals(db, world)
  return wishes.some(({ kind, state }) => kind === 'new-sheets' && state === 'waiting')
}

async function showSheets(c: Ctx, world: World, conflict = false): Promise<Response> {
  const me = getCoordinator(c)
  const { db } = world.database
  const state = await readSheetsState(db, me)
  if (!state.was) throw new Problem('not-found')
  c.set('opens', true)
  const waiting = await isWaiting(db, world)
  return showPage(
    c,
    sheetsPage(c.get('page'), { ...state, was: state.was, waiting, conflict }),
    conflict ? 409 : 200,
  )
}
