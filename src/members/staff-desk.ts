import { askApproval, takeApproved } from '#approvals/actions.ts'
import { type CoordinatorWish, readWish } from '#approvals/approval.ts'
import { approvalPaths } from '#approvals/paths.ts'
import { KEYS_TOPIC } from '#keys/store.ts'
import { deskUrl } from '#platform/config/config.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { idIn } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { localOf } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import * as actions from './actions.ts'
import { getCoordinator, readDeskForm } from './desk-actions.ts'
import { INVITATION_MS } from './invitation.ts'
import { isCoordinator, type Member } from './member.ts'
import { memberPaths } from './paths.ts'
import { NOTHING_TYPED, type ReachTyped, readReach, typedOf } from './reach.ts'
import { isLocked } from './session-rules.ts'
import { listSessions } from './session-store.ts'
import { codePage, type MemberNews, memberPage } from './views/desk/member.ts'
import { membersPage } from './views/desk/members.ts'

/** The list of members and what coordinators do with it; for anyone else these pages do not exist. */
export function addStaff(app: App, world: World): void {
  app.get(memberPaths.members, c => showMembers(world, c, {}))

  app.post(memberPaths.invite, async c => {
    const me = getCoordinator(c)
    const { typed, errors, unknown, value } = readReach(await readDeskForm(world, c), world.texts.codes)
    if (Object.keys(errors).length > 0) return showMembers(world, c, { typed, errors, unknown })
    const invite = (trx: Db) => actions.inviteIn(trx, world, { ...value, by: me.name })
    const code = await write(world.database, [], trx =>
      value.role === 'coordinator'
        ? askForCoordinator(trx, world, { by: me, wish: { what: 'invite' }, now: () => invite(trx) })
        : invite(trx),
    )
    return code ? showCode(world, c, { code, isReset: false }) : goTo(c, `${approvalPaths.list}?done=asked`)
  })

  // The one who asked makes the code when a second coordinator has agreed, and sees it once.
  app.post(memberPaths.inviteApproved, async c => {
    const me = getCoordinator(c)
    const id = idIn(await readDeskForm(world, c), 'id')
    const code = await write(world.database, [], async trx => {
      const approved = await takeApproved(trx, world, { id, kind: 'add-coordinator', by: me })
      if (!approved || readWish(approved.payload).what !== 'invite') throw new Problem('not-found')
      return actions.inviteIn(trx, world, { role: 'coordinator', by: me.name })
    })
    return showCode(world, c, { code, isReset: false })
  })

  app.post(memberPaths.revoke, async c => {
    const me = getCoordinator(c)
    const form = await readDeskForm(world, c)
    const revoked = await actions.revokeInvitation(world, { id: idIn(form, 'id'), by: me.name })
    return goTo(c, memberPaths.members + (revoked ? '?done=revoked' : ''))
  })

  app.get(memberPaths.member(':id'), async c => {
    const done = (['role', 'session'] as const).find(known => known === c.req.query('done'))
    return showMember(world, c, await findTarget(world, c), { done, knew: c.req.query('keys') !== undefined })
  })

  app.post(memberPaths.role(':id'), async c => {
    const { me, member } = await findTarget(world, c)
    const { typed, errors, unknown, value } = readReach(await readDeskForm(world, c), world.texts.codes)
    const again = (news: MemberNews) =>
      showMember(world, c, { me, member, typed }, { section: 'role', ...news })
    if (Object.keys(errors).length > 0) return again({ errors, unknown })
    const change = (trx: Db, approved: boolean) =>
      actions.changeRoleIn(trx, world, { id: member.id, ...value, by: me.name, approved })
    const wish = { what: 'role', memberId: member.id } as const
    const changed = await write(world.database, [KEYS_TOPIC], trx =>
      value.role === 'coordinator' && !isCoordinator(member)
        ? askForCoordinator(trx, world, { by: me, wish, subject: member.name, now: () => change(trx, true) })
        : change(trx, false),
    )
    if (!changed) return goTo(c, `${approvalPaths.list}?done=asked`)
    const knew = changed.ok && changed.value.due.length > 0 ? '&keys' : ''
    return changed.ok
      ? goTo(c, `${memberPaths.member(member.id)}?done=role${knew}`)
      : again({ errors: changed.errors })
  })

  app.post(memberPaths.endSessionOf(':id'), async c => {
    const { me, member } = await findTarget(world, c)
    const form = await readDeskForm(world, c)
    const session = idIn(form, 'session')
    // None at all means every session; one that is no id means none.
    if (form.get('session') && !session) return goTo(c, memberPaths.member(member.id))
    const ended = await actions.endSessionsOf(world, { id: member.id, by: me.name, session })
    return goTo(c, memberPaths.member(member.id) + (ended ? '?done=session' : ''))
  })

  app.post(memberPaths.reset(':id'), async c => {
    const { me, member } = await findTarget(world, c)
    if (member.id === me.id) throw new Problem('not-found')
    const again = (errors: MemberNews['errors'] & {}) =>
      showMember(world, c, { me, member }, { section: 'reset', errors })
    if ((await readDeskForm(world, c)).get('sure') !== 'yes')
      return again({ sure: 'members.member.sure-needed' })
    const reset = await actions.resetMember(world, { id: member.id, by: me.name })
    return reset.ok ? showCode(world, c, { code: reset.value.code, isReset: true }) : again(reset.errors)
  })

  app.post(memberPaths.remove(':id'), async c => {
    const { me, member } = await findTarget(world, c)
    const again = (errors: MemberNews['errors'] & {}) =>
      showMember(world, c, { me, member }, { section: 'remove', errors })
    if ((await readDeskForm(world, c)).get('sure') !== 'yes')
      return again({ sure: 'members.member.sure-needed' })
    const removed = await actions.removeMember(world, { id: member.id, by: me.name })
    if (!removed.ok) return again(removed.errors)
    return goTo(c, `${memberPaths.members}?done=removed${removed.value.due.length > 0 ? '&keys' : ''}`)
  })
}

/** Does at once what makes a coordinator, where there is nobody to ask; else asks a second one and gives nothing. */
async function askForCoordinator<T>(
  trx: Db,
  world: World,
  asked: { by: Member; wish: CoordinatorWish; subject?: string; now: () => Promise<T> },
): Promise<T | undefined> {
  const { by, wish, subject = 'invitation' } = asked
  const kind = 'add-coordinator'
  const { id, alone } = await askApproval(trx, world, { kind, subject, payload: JSON.stringify(wish), by })
  if (!alone || !(await takeApproved(trx, world, { id, kind, by }))) return undefined
  return asked.now()
}

type Target = { me: Member; member: Member; typed?: ReachTyped }

async function findTarget(world: World, c: Ctx): Promise<Target> {
  const me = getCoordinator(c)
  const id = c.req.param('id')
  const member = (await actions.listMembers(world)).find(each => each.id === id)
  if (!member) throw new Problem('not-found')
  return { me, member }
}

async function showMembers(
  world: World,
  c: Ctx,
  shown: { typed?: ReachTyped; errors?: Record<string, string>; unknown?: string },
): Promise<Response> {
  const me = getCoordinator(c)
  const done = ['revoked', 'removed'].find(known => known === c.req.query('done'))
  const page = membersPage(c.get('page'), {
    me,
    members: await actions.listMembers(world),
    invitations: await actions.listInvitations(world),
    typed: NOTHING_TYPED,
    errors: {},
    done,
    knew: c.req.query('keys') !== undefined,
    ...shown,
  })
  return showPage(c, page, shown.errors ? 422 : 200)
}

async function showMember(
  world: World,
  c: Ctx,
  { me, member, typed }: Target,
  news: MemberNews,
): Promise<Response> {
  const page = c.get('page')
  const now = world.clock()
  const sessions = await listSessions(world.database.db, member.id, now)
  const view = memberPage(page, {
    member,
    isMe: member.id === me.id,
    typed: typed ?? typedOf(member, page.lang),
    sessions: sessions.map(row => ({
      id: row.id,
      day: localOf(row.started, 'UTC').date,
      locked: isLocked(row, now),
    })),
    news,
  })
  return showPage(c, view, news.errors ? 422 : 200)
}

function showCode(world: World, c: Ctx, { code, isReset }: { code: string; isReset: boolean }): Response {
  const address = `${deskUrl(world.config)}/welcome`
  const day = localOf(world.clock() + INVITATION_MS, 'UTC').date
  return showPage(c, codePage(c.get('page'), { code, address, day, isReset }))
}
