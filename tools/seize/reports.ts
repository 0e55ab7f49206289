import { randomUUID } from 'node:crypto'
import { KIND } from '#sealed/record.ts'
import { expectStatus } from './member.ts'
import type { Announced } from './organiser.ts'
import { makePicture, SIDE } from './picture.ts'
import { dataOf, sealPicture, sealText, WITH_SCRIPTS } from './scripts.ts'
import { sendAsScript, submit } from './send.ts'
import { createVisitor, type Seen, type Visitor } from './visitor.ts'

const REPORT = '/en/events/mine/report'
const PICTURES = '/en/events/mine/pictures'
const FORM = 'pictures of one’s event'

/** An organiser tells what happened and sends pictures, with scripts and without; one is covered more and taken back. */
export async function tellWhatHappened({ visitor, code }: Announced): Promise<void> {
  const begin = async (who: Visitor) =>
    expectStatus(await submit(who, await who.get(REPORT), { at: REPORT, values: { code } }), 200)
  expectStatus(await submit(visitor, await begin(visitor), { at: REPORT, doing: 'send' }), 200)
  const form = expectStatus(await submit(visitor, await begin(visitor), { at: PICTURES }), 200)
  const send = { at: PICTURES, doing: 'send' }
  const first = expectStatus(await submit(visitor, form, send), 200)
  const place = { how: 'percent', left: '10', top: '10', wide: '20', high: '20' }
  expectStatus(await submit(visitor, first, { at: PICTURES, doing: 'cover', values: place }), 200)
  await submit(visitor, first, { at: PICTURES, doing: 'drop' })
  expectStatus(await submit(visitor, form, send), 200)
  for (const via of ['nginx', 'directly'] as const) {
    const other = createVisitor(visitor.tale, via, true)
    await sendSealed(other, await submit(other, await begin(other), { at: PICTURES }), code)
  }
}

/** Covered and sealed in the browser: its script sends it with what the form says beside it. */
async function sendSealed(visitor: Visitor, page: Seen, code: string): Promise<void> {
  const { tale } = visitor
  const head = /<cover-faces\b[^>]*>/.exec(expectStatus(page, 200).text)?.[0] ?? ''
  const [recipient, key] = [dataOf(head, 'recipient'), dataOf(head, 'key')]
  const said = (name: string, clear: boolean) => ({
    from: `${FORM}: ${name}${clear ? '' : WITH_SCRIPTS}`,
    clear,
  })
  const { bytes } = makePicture(tale.canaries, { from: `${FORM}: picture`, clear: false }, WITH_SCRIPTS)
  const text = tale.canaries.makeContact(said('consent', false))
  const token = page.forms.flatMap(({ fields }) => fields).find(([name]) => name === 'token')![1]
  const values = {
    ...{ token, code, key, do: 'sealed', upload: randomUUID(), looked: 'yes', faces: 'show' },
    ...{ width: String(SIDE), height: String(SIDE), covered: '0', licence: 'press' },
    credit: tale.canaries.make('texts', said('credit', true)),
    alt_en: tale.canaries.make('texts', said('alt_en', true)),
    caption_en: tale.canaries.make('texts', said('caption_en', true)),
    seal_key: key,
    consent_sealed: sealText(tale, { recipient, size: KIND.consent.size, text }),
  }
  const body = { name: 'picture', type: 'application/octet-stream' }
  const file = { ...body, bytes: sealPicture(tale, recipient, bytes) }
  expectStatus(await sendAsScript(visitor, PICTURES, values, [['body', file]]), 200)
}
