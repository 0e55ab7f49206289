import { write } from '#platform/db/database.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { cleanLine } from '#platform/text/clean.ts'
import type { World } from '#platform/world.ts'
import { setSessionCookie } from './cookie-desk.ts'
import { readGateForm } from './desk-actions.ts'
import { firstPath } from './first-desk.ts'
import { memberPaths } from './paths.ts'
import { beginSetUp, completeSetUp, readSetUp, type SetUpStep } from './set-up-actions.ts'
import { startSession } from './sign-in-actions.ts'
import { totpUri } from './totp.ts'
import { confirmPage, welcomePage } from './views/desk/welcome.ts'

type Errors = Record<string, string>

/** Setting up an account with a code, in two steps; nothing is kept before the second. */
export function addSetUp(app: App, world: World): void {
  app.get(memberPaths.welcome, c =>
    showPage(c, welcomePage(c.get('page'), { code: '', name: '', errors: {} })),
  )

  app.post(memberPaths.welcome, async c => {
    const { form, ours } = await readGateForm(world, c)
    const typed = { code: form.get('code').slice(0, 200), name: cleanLine(form.get('name')).slice(0, 200) }
    const again = (errors: Errors) => showPage(c, welcomePage(c.get('page'), { ...typed, errors }), 422)
    if (!ours) return again({ '': 'members.stale' })
    const passphrases = { passphrase: form.get('passphrase'), repeat: form.get('passphrase-repeat') }
    const begun = await beginSetUp(world, { ...typed, ...passphrases })
    return begun.ok ? showConfirm(c, begun.value, {}) : again(begun.errors)
  })

  app.get(memberPaths.confirm, c => goTo(c, memberPaths.welcome))

  app.post(memberPaths.confirm, async c => {
    const { form, ours } = await readGateForm(world, c)
    const step = readSetUp(world, form.get('state'))
    const startOver = (key: string) =>
      showPage(c, welcomePage(c.get('page'), { code: '', name: step?.name ?? '', errors: { '': key } }), 422)
    if (!step) return startOver('members.welcome.over')
    if (!ours) return showConfirm(c, step, { '': 'members.stale' })
    const { lang: language } = c.get('page')
    const done = await completeSetUp(world, { state: step.state, totp: form.get('totp'), language })
    if (!done.ok) return done.errors[''] ? startOver(done.errors['']) : showConfirm(c, step, done.errors)
    const token = await write(world.database, [], trx => startSession(world, trx, done.value.id))
    setSessionCookie(c, world.config, token)
    return goTo(c, await firstPath(world, token))
  })
}

function showConfirm(c: Ctx, step: SetUpStep, errors: Errors): Response {
  const page = c.get('page')
  const uri = totpUri(step.totpSecret, { issuer: page.organisation, member: step.name })
  return showPage(c, confirmPage(page, { ...step, uri, errors }), Object.keys(errors).length > 0 ? 422 : 200)
}
