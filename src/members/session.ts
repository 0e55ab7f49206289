import type { MiddlewareHandler } from 'hono'
import { write } from '#platform/db/database.ts'
import { type Ctx, type Env, goTo, neverStore, showPage } from '#platform/http/context.ts'
import type { Form } from '#platform/http/form.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { checkDeskForm } from './desk-form.ts'
import { isCoordinator, type Member } from './member.ts'
import { LOCKED_PATHS, memberPaths, OPEN_PATHS, returnPath } from './paths.ts'
import { hashSessionToken, readSessionToken } from './session-cookie.ts'
import { isLocked, USE_NOTED_EVERY_MS } from './session-rules.ts'
import { findSession, type SessionRow, updateSession } from './session-store.ts'
import { comeInPage } from './views/desk/come-in.ts'

declare module '#platform/http/context.ts' {
  interface Variables {
    /** Who is signed in, and not locked. */
    member?: Member
    /** The session of this browser, locked or not, and whose it is. */
    session?: { row: SessionRow; owner: Member; locked: boolean }
    /** The form of this request, after the check that it is ours. */
    deskForm?: Form
  }
}

/** Finds out whose browser this is, for everything that follows on the desk. */
export async function recognise(world: World, c: Ctx): Promise<void> {
  const token = readSessionToken(c, world.config)
  if (!token) return
  const now = world.clock()
  const found = await findSession(world.database.db, hashSessionToken(token), now)
  if (!found) return
  const locked = isLocked(found.session, now)
  c.set('session', { row: found.session, owner: found.member, locked })
  if (!locked) c.set('member', found.member)
}

/**
 * Lets only members pass, but for signing in and setting up. Others who ask for a page are sent to sign in and
 * back; others who send a form get it back with everything in it. Forms are checked here, once for all of
 * the desk; see readDeskForm.
 */
export function requireMember(world: World): MiddlewareHandler<Env> {
  return async (c, next) => {
    neverStore(c)
    const session = c.get('session')
    if (OPEN_PATHS.includes(c.req.path) || (session && LOCKED_PATHS.includes(c.req.path))) return next()
    const isReading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!isReading) {
      const refused = await checkDeskForm(world, c)
      if (refused) return refused
    } else if (!c.get('member')) return showTheWayIn(c)
    if (session && world.clock() - session.row.used >= USE_NOTED_EVERY_MS)
      await write(world.database, [], trx => updateSession(trx, session.row.id, { used: world.clock() }))
    await next()
  }
}

/** Who is signed in. Throws Problem 'not-found' for nobody. */
export function getMember(c: Ctx): Member {
  const member = c.get('member')
  if (!member) throw new Problem('not-found')
  return member
}

/** The coordinator who is signed in; for anyone else there is no such page. */
export function getCoordinator(c: Ctx): Member {
  const member = getMember(c)
  if (!isCoordinator(member)) throw new Problem('not-found')
  return member
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
