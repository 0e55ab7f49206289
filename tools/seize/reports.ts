import { submit } from './fill.ts'
import { expectStatus } from './member.ts'
import type { Announced } from './organiser.ts'

const REPORT = '/en/events/mine/report'
const PICTURES = '/en/events/mine/pictures'

/** An organiser tells what happened and sends pictures; one of them is taken back. */
export async function tellWhatHappened({ visitor, code }: Announced): Promise<void> {
  const begin = async () =>
    expectStatus(await submit(visitor, await visitor.get(REPORT), { at: REPORT, values: { code } }), 200)
  expectStatus(await submit(visitor, await begin(), { at: REPORT, doing: 'send' }), 200)
  const form = await submit(visitor, await begin(), { at: PICTURES })
  const send = { at: PICTURES, doing: 'send' }
  const first = expectStatus(await submit(visitor, expectStatus(form, 200), send), 200)
  await submit(visitor, first, { at: PICTURES, doing: 'drop' })
  expectStatus(await submit(visitor, form, send), 200)
}
