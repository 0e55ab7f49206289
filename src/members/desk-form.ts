import { type Ctx, showPage } from '#platform/http/context.ts'
import { type Form, readForm } from '#platform/http/form.ts'
import { issueToken, isToken } from '#platform/http/form-token.ts'
import { Problem } from '#platform/http/problem.ts'
import { isFromOurForm } from '#platform/http/same-origin.ts'
import type { World } from '#platform/world.ts'
import { againPage } from './views/desk/again.ts'

/** The form that a member sent to the desk, checked to be one of ours and of this very session. */
export async function readDeskForm(_world: World, c: Ctx): Promise<Form> {
  const form = c.get('deskForm')
  if (!form) throw new Problem('forbidden')
  return form
}

/** A form of a page that needs nobody signed in; `ours` is false where it has to be shown again with a new token. */
export async function readGateForm(world: World, c: Ctx): Promise<{ form: Form; ours: boolean }> {
  const form = await readForm(c)
  const purpose = c.get('session') ? purposeOf(c) : 'public'
  return { form, ours: isFromOurForm(c, form, { secret: world.secret, purpose, now: world.clock() }) }
}

/** A token for forms on a desk page, bound to the session of this browser. */
export function deskToken(world: World, c: Ctx): string {
  return issueToken(world.secret, purposeOf(c), world.clock())
}

/**
 * Reads the form of this request and keeps it for readDeskForm, or gives the answer that it must get instead:
 * the form again, to be sent once more, where the session is over or is another one. Throws Problem
 * 'forbidden' for forms of other sites (Fetch Metadata, and the token where the browser says nothing).
 */
export async function checkDeskForm(world: World, c: Ctx): Promise<Response | undefined> {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('forbidden')
  const form = await readForm(c)
  if (!c.get('member')) return showAgain(world, c, form)
  const now = world.clock()
  const isOfThisSession = isToken(world.secret, purposeOf(c), form.get('token'), now)
  const isSentAgain = isToken(world.secret, AGAIN, form.get('again'), now)
  if (isOfThisSession || (isSentAgain && site === 'same-origin')) {
    c.set('deskForm', form)
    return undefined
  }
  if (isSentAgain || site === 'same-origin') return showAgain(world, c, form)
  throw new Problem('forbidden')
}

const AGAIN = 'desk-again'
// What proves who somebody is does not go into a page; it is typed once more.
const SECRET_FIELDS = new Set(['token', 'again', 'passphrase', 'new-passphrase', 'totp', 'passkey', 'code'])

function purposeOf(c: Ctx): string {
  return `desk ${c.get('session')?.row.id ?? 'nobody'}`
}

function showAgain(world: World, c: Ctx, form: Form): Response {
  const url = new URL(c.req.url)
  const session = c.get('session')
  const page = againPage(c.get('page'), {
    path: url.pathname + url.search,
    why: !session ? 'ended' : session.locked ? 'locked' : 'changed',
    fields: form.entries().filter(([name]) => !SECRET_FIELDS.has(name)),
    again: issueToken(world.secret, AGAIN, world.clock()),
  })
  // RFC 9110 asks for a challenge with 401; the browser ignores a scheme that it does not know.
  if (!session || session.locked) c.header('WWW-Authenticate', 'Cookie realm="desk"')
  return showPage(c, page, session && !session.locked ? 409 : 401)
}
