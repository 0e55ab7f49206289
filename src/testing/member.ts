import { randomUUID } from 'node:crypto'
import { sessionCookie } from '#members/cookie-desk.ts'
import type { Countries, Member, Role } from '#members/member.ts'
import { insertSession } from '#members/session-store.ts'
import { insertMember } from '#members/store.ts'
import { hashToken, newToken } from '#platform/codes/token.ts'
import { write } from '#platform/db/database.ts'
import { issueToken } from '#platform/http/form-token.ts'
import type { TestWorld } from './world.ts'

export type SignedIn = {
  member: Member
  /** 'name=value', as a browser sends it. */
  cookie: string
  /** A token as stands in the forms of this session. */
  token(): string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Sends a form with cookie and token; a list gives several values of one name. */
  post(
    path: string,
    fields?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Response>
}

// A hash like any other, that no passphrase is known for, and that costs nothing to compare with.
const NO_PASSPHRASE = `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`

/**
 * A member who is signed in at the desk of a test's world, made without hashing anything. Nobody can sign in
 * as this member by the form: there is no passphrase.
 */
export async function signIn(
  inside: Pick<TestWorld, 'world' | 'desk'>,
  options: { role?: Role; countries?: Countries; languages?: readonly string[]; name?: string } = {},
): Promise<SignedIn> {
  const { world } = inside
  const now = world.clock()
  const id = randomUUID()
  const member: Member = {
    id,
    name: options.name ?? `member-${id.slice(0, 6)}`,
    role: options.role ?? 'coordinator',
    countries: options.countries ?? 'all',
    languages: options.languages ?? [],
    language: null,
    since: new Date(now).toISOString().slice(0, 10),
    active: true,
  }
  await write(world.database, [], trx =>
    insertMember(trx, member, { passphrase: NO_PASSPHRASE, totp: '', totp_step: 0 }),
  )
  return signInAs(inside, member)
}

/** A new session of a member who is there already. */
export async function signInAs(
  { world, desk }: Pick<TestWorld, 'world' | 'desk'>,
  member: Member,
): Promise<SignedIn> {
  const now = world.clock()
  const token = newToken()
  const session = randomUUID()
  await write(world.database, [], trx => {
    const row = { token_hash: hashToken(token), id: session, member_id: member.id }
    return insertSession(trx, { ...row, started: now, used: now, locked: 0 })
  })
  const cookie = `${sessionCookie(world.config).name}=${token}`
  const formToken = () => issueToken(world.secret, `desk ${session}`, world.clock())
  return {
    member,
    cookie,
    token: formToken,
    get: async (path, headers) => desk.request(path, { headers: { cookie, ...headers } }),
    post: async (path, fields = {}, headers) => {
      const body = new URLSearchParams({ token: formToken() })
      for (const [name, value] of Object.entries(fields)) {
        body.delete(name)
        for (const each of [value].flat()) body.append(name, each as string)
      }
      return desk.request(path, { method: 'POST', body, headers: { cookie, ...headers } })
    },
  }
}
