import { askApproval, listApprovals, takeApproved } from '#approvals/actions.ts'
import type { Approval } from '#approvals/approval.ts'
import { insertLogEntry } from '#desk/store.ts'
import { textsIn } from '#events/event.ts'
import { getCoordinator, readDeskForm } from '#members/desk-actions.ts'
import type { Member } from '#members/member.ts'
import { write } from '#platform/db/database.ts'
import { idIn } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, neverStore, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { listContacts } from './contacts-desk.ts'
import { sealedDeskPaths } from './paths.ts'
import { type ExportState, exportPage } from './views/desk/export.ts'

/** The purpose whose records go out, as the wish for it says. */
const SUBJECT = 'organisers'

/** Taking out all contacts as one sealed file: a coordinator asks, a second one consents, the browser does it. */
export function addContactsExport(app: App, world: World): void {
  app.get(sealedDeskPaths.exporting, async c => {
    const member = getCoordinator(c)
    const page = c.get('page')
    const wish = await findWish(world, member)
    const state: ExportState = wish?.state === 'approved' ? 'approved' : wish ? 'waiting' : 'none'
    const count = (await listContacts(world, member, page.now)).length
    c.set('opens', true)
    return showPage(c, exportPage(page, { state, approval: wish?.id ?? null, count }))
  })
  app.post(sealedDeskPaths.exporting, c => ask(c, world))
  app.post(sealedDeskPaths.takeExport, c => take(c, world))
}

async function ask(c: Ctx, world: World): Promise<Response> {
  await readDeskForm(world, c)
  const by = getCoordinator(c)
  // Pressed twice it is one wish.
  if (!(await findWish(world, by)))
    await write(world.database, [], trx =>
      askApproval(trx, world, { kind: 'export', subject: SUBJECT, payload: '', by }),
    )
  return goTo(c, sealedDeskPaths.exporting)
}

/** Says which records go out, once, and writes into the log how many; the browser then fetches them one by one. */
async function take(c: Ctx, world: World): Promise<Response> {
  neverStore(c)
  const form = await readDeskForm(world, c)
  const by = getCoordinator(c)
  const contacts = await listContacts(world, by, world.clock())
  await write(world.database, [], async trx => {
    if (!(await takeApproved(trx, world, { id: idIn(form, 'approval'), kind: 'export', by })))
      throw new Problem('conflict')
    const line = { member: by.name, action: 'contacts-exported', subject: `purpose:${SUBJECT}` }
    await insertLogEntry(trx, { ...line, note: String(contacts.length) }, world.clock())
  })
  const { lang } = c.get('page')
  return c.json({
    records: contacts.map(({ id, day, event: { content } }) => ({
      id,
      day,
      event: textsIn(content, lang).texts.title,
      date: content.when.from,
      country: content.where.country,
    })),
  })
}

/** What this coordinator asked for and may still use; approved ones first. */
async function findWish(world: World, { id }: Member): Promise<Approval | undefined> {
  const yesterday = new Date(world.clock() - 86_400_000).toISOString().slice(0, 10)
  const own = (await listApprovals(world.database.db, world)).filter(
    ({ kind, subject, askedBy }) => kind === 'export' && subject === SUBJECT && askedBy.id === id,
  )
  const approved = own.find(({ state, decided }) => state === 'approved' && (decided ?? '') >= yesterday)
  return approved ?? own.find(({ state }) => state === 'waiting')
}
