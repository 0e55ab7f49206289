import { isAlone, listKeysWaiting } from '#approvals/actions.ts'
import { listMembers } from '#members/actions.ts'
import { getCoordinator, readDeskForm } from '#members/desk-actions.ts'
import type { Member } from '#members/member.ts'
import { type App, type Ctx, goTo, neverStore, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import { formatDate } from '#platform/time/format.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { listSealTo, readRecovery, renewKey } from './actions.ts'
import { giveKeys } from './give-desk.ts'
import type { HolderSeen, PurposeSeen } from './keys-card.ts'
import { readGiven, readMadeKey } from './made.ts'
import { keyPaths } from './paths.ts'
import { holdsKeys, isPurpose, mayHold, RECOVERY } from './purpose.ts'
import { currentRecipients } from './ring.ts'
import { findMemberKey, listHolders, listKeys, listMemberRecipients } from './store.ts'
import { keysPage, recoverPage } from './views/desk/keys.ts'

const DONE = ['set-up', 'given', 'asked', 'renewed', 'sheets', 'sheets-asked', 'conflict']

/** Who holds which keys; giving them, renewing them, recovering them with two sheets. For coordinators. */
export function addOverview(app: App, world: World): void {
  app.get(keyPaths.keys, c => showKeys(c, world))
  app.get(keyPaths.recovery, async c => {
    getCoordinator(c)
    neverStore(c)
    const ring = await readRecovery(world)
    if (!ring) throw new Problem('not-found')
    return c.json(ring)
  })
  app.get(keyPaths.recover, async c => {
    const me = getCoordinator(c)
    const { db } = world.database
    if ((await listKeys(db)).length === 0) throw new Problem('not-found')
    const own = await findMemberKey(db, me.id)
    c.set('opens', true)
    const props = {
      me: own ? { id: me.id, recipient: own.recipient } : null,
      alone: await isAlone(db, world, me),
    }
    return showPage(c, recoverPage(c.get('page'), props))
  })
  app.post(keyPaths.give, c =>
    take(c, world, async (form, by) => {
      const given = readGiven(form)
      if (!given) throw new Problem('invalid')
      return (await giveKeys(world, by, given)).alone ? 'given' : 'asked'
    }),
  )
  app.post(keyPaths.renew, c =>
    take(c, world, async (form, by) => {
      const made = readMadeKey(form)
      if (!made) throw new Problem('invalid')
      await renewKey(world, by, made)
      return 'renewed'
    }),
  )
}

/** The entry of the menu: all keys for coordinators, one's own for others who have one. */
export function keysNav(page: Page, member: Member): NavItem[] {
  if (!holdsKeys(member.role)) return []
  const isCoordinator = member.role === 'coordinator'
  const path = isCoordinator ? keyPaths.keys : keyPaths.mine
  const text = page.t(isCoordinator ? 'keys.nav' : 'keys.nav-mine')
  return [{ path, text, current: page.path.startsWith(keyPaths.keys) }]
}

async function take(
  c: Ctx,
  world: World,
  work: (payload: string, by: Member) => Promise<string>,
): Promise<Response> {
  const by = getCoordinator(c)
  const form = await readDeskForm(world, c)
  try {
    return goTo(c, `${keyPaths.keys}?done=${await work(form.get('payload'), by)}`)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return showKeys(c, world, 'conflict')
  }
}

async function showKeys(c: Ctx, world: World, error?: 'conflict'): Promise<Response> {
  const me = getCoordinator(c)
  const { db } = world.database
  const page = c.get('page')
  const keys = await listKeys(db)
  const current = keys.filter(({ purpose, ended }) => isPurpose(purpose) && ended === null)
  const recovery = keys.find(({ purpose, ended }) => purpose === RECOVERY && ended === null)
  const members = await listMembers(world)
  const holders = await listHolders(db)
  const recipients = new Map((await listMemberRecipients(db)).map(one => [one.memberId, one.recipient]))
  const purposes: PurposeSeen[] = []
  for (const key of current) {
    const { id, purpose, made, madeBy, due } = key
    const sealTo = await listSealTo(db, key, me)
    const holding = holders.filter(({ keyId }) => keyId === id).map(({ memberId }) => memberId)
    purposes.push({
      purpose,
      made: formatDate(made, page.lang),
      madeBy,
      due,
      holders: members.filter(member => holding.includes(member.id)).map(({ name }) => name),
      older: keys.filter(other => other.purpose === purpose && other.ended !== null).length,
      ask: {
        purpose,
        was: id,
        recovery: recovery?.recipient ?? '',
        holders: sealTo.map(({ id: memberId, recipient }) => ({ memberId, recipient })),
      },
      names: Object.fromEntries(sealTo.map(({ name, recipient }) => [recipient, name])),
    })
  }
  const held = (id: string) => holders.filter(({ memberId }) => memberId === id).map(({ keyId }) => keyId)
  const mine = held(me.id)
  const asked = await listKeysWaiting(db, world)
  const seen = members
    .filter(({ role, active }) => active && holdsKeys(role))
    .map(({ id, name, role }): HolderSeen => {
      const recipient = recipients.get(id)
      const theirs = held(id)
      const coming = asked.get(recipient ?? '')
      const missing = keys.filter(
        key =>
          isPurpose(key.purpose) &&
          mayHold(role, key.purpose) &&
          mine.includes(key.id) &&
          !theirs.includes(key.id) &&
          !coming?.has(key.id),
      )
      return {
        id,
        name,
        role,
        own: recipient ? { recipient, fingerprint: fingerprintOf([recipient]) } : null,
        missing: { ids: missing.map(key => key.id), purposes: purposesOf(missing) },
        waiting: purposesOf(keys.filter(key => coming?.has(key.id))),
      }
    })
  c.set('opens', true)
  const done = error ?? DONE.find(known => known === c.req.query('done')) ?? null
  const alone = await isAlone(db, world, me)
  const fingerprint = fingerprintOf(currentRecipients(keys))
  return showPage(c, keysPage(page, { fingerprint, purposes, members: seen, alone, done }), error ? 409 : 200)
}

function purposesOf(keys: readonly { purpose: string }[]): string[] {
  return [...new Set(keys.map(({ purpose }) => purpose))]
}
