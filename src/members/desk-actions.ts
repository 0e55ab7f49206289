import type { Form } from '#platform/forms/form.ts'
import type { Ctx } from '#platform/http/context.ts'
import { readForm } from '#platform/http/form.ts'
import { issueToken } from '#platform/http/form-token.ts'
import type { Upload } from '#platform/http/multipart.ts'
import { Problem } from '#platform/http/problem.ts'
import { isFromOurForm } from '#platform/http/same-origin.ts'
import type { World } from '#platform/world.ts'
import { decidesOnEvents, isCoordinator, type Member, writesTexts } from './member.ts'
import type { SessionRow } from './session-store.ts'

declare module '#platform/http/context.ts' {
  interface Variables {
    /** Who is signed in, and not locked. */
    member?: Member
    /** The session of this browser, locked or not, and whose it is. */
    session?: { row: SessionRow; owner: Member; locked: boolean }
    /** The form of this request, after the check that it is ours; see readDeskForm. */
    deskForm?: Form
    /** The files that came with it. */
    deskFiles?: readonly Upload[]
    releaseFiles?: () => void
  }
}

/** Who is signed in. Throws Problem 'not-found' for nobody. */
export function getMember(c: Ctx): Member {
  const member = c.get('member')
  if (!member) throw new Problem('not-found')
  return member
}

/** The coordinator who is signed in; for anyone else there is no such page (Problem 'not-found'). */
export function getCoordinator(c: Ctx): Member {
  const member = getMember(c)
  if (!isCoordinator(member)) throw new Problem('not-found')
  return member
}

/** Who decides about events, everywhere or in some countries; for anyone else there is no such page. */
export function getDecider(c: Ctx): Member {
  const member = getMember(c)
  if (!decidesOnEvents(member)) throw new Problem('not-found')
  return member
}

/** Who writes for all; for anyone else there is no such page. */
export function getWriter(c: Ctx): Member {
  const member = getMember(c)
  if (!writesTexts(member)) throw new Problem('not-found')
  return member
}

/**
 * The form that a member sent to the desk. It was checked before any route saw it, to be one of ours and of this
 * very session; without that it throws Problem 'forbidden'.
 */
export async function readDeskForm(_world: World, c: Ctx): Promise<Form> {
  const form = c.get('deskForm')
  if (!form) throw new Problem('forbidden')
  return form
}

/** The files of the form that a member sent to the desk; none when it had none. They are forgotten with the answer. */
export function deskFiles(c: Ctx): readonly Upload[] {
  return c.get('deskFiles') ?? []
}

/** A form of a page that needs nobody signed in; `ours` is false where it has to be shown again with a new token. */
export async function readGateForm(world: World, c: Ctx): Promise<{ form: Form; ours: boolean }> {
  const form = await readForm(c)
  const purpose = c.get('session') ? deskPurpose(c) : 'public'
  return { form, ours: isFromOurForm(c, form, { secret: world.secret, purpose, now: world.clock() }) }
}

/** A token for forms on a desk page, bound to the session of this browser. */
export function deskToken(world: World, c: Ctx): string {
  return issueToken(world.secret, deskPurpose(c), world.clock())
}

/** What the tokens of a session are signed for. */
export function deskPurpose(c: Ctx): string {
  return `desk ${c.get('session')?.row.id ?? 'nobody'}`
}
