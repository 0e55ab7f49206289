import type { MiddlewareHandler } from 'hono'
import { hashToken } from '#platform/codes/token.ts'
import { write } from '#platform/db/database.ts'
import type { Form } from '#platform/forms/form.ts'
import { type Ctx, type Env, goTo, neverStore, showPage } from '#platform/http/context.ts'
import { issueToken, isToken } from '#platform/http/form-token.ts'
import { readMultipart } from '#platform/http/multipart.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { readSessionToken } from './cookie-desk.ts'
import { deskPurpose } from './desk-actions.ts'
import { LOCKED_PATHS, memberPaths, OPEN_PATHS, returnPath } from './paths.ts'
import { isLocked, USE_NOTED_EVERY_MS } from './session-rules.ts'
import { deleteEndedSessions, findSession, updateSession } from './session-store.ts'
import { againPage } from './views/desk/again.ts'
import { comeInPage } from './views/desk/come-in.ts'

const AGAIN = 'desk-again'
// What proves who somebody is does not go into a page; it is typed once more.
const SECRET_FIELD = /^(token|again|ticket|totp|passkey|.*passphrase.*)$/

/** Finds out whose browser this is, for everything that follows on the desk. */
export async function recognise(world: World, c: Ctx): Promise<void> {
  const token = readSessionToken(c, world.config)
  if (!token) return
  const now = world.clock()
  const found = await findSession(world.database.db, hashToken(token), now)
  if (!found) return
  const locked = isLocked(found.session, now)
  c.set('session', { row: found.session, owner: found.member, locked })
  if (!locked) c.set('member', found.member)
}

/**
 * Lets only members pass, but for signing in and setting up. Others who ask for a page are sent to sign in and
 * back; others who send a form get it back with everything in it. Forms are checked here, once for all of
 * the desk; routes take them from readDeskForm.
 */
export function requireMember(world: World): MiddlewareHandler<Env> {
  return async (c, next) => {
    neverStore(c)
    const session = c.get('session')
    if (OPEN_PATHS.includes(c.req.path) || (session && LOCKED_PATHS.includes(c.req.path))) return next()
    const isReading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!isReading) {
      const refused = await checkForm(world, c)
      if (refused) {
        c.get('releaseFiles')?.()
        return refused
      }
    } else if (!c.get('member')) return showTheWayIn(c)
    const now = world.clock()
    // A page that renews itself is not a person at work.
    const isUse = !isReading || c.req.query('quiet') === undefined
    if (session && isUse && now - session.row.used >= USE_NOTED_EVERY_MS)
      await write(world.database, [], async trx => {
        await updateSession(trx, session.row.id, { used: now })
        await deleteEndedSessions(trx, now)
      })
    try {
      await next()
    } finally {
      c.get('releaseFiles')?.()
    }
  }
}

/** Lists, articles and forms with forty texts are long, and a member's work must not be lost by its length. */
const MEMBERS_SIZES = { fieldBytes: 2 * 1024 * 1024, formBytes: 4 * 1024 * 1024 }

/**
 * Reads the form of this request and keeps it for readDeskForm, or gives the answer that it must get instead:
 * the form again, to be sent once more, where the session is over or is another one. Throws Problem
 * 'forbidden' for forms of other sites (Fetch Metadata, and the token where the browser says nothing).
 */
async function checkForm(world: World, c: Ctx): Promise<Response | undefined> {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('forbidden')
  // Who is not signed in may type much into a form, but has no file to bring.
  const sizes = c.get('session') ? MEMBERS_SIZES : {}
  const sent = await readMultipart(c, c.get('member') ? sizes : { ...sizes, files: 0 })
  const { form } = sent
  c.set('deskFiles', sent.files)
  c.set('releaseFiles', sent.release)
  if (!c.get('member')) return showAgain(world, c, form)
  const now = world.clock()
  const isOfThisSession = isToken(world.secret, deskPurpose(c), form.get('token'), now)
  const isSentAgain = isToken(world.secret, AGAIN, form.get('again'), now)
  if (isOfThisSession || (isSentAgain && site === 'same-origin')) {
    c.set('deskForm', form)
    return undefined
  }
  if (isSentAgain || site === 'same-origin') return showAgain(world, c, form)
  throw new Problem('forbidden')
}

function showAgain(world: World, c: Ctx, form: Form): Response {
  const url = new URL(c.req.url)
  const session = c.get('session')
  const page = againPage(c.get('page'), {
    path: url.pathname + url.search,
    why: !session ? 'ended' : session.locked ? 'locked' : 'changed',
    fields: form.entries().filter(([name]) => !SECRET_FIELD.test(name)),
    again: issueToken(world.secret, AGAIN, world.clock()),
  })
  if (session && !session.locked) return showPage(c, page, 409)
  // RFC 9110 asks for a challenge with 401; a browser shows the page when it does not know the scheme.
  c.header('WWW-Authenticate', 'Cookie realm="desk"')
  return showPage(c, page, 401)
}

function showTheWayIn(c: Ctx): Response {
  const session = c.get('session')
  const url = new URL(c.req.url)
  const back = returnPath(url.pathname + url.search)
  // A link in a messenger does not carry the cookie (SameSite=Strict); a page of ours that goes on does.
  const cameFromElsewhere = !session && c.req.header('sec-fetch-site') === 'cross-site'
  if (cameFromElsewhere && back) return showPage(c, comeInPage(c.get('page'), back))
  const query = back && back !== memberPaths.desk ? `?to=${encodeURIComponent(back)}` : ''
  return goTo(c, (session ? memberPaths.unlock : memberPaths.signIn) + query)
}
