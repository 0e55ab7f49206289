import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { cleanLine } from '#platform/text/clean.ts'
import type { World } from '#platform/world.ts'
import { dropSessionCookie, setSessionCookie } from './cookie-desk.ts'
import { readDeskForm, readGateForm } from './desk-actions.ts'
import { firstPath } from './first-desk.ts'
import type { Limits } from './limits-desk.ts'
import { askForPasskey } from './passkey-actions.ts'
import { memberPaths, returnPath } from './paths.ts'
import { endSession, lockSession, signInMember, unlockSession } from './sign-in-actions.ts'
import { signInPage, unlockPage } from './views/desk/sign-in.ts'
import type { Wait } from './wait.ts'

/** Signing in, locking, unlocking, signing out. */
export function addSignIn(app: App, world: World, limits: Limits): void {
  app.get(memberPaths.signIn, async c => {
    const to = c.req.query('to') ?? ''
    if (c.get('member')) return goTo(c, returnPath(to) ?? memberPaths.desk)
    return showSignIn(world, c, { name: '', to, errors: {} })
  })

  app.post(memberPaths.signIn, async c => {
    const { form, ours } = await readGateForm(world, c)
    const typed = { name: cleanLine(form.get('name')).slice(0, 200), to: form.get('to') }
    if (!ours) return showSignIn(world, c, { ...typed, errors: { '': 'members.stale' } })
    const wait = limits.signIn({ client: c.get('client')(), name: typed.name, ticket: form.get('ticket') })
    if (wait) return showSignIn(world, c, { ...typed, errors: {}, wait })
    const token = await signInMember(world, {
      name: typed.name,
      passphrase: form.get('passphrase'),
      totp: form.get('totp'),
      passkey: form.get('passkey'),
      challenge: form.get('challenge'),
    })
    if (!token) return showSignIn(world, c, { ...typed, errors: { '': 'members.sign-in.wrong' } })
    const before = c.get('session')
    if (before) await endSession(world, before.row)
    setSessionCookie(c, world.config, token)
    return goTo(c, returnPath(typed.to) ?? (await firstPath(world, token)))
  })

  app.get(memberPaths.unlock, c => {
    const to = c.req.query('to') ?? ''
    return showUnlock(c, to, {})
  })

  app.post(memberPaths.unlock, async c => {
    const { form, ours } = await readGateForm(world, c)
    const to = form.get('to')
    const session = c.get('session')
    if (!session?.locked) return goTo(c, returnPath(to) ?? memberPaths.desk)
    if (!ours) return showUnlock(c, to, { error: 'members.stale' })
    const wait = limits.passphrase({ session: session.row.id, ticket: form.get('ticket') })
    if (wait) return showUnlock(c, to, { wait })
    if (!(await unlockSession(world, session.row, form.get('passphrase'))))
      return showUnlock(c, to, { error: 'members.passphrase.wrong' })
    return goTo(c, returnPath(to) ?? memberPaths.desk)
  })

  app.post(memberPaths.lock, async c => {
    await readDeskForm(world, c)
    await lockSession(world, c.get('session')!.row)
    return goTo(c, memberPaths.unlock)
  })

  app.post(memberPaths.signOut, async c => {
    const { ours } = await readGateForm(world, c)
    const session = c.get('session')
    if (!ours || !session) return goTo(c, memberPaths.desk)
    await endSession(world, session.row)
    dropSessionCookie(c, world.config)
    return goTo(c, memberPaths.signIn)
  })
}

type Shown = { name: string; to: string; errors: Record<string, string>; wait?: Wait }

async function showSignIn(world: World, c: Ctx, shown: Shown): Promise<Response> {
  const page = signInPage(c.get('page'), { ...shown, passkey: await askForPasskey(world) })
  return answer(c, page, shown.wait, Object.keys(shown.errors).length > 0)
}

function showUnlock(c: Ctx, to: string, { error, wait }: { error?: string; wait?: Wait }): Response {
  const session = c.get('session')
  if (!session?.locked) return goTo(c, returnPath(to) ?? memberPaths.desk)
  const errors: Record<string, string> = error ? { passphrase: error } : {}
  const page = unlockPage(c.get('page'), { to, errors, name: session.owner.name, wait })
  return answer(c, page, wait, Boolean(error))
}

function answer(c: Ctx, page: Parameters<typeof showPage>[1], wait: Wait | undefined, wrong: boolean) {
  if (wait) c.header('Retry-After', String(wait.seconds))
  return showPage(c, page, wait ? 429 : wrong ? 422 : 200)
}
