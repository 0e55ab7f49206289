import { deskToken, getCoordinator, getMember, readDeskForm } from '#members/desk-actions.ts'
import { type App, type Ctx, goTo, neverStore, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import { formatDate } from '#platform/time/format.ts'
import type { World } from '#platform/world.ts'
import { readRing, saveOwnKey, setUpKeys } from './actions.ts'
import { listHeld } from './held-desk.ts'
import { addOverview } from './keys-desk.ts'
import { readOwn, readSetUp } from './made.ts'
import { addKeyPasskeys } from './passkey-desk.ts'
import { keyPaths } from './paths.ts'
import { holdsKeys } from './purpose.ts'
import { addSheets } from './sheets-desk.ts'
import { findMemberKey, listKeys } from './store.ts'
import { minePage, setUpDonePage, setUpPage } from './views/desk/making.ts'

const DONE = ['yes', 'passkey', 'words']

/** Keys at the desk: making them, giving them, putting new ones in the place of old ones. */
export function addKeysDesk(app: App, world: World): void {
  addOverview(app, world)
  addKeyPasskeys(app, world, getHolder)
  addSheets(app, world)
  app.get(keyPaths.ring, async c => {
    neverStore(c)
    return c.json(await readRing(world, getHolder(c), deskToken(world, c)))
  })
  app.get(keyPaths.setUp, async c => {
    getCoordinator(c)
    const isDone = (await listKeys(world.database.db)).length > 0
    c.set('opens', true)
    return isDone ? showPage(c, setUpDonePage(c.get('page')), 409) : showPage(c, setUpPage(c.get('page')))
  })
  app.post(keyPaths.setUp, c => takeSetUp(c, world))
  app.get(keyPaths.mine, c => showMine(c, world))
  app.post(keyPaths.mine, async c => {
    const member = getHolder(c)
    const form = await readDeskForm(world, c)
    const own = readOwn(form.get('payload'))
    if (!own) throw new Problem('invalid')
    await saveOwnKey(world, member, own)
    return goTo(c, `${keyPaths.mine}?done=yes`)
  })
  app.get(keyPaths.myFile, async c => {
    const own = await findMemberKey(world.database.db, getHolder(c).id)
    if (!own) throw new Problem('not-found')
    neverStore(c)
    return c.body(new Uint8Array(own.byWords), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment; filename="vestka-key.age"',
    })
  })
}

/** A member whose role needs a key of their own; for others there is no such page. */
function getHolder(c: Ctx) {
  const member = getMember(c)
  if (!holdsKeys(member.role)) throw new Problem('not-found')
  return member
}

async function takeSetUp(c: Ctx, world: World): Promise<Response> {
  const by = getCoordinator(c)
  const form = await readDeskForm(world, c)
  const made = readSetUp(form.get('payload'))
  if (!made) throw new Problem('invalid')
  try {
    await setUpKeys(world, by, made)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return showPage(c, setUpDonePage(c.get('page')), 409)
  }
  return goTo(c, `${keyPaths.keys}?done=set-up`)
}

async function showMine(c: Ctx, world: World): Promise<Response> {
  const member = getHolder(c)
  const own = await findMemberKey(world.database.db, member.id)
  const page = c.get('page')
  c.set('opens', true)
  const face = own && {
    made: formatDate(own.made, page.lang),
    fingerprint: fingerprintOf([own.recipient]),
    hasPasskey: own.byPasskey !== null,
    name: member.name,
  }
  const done = own ? DONE.find(known => known === c.req.query('done')) : undefined
  const held = await listHeld(world, member)
  return showPage(c, minePage(page, { own: face ?? null, held, done: done ?? null }))
}
