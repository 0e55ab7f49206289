import { expectStatus } from './member.ts'
import { sendAsScript, submit } from './send.ts'
import type { Tale } from './tale.ts'
import { createVisitor } from './visitor.ts'

/** Readers: they look, search, follow wrong addresses and report a mistake. */
export async function read(tale: Tale): Promise<void> {
  const { canaries } = tale
  const visitors = [createVisitor(tale), createVisitor(tale, 'directly'), createVisitor(tale, 'directly')]
  for (const visitor of visitors) {
    const word = () =>
      encodeURIComponent(canaries.make('searches', { from: 'searching events: q', clear: false }))
    const town = () =>
      encodeURIComponent(canaries.make('searches', { from: 'searching events: city', clear: false }))
    for (const path of [
      '/',
      '/en/',
      `/en/events?q=${word()}&city=${town()}`,
      `/be/events.json?q=${word()}`,
      `/en/events.ics?city=${town()}`,
      `/en/${word()}`,
      `/en/events/${word()}`,
      `/desk?next=${word()}`,
    ])
      await visitor.get(path)
    // The button that keeps the words out of the address.
    const values = { q: decodeURIComponent(word()), city: decodeURIComponent(town()) }
    expectStatus(await sendAsScript(visitor, '/en/events', values), 200)
  }
  const [visitor] = visitors
  const wrong = await visitor!.get('/en/wrong?page=/en/events')
  expectStatus(await submit(visitor!, wrong, { at: '/en/wrong' }), 201)
}
