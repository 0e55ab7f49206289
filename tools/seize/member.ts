import { base32nopad } from '@scure/base'
import { generate } from 'otplib'
import { submit } from './send.ts'
import type { Tale } from './tale.ts'
import { createVisitor, type Seen, type Visitor } from './visitor.ts'

/** Somebody who works at the desk, in a browser without scripts. */
export type Member = Visitor & {
  name: string
  passphrase: string
  totpSecret: string
  totp(): Promise<string>
}

/** Sets up an account with a code, through the forms, and is signed in after it. */
export async function setUpMember(tale: Tale, code: string, except?: RegExp): Promise<Member> {
  const visitor = createVisitor(tale)
  const { canaries } = tale
  const from = 'setting up a member'
  canaries.watch('codes', code, { from: `${from}: code`, clear: false, ...(except ? { except } : {}) })
  const passphrase = canaries.make('passphrases', { from: `${from}: passphrase`, clear: false })
  const name = canaries.make('names', { from: `${from}: name`, clear: true })
  const first = await submit(visitor, await visitor.get('/desk/welcome'), {
    at: '/desk/welcome',
    values: { code, name, passphrase, 'passphrase-repeat': passphrase },
  })
  const totpSecret = (/<code[^>]*>([A-Z2-7 ]+)</.exec(first.text)?.[1] ?? '').replaceAll(' ', '')
  if (!totpSecret) throw new Error(`not set up: ${first.status}`)
  canaries.watch('codes', totpSecret.match(/.{4}/g)!.join(' '), {
    from: `${from}: secret of the app`,
    clear: false,
    raw: Buffer.from(base32nopad.decode(totpSecret)),
  })
  // A code of the app is taken once: the next one is that of the next half minute.
  let later = 0
  const totp = () => {
    const epoch = Math.floor(Date.now() / 1000) + 30 * later
    later = 1
    return generate({ secret: totpSecret, epoch })
  }
  const done = await submit(visitor, first, {
    at: '/desk/welcome/confirm',
    values: { totp: await totp() },
  })
  expectStatus(done, 200)
  return { ...visitor, name, passphrase, totpSecret, totp }
}

/** Signs in again, in another browser. */
export async function signIn(member: Member): Promise<Member> {
  const visitor = createVisitor(member.tale)
  const values = { name: member.name, passphrase: member.passphrase, totp: await member.totp() }
  const done = await submit(visitor, await visitor.get('/desk/sign-in'), { at: '/desk/sign-in', values })
  expectStatus(done, 200)
  return { ...member, ...visitor }
}

/** Throws where a page has another status: the run would not be about what it says. */
export function expectStatus(seen: Seen, status: number): Seen {
  if (seen.status === status) return seen
  const errors = [...seen.text.matchAll(/class="error"[^>]*>([^<]*)/g)].map(([, text]) => text)
  throw new Error(`${seen.status} instead of ${status} at ${seen.path}: ${errors.join('; ')}`)
}

/** The id of a member, as the list of members has it. */
export async function memberId(by: Member, name: string): Promise<string> {
  const page = await by.get('/desk/members')
  const id = page.text
    .split('<tr>')
    // The head of the page has the name of who is signed in.
    .slice(1)
    .find(row => row.includes(name))
    ?.match(/desk\/members\/([0-9a-f-]{36})|members\/([0-9a-f-]{36})/)
  const found = id?.[1] ?? id?.[2]
  if (!found) throw new Error(`a member is not in the list (${page.status} at ${page.path})`)
  return found
}
