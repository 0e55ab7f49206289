import { deskUrl } from '#platform/config/config.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { localOf } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import * as actions from './actions.ts'
import { getCoordinator, readDeskForm } from './desk-actions.ts'
import { INVITATION_MS } from './invitation.ts'
import type { Member } from './member.ts'
import { memberPaths } from './paths.ts'
import { type ReachTyped, reachOf, readReach } from './reach.ts'
import { codePage, type MemberNews, memberPage } from './views/desk/member.ts'
import { membersPage } from './views/desk/members.ts'

const NOTHING_TYPED: ReachTyped = { role: '', reach: 'some', countries: '' }

/** The list of members and what coordinators do with it; for anyone else these pages do not exist. */
export function addStaff(app: App, world: World): void {
  app.get(memberPaths.members, c => showMembers(world, c, {}))

  app.post(memberPaths.invite, async c => {
    const me = getCoordinator(c)
    const { typed, errors, unknown, value } = readReach(await readDeskForm(world, c), world.texts.codes)
    if (Object.keys(errors).length > 0) return showMembers(world, c, { typed, errors, unknown })
    const { code } = await actions.inviteMember(world, { ...value, by: me.name })
    return showCode(world, c, { code, isReset: false })
  })

  app.post(memberPaths.revoke, async c => {
    const me = getCoordinator(c)
    const form = await readDeskForm(world, c)
    const revoked = await actions.revokeInvitation(world, { id: form.get('id'), by: me.name })
    return goTo(c, memberPaths.members + (revoked ? '?done=revoked' : ''))
  })

  app.get(memberPaths.member(':id'), async c => {
    const done = c.req.query('done') === 'role' ? 'role' : undefined
    return showMember(c, await findTarget(world, c), { done })
  })

  app.post(memberPaths.role(':id'), async c => {
    const { me, member } = await findTarget(world, c)
    const { typed, errors, unknown, value } = readReach(await readDeskForm(world, c), world.texts.codes)
    const again = (news: MemberNews) => showMember(c, { me, member, typed }, { section: 'role', ...news })
    if (Object.keys(errors).length > 0) return again({ errors, unknown })
    const changed = await actions.changeRole(world, { id: member.id, ...value, by: me.name })
    return changed.ok
      ? goTo(c, `${memberPaths.member(member.id)}?done=role`)
      : again({ errors: changed.errors })
  })

  app.post(memberPaths.reset(':id'), async c => {
    const { me, member } = await findTarget(world, c)
    if (member.id === me.id) throw new Problem('not-found')
    const again = (errors: MemberNews['errors'] & {}) =>
      showMember(c, { me, member }, { section: 'reset', errors })
    if ((await readDeskForm(world, c)).get('sure') !== 'yes')
      return again({ sure: 'members.member.sure-needed' })
    const reset = await actions.resetMember(world, { id: member.id, by: me.name })
    return reset.ok ? showCode(world, c, { code: reset.value.code, isReset: true }) : again(reset.errors)
  })

  app.post(memberPaths.remove(':id'), async c => {
    const { me, member } = await findTarget(world, c)
    const again = (errors: MemberNews['errors'] & {}) =>
      showMember(c, { me, member }, { section: 'remove', errors })
    if ((await readDeskForm(world, c)).get('sure') !== 'yes')
      return again({ sure: 'members.member.sure-needed' })
    const removed = await actions.removeMember(world, { id: member.id, by: me.name })
    return removed.ok ? goTo(c, `${memberPaths.members}?done=removed`) : again(removed.errors)
  })
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
    ...shown,
  })
  return showPage(c, page, shown.errors ? 422 : 200)
}

function showMember(c: Ctx, { me, member, typed }: Target, news: MemberNews): Response {
  const page = c.get('page')
  const shown = typed ?? reachOf(member, page.lang)
  const view = memberPage(page, { member, isMe: member.id === me.id, typed: shown, news })
  return showPage(c, view, news.errors ? 422 : 200)
}

function showCode(world: World, c: Ctx, { code, isReset }: { code: string; isReset: boolean }): Response {
  const address = `${deskUrl(world.config)}/welcome`
  const day = localOf(world.clock() + INVITATION_MS, 'UTC').date
  return showPage(c, codePage(c.get('page'), { code, address, day, isReset }))
}
