import { invite } from './desk.ts'
import { expectStatus, type Member, setUpMember } from './member.ts'
import { dataOf } from './scripts.ts'
import { sendAsScript, submit } from './send.ts'
import type { Tale } from './tale.ts'
import type { Seen } from './visitor.ts'

const LIST = '/desk/approvals'
const EXPORT = '/desk/contacts/export'

/** A second coordinator; while there is one only, nobody has to be asked. */
export async function addSecond(tale: Tale, member: Member): Promise<Member> {
  return setUpMember(tale, await invite(member, { role: 'coordinator', reach: 'all' }))
}

/** Decides about the first wish that waits for this coordinator. */
export async function decide(second: Member, how: 'approve' | 'refuse'): Promise<Seen> {
  const at = new RegExp(`^${LIST}/[0-9a-f-]{36}/${how}$`)
  return expectStatus(await submit(second, await second.get(LIST), { at }), 200)
}

/** What the first coordinator may do with consent only: it is refused, withdrawn, or given and done. */
export async function askSecond(tale: Tale, member: Member, second: Member): Promise<void> {
  const values = { role: 'coordinator', reach: 'all' }
  const ask = async () =>
    submit(member, await member.get('/desk/members'), { at: '/desk/members/invite', values })
  expectStatus(await ask(), 200)
  await decide(second, 'refuse')
  expectStatus(await ask(), 200)
  await decide(second, 'approve')
  const shown = await submit(member, await member.get(LIST), { at: '/desk/members/invite/approved' })
  const code = [...expectStatus(shown, 200).text.matchAll(/<output[^>]*>([^<]+)<\/output>/g)].at(-1)![1]!
  tale.canaries.watch('codes', code, { from: 'inviting, changing and removing members: code', clear: false })

  const askExport = async () => submit(member, await member.get(EXPORT), { at: EXPORT })
  expectStatus(await askExport(), 200)
  const withdraw = new RegExp(`^${LIST}/[0-9a-f-]{36}/withdraw$`)
  expectStatus(await submit(member, await member.get(LIST), { at: withdraw }), 200)
  expectStatus(await askExport(), 200)
  await decide(second, 'approve')
  const page = await member.get(EXPORT)
  const taken = { token: dataOf(page.text, 'token'), approval: dataOf(page.text, 'approval') }
  expectStatus(await sendAsScript(member, `${EXPORT}/take`, taken), 200)
}
