import type { Ring } from '#keys/ring.ts'
import { expectStatus, type Member } from './member.ts'
import { makePicture } from './picture.ts'
import { sealPicture, sealText, WITH_SCRIPTS } from './scripts.ts'
import { sendAsScript } from './send.ts'
import type { Tale } from './tale.ts'

/** Seals a contact and a picture to the current key of their purpose, as `./vestka keys reseal` does on a member's machine. */
export async function sealAgain(tale: Tale, member: Member): Promise<void> {
  const ring = JSON.parse((await member.get('/desk/keys/ring.json')).text) as Ring
  const key = ring.keys.find(({ purpose, ended }) => purpose === 'organisers' && ended === null)!
  const { recipient } = key
  const find = async (list: string, wanted: string) => {
    const { records } = JSON.parse((await member.get(list)).text) as {
      records: { id: string; kind: string; keyId: string }[]
    }
    const record = records.find(({ kind, keyId }) => kind === wanted && keyId !== key.id)
    if (!record) throw new Error(`no ${wanted} is sealed to an older key`)
    return record
  }
  const said = { from: `sealing again: body${WITH_SCRIPTS}`, clear: false }
  const fields = { token: ring.token, keyId: key.id }
  const contact = await find('/desk/sealed/list.json', 'contact')
  const body = sealText(tale, { recipient, size: 2048, text: tale.canaries.makeContact(said) })
  const record = { ...fields, body, was: contact.keyId }
  expectStatus(await sendAsScript(member, `/desk/sealed/records/${contact.id}`, record), 200)
  const picture = await find('/desk/pictures/waiting.json', 'picture')
  const { bytes } = makePicture(tale.canaries, said)
  const file = {
    name: 'picture',
    type: 'application/octet-stream',
    bytes: sealPicture(tale, recipient, bytes),
  }
  const values = { ...fields, was: picture.keyId }
  expectStatus(
    await sendAsScript(member, `/desk/pictures/${picture.id}/reseal`, values, [['body', file]]),
    200,
  )
}
