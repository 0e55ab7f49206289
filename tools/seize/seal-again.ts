import type { Ring } from '#keys/ring.ts'
import { expectStatus, type Member } from './member.ts'
import { sealText, WITH_SCRIPTS } from './scripts.ts'
import { sendAsScript } from './send.ts'
import type { Tale } from './tale.ts'

/** Seals a contact to the current key of its purpose, as `./vestka keys reseal` does on a member's machine. */
export async function sealAgain(tale: Tale, member: Member): Promise<void> {
  const ring = JSON.parse((await member.get('/desk/keys/ring.json')).text) as Ring
  const key = ring.keys.find(({ purpose, ended }) => purpose === 'organisers' && ended === null)!
  const list = JSON.parse((await member.get('/desk/sealed/list.json')).text) as {
    records: { id: string; kind: string; keyId: string }[]
  }
  const record = list.records.find(({ kind, keyId }) => kind === 'contact' && keyId !== key.id)
  if (!record) throw new Error('nothing is sealed to an older key')
  const said = { from: `sealing again: body${WITH_SCRIPTS}`, clear: false }
  const text = tale.canaries.makeContact(said)
  const body = sealText(tale, { recipient: key.recipient, size: 2048, text })
  const values = { token: ring.token, keyId: key.id, body, was: record.keyId }
  expectStatus(await sendAsScript(member, `/desk/sealed/records/${record.id}`, values), 200)
}
