import { idIn } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { localOf } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import {
  beginTotp,
  changePassphrase,
  completeTotp,
  endAllSessions,
  endOneSession,
  readTotpStep,
  setLanguage,
  type TotpStep,
} from './account-actions.ts'
import { dropSessionCookie } from './cookie-desk.ts'
import { getMember, readDeskForm } from './desk-actions.ts'
import type { Limits } from './limits-desk.ts'
import { addPasskey, askForNewPasskey, removePasskey } from './passkey-actions.ts'
import { listPasskeys } from './passkey-store.ts'
import { memberPaths } from './paths.ts'
import { isLocked } from './session-rules.ts'
import { listSessions } from './session-store.ts'
import { totpUri } from './totp.ts'
import { type AccountNews, accountPage } from './views/desk/account.ts'
import { newTotpPage } from './views/desk/totp.ts'

const DONE = ['language', 'passphrase', 'totp', 'passkey-added', 'passkey-removed', 'session']

/** What a member does with their own account. */
export function addAccount(app: App, world: World, limits: Limits): void {
  app.get(memberPaths.account, c => {
    const done = DONE.find(known => known === c.req.query('done'))
    return showAccount(world, c, { done })
  })

  app.post(memberPaths.language, async c => {
    const language = (await readDeskForm(world, c)).get('language')
    if (world.texts.codes.includes(language)) await setLanguage(world, getMember(c), language)
    return done(c, 'language')
  })

  app.post(memberPaths.passphrase, async c => {
    const form = await readDeskForm(world, c)
    const session = c.get('session')!.row.id
    const wait = limits.passphrase({ session, ticket: form.get('ticket') })
    if (wait) return showAccount(world, c, { section: 'passphrase', wait })
    const input = {
      passphrase: form.get('passphrase'),
      next: form.get('new-passphrase'),
      repeat: form.get('passphrase-repeat'),
    }
    const changed = await changePassphrase(world, { member: getMember(c), sessionId: session }, input)
    return changed.ok
      ? done(c, 'passphrase')
      : showAccount(world, c, { section: 'passphrase', errors: changed.errors })
  })

  app.post(memberPaths.totp, async c => {
    const form = await readDeskForm(world, c)
    const wait = limits.passphrase({ session: c.get('session')!.row.id, ticket: form.get('ticket') })
    if (wait) return showAccount(world, c, { section: 'totp', wait })
    const begun = await beginTotp(world, getMember(c), form.get('passphrase'))
    return begun.ok
      ? showNewTotp(c, begun.value, {})
      : showAccount(world, c, { section: 'totp', errors: begun.errors })
  })

  app.post(memberPaths.totpConfirm, async c => {
    const form = await readDeskForm(world, c)
    const member = getMember(c)
    const step = readTotpStep(world, member, form.get('state'))
    if (!step) return showAccount(world, c, { section: 'totp', errors: { '': 'members.totp.over' } })
    const changed = await completeTotp(world, member, { state: step.state, totp: form.get('totp') })
    return changed.ok ? done(c, 'totp') : showNewTotp(c, step, changed.errors)
  })

  app.post(memberPaths.passkeys, async c => {
    const form = await readDeskForm(world, c)
    const [passkey, challenge, label] = ['passkey', 'challenge', 'label'].map(form.get) as [
      string,
      string,
      string,
    ]
    const added = await addPasskey(world, getMember(c), { passkey, challenge, label })
    return added.ok
      ? done(c, 'passkey-added')
      : showAccount(world, c, { section: 'passkeys', errors: added.errors })
  })

  app.post(memberPaths.removePasskey, async c => {
    const form = await readDeskForm(world, c)
    return done(c, (await removePasskey(world, getMember(c), form.get('id'))) ? 'passkey-removed' : '')
  })

  app.post(memberPaths.endSession, async c => {
    const form = await readDeskForm(world, c)
    return done(c, (await endOneSession(world, getMember(c), idIn(form, 'id'))) ? 'session' : '')
  })

  app.post(memberPaths.endSessions, async c => {
    await readDeskForm(world, c)
    await endAllSessions(world, getMember(c))
    dropSessionCookie(c, world.config)
    return goTo(c, memberPaths.signIn)
  })
}

function done(c: Ctx, what: string): Response {
  return goTo(c, memberPaths.account + (what ? `?done=${what}` : ''))
}

function showNewTotp(c: Ctx, step: TotpStep, errors: Record<string, string>): Response {
  const page = c.get('page')
  const uri = totpUri(step.totpSecret, { issuer: page.organisation, member: getMember(c).name })
  return showPage(c, newTotpPage(page, { ...step, uri, errors }), Object.keys(errors).length > 0 ? 422 : 200)
}

async function showAccount(world: World, c: Ctx, news: AccountNews): Promise<Response> {
  const page = c.get('page')
  const member = getMember(c)
  const now = world.clock()
  const { db } = world.database
  const sessions = await listSessions(db, member.id, now)
  const view = accountPage(page, {
    member,
    languages: world.texts.languages,
    passkeys: await listPasskeys(db, member.id),
    newPasskey: await askForNewPasskey(world, member, page.organisation),
    sessions: sessions.map(row => ({
      id: row.id,
      day: localOf(row.started, 'UTC').date,
      locked: isLocked(row, now),
      isThis: row.id === c.get('session')?.row.id,
    })),
    news,
  })
  if (news.wait) c.header('Retry-After', String(news.wait.seconds))
  return showPage(c, view, news.wait ? 429 : news.errors ? 422 : 200)
}
