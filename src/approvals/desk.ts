import { putSheets } from '#keys/sheets-actions.ts'
import { KEYS_TOPIC, listKeys } from '#keys/store.ts'
import { changeRoleIn, listMembers } from '#members/actions.ts'
import { getCoordinator, readDeskForm } from '#members/desk-actions.ts'
import { isCoordinator, type Member } from '#members/member.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import { addDays } from '#platform/time/local.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import {
  approve,
  countWaiting,
  decisionProblem,
  finish,
  giveCopies,
  isAlone,
  listApprovals,
  listResets,
  refuse,
  withdraw,
} from './actions.ts'
import { type Approval, type ApprovalSeen, type Deed, LAPSE_DAYS, readWish } from './approval.ts'
import { approvalPaths } from './paths.ts'
import { approvalsPage } from './views/desk/approvals.ts'

const DONE = ['asked', 'approved', 'refused', 'withdrawn']

/** What one coordinator asks for and a second one decides about; for anyone else there is no such page. */
export function addApprovalsDesk(app: App, world: World): void {
  app.get(approvalPaths.list, c => showList(c, world))
  app.post(approvalPaths.approve(':id'), c =>
    decide(c, world, 'approved', async (trx, { id, by }) => {
      if (!(await carryOut(trx, world, await approve(trx, world, { id, by })))) throw new Problem('conflict')
    }),
  )
  app.post(approvalPaths.refuse(':id'), c =>
    decide(c, world, 'refused', (trx, wish) => refuse(trx, world, wish)),
  )
  app.post(approvalPaths.withdraw(':id'), c =>
    decide(c, world, 'withdrawn', async (trx, wish) => {
      if (!(await withdraw(trx, world, wish))) throw new Problem('conflict')
    }),
  )
}

/** The entry of the menu, with how many wait for this coordinator. */
export async function approvalsNav(page: Page, member: Member, world: World): Promise<NavItem[]> {
  if (!isCoordinator(member)) return []
  const count = await countWaiting(world.database.db, world, member)
  const path = approvalPaths.list
  return [
    {
      path,
      text: count > 0 ? page.t('approvals.nav-waiting', { count }) : page.t('approvals.nav'),
      current: page.path === path,
    },
  ]
}

/** Does with the approval what needs nobody's hand any more; the rest waits for who asked. False where it cannot be. */
async function carryOut(trx: Db, world: World, { id, kind, payload, askedBy }: Approval): Promise<boolean> {
  if (kind === 'export') return true
  const { what, memberId } = readWish(payload)
  if (kind === 'add-coordinator' && what === 'invite') return true
  if (kind === 'give-key' && !(await giveCopies(trx, payload))) return false
  if (kind === 'new-sheets' && !(await putSheets(trx, world, { payload, by: askedBy }))) return false
  if (kind === 'add-coordinator') {
    const wanted = { id: memberId ?? '', role: 'coordinator', by: askedBy.name, approved: true } as const
    if (!(await changeRoleIn(trx, world, wanted)).ok) return false
  }
  await finish(trx, id)
  return true
}

async function decide(
  c: Ctx,
  world: World,
  done: string,
  work: (trx: Db, wish: { id: string; by: Member }) => Promise<void>,
): Promise<Response> {
  const by = getCoordinator(c)
  await readDeskForm(world, c)
  const id = c.req.param('id') ?? ''
  try {
    await write(world.database, [KEYS_TOPIC], trx => work(trx, { id, by }))
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return showList(c, world, 'approvals.impossible')
  }
  return goTo(c, `${approvalPaths.list}?done=${done}`)
}

async function showList(c: Ctx, world: World, error: string | null = null): Promise<Response> {
  const me = getCoordinator(c)
  const { db } = world.database
  const deedOf = await readDeeds(world)
  const seen = await Promise.all(
    (await listApprovals(db, world)).map(
      async (approval): Promise<ApprovalSeen> => ({
        approval,
        deed: deedOf(approval),
        lapses: addDays(approval.day, LAPSE_DAYS - 1),
        problem: await decisionProblem(db, world, { approval, by: me }),
      }),
    ),
  )
  const isActive = ({ id, active }: Member) => active && id !== me.id
  const others = (await listMembers(world)).filter(isCoordinator).filter(isActive)
  const alone = await isAlone(db, world, me)
  const page = approvalsPage(c.get('page'), {
    me,
    seen,
    state: alone ? 'alone' : others.length === 0 ? 'quiet' : 'several',
    done: DONE.find(known => known === c.req.query('done')) ?? null,
    error,
  })
  return showPage(c, page, error ? 409 : 200)
}

/** What each wish would do, as things are now. */
async function readDeeds(world: World): Promise<(approval: Approval) => Deed> {
  const { db } = world.database
  const [members, resets] = [await listMembers(world), await listResets(db, world)]
  const purposeOf = new Map((await listKeys(db)).map(({ id, purpose }) => [id, purpose]))
  return ({ kind, payload, subject, askedBy }) => {
    const { copies = [], memberId, recipient, what } = readWish(payload)
    if (kind === 'export') return { kind, what: subject }
    const fingerprint = recipient ? fingerprintOf([recipient]) : ''
    if (kind === 'new-sheets') return { kind, name: askedBy.name, fingerprint }
    if (kind === 'add-coordinator' && (what === 'invite' || subject === 'invitation'))
      return { kind: 'invite' }
    const member = members.find(({ id, name }) => (memberId ? id === memberId : name === subject)) ?? null
    if (kind === 'add-coordinator') return { kind: 'role', member }
    const reset = resets.find(line => line.subject === `member:${member?.name}`)
    return {
      kind,
      member,
      purposes: [...new Set(copies.map(({ keyId }) => purposeOf.get(keyId) ?? ''))],
      fingerprint,
      reset: reset ? { by: reset.member, day: reset.day } : null,
    }
  }
}
