import { setTimeout as wait } from 'node:timers/promises'
import { ANSWER_SIZE } from '#enquiries/enquiry.ts'
import { hashCode } from '#platform/codes/codes.ts'
import { createAuthenticator } from '#testing/authenticator.ts'
import { expectStatus, type Member, memberId, setUpMember, signIn } from './member.ts'
import { type Announced, announce, lookAfter, openMine, SECRET_PLACE } from './organiser.ts'
import { dataOf, sealText } from './scripts.ts'
import { sendAsScript, submit } from './send.ts'
import type { Tale } from './tale.ts'
import { createVisitor, type Seen, type Visitor } from './visitor.ts'

/** Sets up the desk with its first coordinator. The link is printed for the operator, right after the server listens. */
export async function setUpDesk(tale: Tale): Promise<Member> {
  for (let tries = 0; tries < 1200; tries++) {
    const code = /welcome#(\S+)\n/.exec(tale.house.vestka.output())?.[1]
    if (code) return setUpMember(tale, code, /output of Vestka/)
    await wait(50)
  }
  throw new Error('no link to set up the desk was printed')
}

/** Signing out, signing in wrongly and rightly, the account, locking; gives the same member in another browser. */
export async function lookAfterAccount(member: Member): Promise<Member> {
  const { tale, passphrase } = member
  await submit(member, await member.get('/desk/account'), { at: '/desk/sign-out' })
  const stranger = createVisitor(tale)
  expectStatus(await submit(stranger, await stranger.get('/desk/sign-in'), { at: '/desk/sign-in' }), 422)
  const other = await signIn(member)
  const account = () => other.get('/desk/account')
  const next = tale.canaries.make('passphrases', { from: 'one’s account: new-passphrase', clear: false })
  const at = '/desk/account'
  await submit(other, await account(), { at: `${at}/passphrase` })
  const values = { passphrase, 'new-passphrase': next, 'passphrase-repeat': next }
  expectStatus(await submit(other, await account(), { at: `${at}/passphrase`, values }), 200)
  await submit(other, await account(), { at: `${at}/language`, values: { language: 'en' } })
  const step = await submit(other, await account(), { at: `${at}/totp`, values: { passphrase: next } })
  await submit(other, expectStatus(step, 200), { at: `${at}/totp/confirm` })
  await submit(other, await account(), { at: `${at}/passkeys` })
  await tryPasskey({ ...other, passphrase: next })
  expectStatus(await submit(other, await account(), { at: `${at}/sessions/end` }), 200)
  await submit(other, await account(), { at: '/desk/lock' })
  const locked = await other.get('/desk/unlock')
  await submit(other, locked, { at: '/desk/unlock' })
  expectStatus(await submit(other, locked, { at: '/desk/unlock', values: { passphrase: next } }), 200)
  return { ...other, passphrase: next }
}

/** Adds a passkey, signs in with it in another browser, and removes it. */
async function tryPasskey(member: Member): Promise<void> {
  const { tale, passphrase } = member
  const key = createAuthenticator(tale.house.origin)
  const at = '/desk/account/passkeys'
  const account = await member.get('/desk/account')
  const watch = (passkey: string) => {
    tale.canaries.watch('tokens', passkey, { from: 'one’s account: passkey', clear: false })
    return passkey
  }
  const passkey = watch(key.create(dataOf(account.text, 'options')))
  expectStatus(await submit(member, account, { at, values: { passkey } }), 200)
  const visitor = createVisitor(tale)
  const page = await visitor.get('/desk/sign-in')
  const answer = watch(key.get(dataOf(page.text, 'options')))
  const values = { name: member.name, passphrase, totp: '', passkey: answer }
  expectStatus(await submit(visitor, page, { at: '/desk/sign-in', values }), 200)
  expectStatus(await submit(member, await member.get('/desk/account'), { at: `${at}/remove` }), 200)
}

/** Invites somebody, by the form; gives the code that is shown once. */
export async function invite(by: Member, values: Record<string, string>): Promise<string> {
  const page = await by.get('/desk/members')
  const shown = await submit(by, page, { at: '/desk/members/invite', values })
  const code = [...expectStatus(shown, 200).text.matchAll(/<output[^>]*>([^<]+)<\/output>/g)].at(-1)?.[1]
  if (!code) throw new Error('no code of an invitation was shown')
  return code
}

/** Begins the organisation's own Day and publishes it. */
export async function beginDay(member: Member): Promise<void> {
  const list = await member.get('/desk/editions')
  const begun: Seen = await submit(member, list, { at: '/desk/editions/new' })
  expectStatus(await submit(member, expectStatus(begun, 200), { at: /^\/desk\/editions\/\d{4}$/ }), 200)
}

/** What the desk does with events: it asks, publishes, edits, translates, declines, cancels and refuses. */
export async function decideOnEvents(tale: Tale, member: Member): Promise<Announced & { id: string }> {
  const first = await announce(tale)
  const id = await idOf(member, first)
  const at = (action: string) => `/desk/events/${id}/${action}`
  const show = () => member.get(`/desk/events/${id}`)
  expectStatus(await submit(member, await show(), { at: at('ask') }), 200)
  expectStatus(await lookAfter(first, 'answer'), 200)
  expectStatus(await lookAfter(first, 'change'), 200)
  expectStatus(await submit(member, await show(), { at: at('publish') }), 200)
  expectStatus(await lookAfter(first, 'change', { values: { start: '19:15' } }), 200)
  await submit(member, await show(), { at: at('accept'), values: { moved: 'yes' } })
  expectStatus(await lookAfter(first, 'change', { values: { start: '19:45' } }), 200)
  await submit(member, await show(), { at: at('decline') })
  await submit(member, await member.get(at('edit')), { at: at('edit'), values: { moved: 'yes' } })
  await submit(member, await member.get(at('texts/be')), { at: at('texts/be') })
  expectStatus(await lookAfter(first, 'leave'), 200)
  await submit(member, await show(), { at: at('decline') })

  const second = await announce(tale, 'directly')
  const other = await idOf(member, second)
  await submit(member, await member.get(`/desk/events/${other}`), { at: `/desk/events/${other}/refuse` })
  const third = await announce(tale)
  expectStatus(await openMine(third), 200)
  await lookAfter(third, 'leave')
  const fresh = await submit(member, await show(), { at: at('code') })
  const code = /<output[^>]*>([^<]+)<\/output>/.exec(fresh.text)?.[1]
  if (code) tale.canaries.watch('codes', code, { from: 'announcing an event: code', clear: false })
  return { ...first, id, ...(code ? { code } : {}) }
}

/** An event whose place is told only to those who ask; somebody asks, one is refused, one takes it back. Gives its slug. */
export async function askForPlace(tale: Tale, member: Member): Promise<string> {
  const announced = await announce(tale, 'directly', SECRET_PLACE)
  const id = await idOf(member, announced)
  const show = () => member.get(`/desk/events/${id}`)
  expectStatus(await lookAfter(announced, 'change', SECRET_PLACE), 200)
  expectStatus(await submit(member, await show(), { at: `/desk/events/${id}/publish` }), 200)
  const edit = `/desk/events/${id}/edit`
  expectStatus(await submit(member, await member.get(edit), { at: edit, ...SECRET_PLACE }), 200)
  const slug = /\/en\/events\/([\w-]+)"/.exec((await show()).text)?.[1]
  const visitors = ASKERS.map(([via, scripts]) => createVisitor(tale, via, scripts))
  const codes: string[] = []
  const at = `/en/events/${slug}/ask`
  for (const visitor of visitors) {
    const sent = await submit(visitor, await visitor.get(at), { at })
    const code = /<output[^>]*>([^<]+)<\/output>/.exec(expectStatus(sent, 201).text)?.[1] ?? ''
    codes.push(code)
    const page = await visitor.get('/en/events/asked')
    if (visitor !== visitors[0]) continue
    const answer = await submit(visitor, page, { at: '/en/events/asked', values: { code } })
    await submit(visitor, expectStatus(answer, 200), { at: '/en/events/asked', doing: 'leave' })
    codes.pop()
  }
  await answer(tale, { member, id })
  for (const [index, code] of codes.entries()) await readAnswer(visitors[index]!, code)
  return slug!
}

/** Some who ask, by nginx or not, with scripts or not. */
const ASKERS = [
  ['nginx', false],
  ['directly', false],
  ['nginx', true],
  ['directly', true],
  ['directly', false],
] as const

/** One is told the place, one is refused, and so are all the others. */
async function answer(tale: Tale, { member, id }: { member: Member; id: string }): Promise<void> {
  const list = await member.get(`/desk/enquiries?event=${id}`)
  const ids = [...list.text.matchAll(/enquiries\/([0-9a-f-]{36})/g)].map(([, found]) => found)
  const [told, refused] = ids.map(one => `/desk/enquiries/${one}`)
  const page = await member.get(told!)
  const head = /<tell-place\b[^>]*>/.exec(page.text)?.[0] ?? ''
  // Who reads it without scripts has it opened by the server, in memory.
  const said = { from: 'enquiries at the desk: answer', clear: false }
  const text = tale.canaries.makeContact(said)
  const recipient = dataOf(head, 'recipient')
  const sealed = sealText(tale, { recipient, size: ANSWER_SIZE, text })
  expectStatus(await submit(member, page, { at: `${told}/tell`, values: { answer: sealed } }), 200)
  expectStatus(await submit(member, await member.get(refused!), { at: `${refused}/refuse` }), 200)
  const rest = await member.get(`/desk/enquiries?event=${id}`)
  expectStatus(await submit(member, rest, { at: '/desk/enquiries/refuse' }), 200)
}

/** With scripts only the hash of the code is sent. */
async function readAnswer(visitor: Visitor, code: string): Promise<void> {
  const at = '/en/events/asked'
  const page = await visitor.get(at)
  if (!visitor.scripts) {
    expectStatus(await submit(visitor, page, { at, values: { code } }), 200)
    return
  }
  const token = page.forms.flatMap(({ fields }) => fields).find(([name]) => name === 'token')![1]
  expectStatus(await sendAsScript(visitor, at, { token, finder: hashCode(code) }), 200)
}

/** The id of an event that waits, as the queue has it. */
export async function idOf(member: Member, { title }: Announced): Promise<string> {
  const queue = await member.get('/desk')
  const item = queue.text
    .split('<li class="queue-item">')
    .find(part => part.includes(/\p{L}{14,}/u.exec(title)![0]))
  const id = item && /desk\/events\/([0-9a-f-]{36})/.exec(item)?.[1]
  if (!id) throw new Error('an event is not in the queue')
  return id
}

/** What a coordinator sets: the site, an edition, other members. */
export async function coordinate(tale: Tale, member: Member): Promise<Member> {
  const settings = () => member.get('/desk/settings')
  await submit(member, await settings(), { at: '/desk/settings/shield' })
  expectStatus(await submit(member, await settings(), { at: '/desk/settings' }), 200)
  const open = await invite(member, { role: 'moderator', reach: 'all' })
  tale.canaries.watch('codes', open, { from: 'inviting, changing and removing members: code', clear: false })
  await submit(member, await member.get('/desk/members'), { at: '/desk/members/invitations/revoke' })
  const other = await setUpMember(tale, await invite(member, { role: 'moderator', reach: 'all' }))
  const id = await memberId(member, other.name)
  const show = () => member.get(`/desk/members/${id}`)
  expectStatus(await submit(member, await show(), { at: `/desk/members/${id}/role` }), 200)
  return other
}

/** Ends a member's part: their account is reset, then removed. */
export async function dismiss(member: Member, name: string): Promise<void> {
  const id = await memberId(member, name)
  const show = () => member.get(`/desk/members/${id}`)
  const values = { sure: 'yes' }
  const reset = await submit(member, await show(), { at: `/desk/members/${id}/reset`, values })
  const code = [...reset.text.matchAll(/<output[^>]*>([^<]+)<\/output>/g)].at(-1)?.[1]
  if (code) member.tale.canaries.watch('codes', code, { from: 'resetting a member: code', clear: false })
  expectStatus(await submit(member, await show(), { at: `/desk/members/${id}/remove`, values }), 200)
}
