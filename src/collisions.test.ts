import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listEvents } from '#events/store.ts'
import { announce, announcement, publish, send, withDay } from './testing/event.ts'
import { signIn } from './testing/member.ts'
import { onBothEngines, type TestWorld } from './testing/world.ts'

const ROUNDS = 6

onBothEngines('many hands at one event in the same moment', make => {
  test('are each answered, and no answer is a mistake of ours', async () => {
    const site = await withDay(await make({ env: { TRUST_PROXY: '1' } }))
    const [anna, ben] = [await signIn(site), await signIn(site)]
    for (let round = 0; round < ROUNDS; round++) {
      const { code, id } = await publish(site, { title: `Event ${round}` })
      const at = `/desk/events/${id}`
      const mine = (fields: Record<string, string>) =>
        send(site, '/en/events/mine', { code, ...fields }, from())
      const version = '2'
      const statuses = await Promise.all(
        [
          mine({ do: 'change', ...announcement({ title: `Changed ${round}` }) }),
          mine({ do: 'change', ...announcement({ title: `Changed again ${round}` }) }),
          mine({ do: 'answer', answer: 'We are we.' }),
          mine({ do: 'answer', answer: 'We are others.' }),
          mine({ do: 'leave', wish: 'cancel', note: 'Rain' }),
          anna.post(`${at}/ask`, { version, question: 'Who?' }),
          ben.post(`${at}/ask`, { version, question: 'Where?' }),
          anna.post(`${at}/cancel`, { version, cancel_reason: 'Rain' }),
          ben.post(`${at}/edit`, { version, ...announcement({ title: `Edited ${round}` }) }),
          ben.post(`${at}/accept`, { version }),
          anna.post(`${at}/decline`, { version, decline_reason: 'No' }),
          anna.post(`${at}/code`, { version }),
          ben.post(`${at}/code`, { version }),
          ben.post(`${at}/withdraw`, { version }),
          anna.get(at),
          ben.get('/desk'),
        ].map(answer => answer.then(({ status }) => status)),
      )
      for (const [index, status] of statuses.entries())
        assert.ok(status < 500, `${status} for ${index} in round ${round}`)
      assertNoMistakes(site)
    }
  })

  test('nor where it is taken back while it is answered, published and refused', async () => {
    const site = await withDay(await make({ env: { TRUST_PROXY: '1' } }))
    const anna = await signIn(site)
    for (let round = 0; round < ROUNDS; round++) {
      const code = await announce(site, { title: `Event ${round}` })
      const [{ id } = { id: '' }] = await listEvents(site.world.database.db, ['pending'])
      const mine = (fields: Record<string, string>) =>
        send(site, '/en/events/mine', { code, ...fields }, from())
      const answers = await Promise.all([
        mine({ do: 'answer', answer: 'We are we.' }),
        mine({ do: 'leave' }),
        mine({ do: 'leave' }),
        mine({ do: 'change', ...announcement({ title: 'Changed' }) }),
        send(site, '/en/events/new', announcement({ code, title: `Event ${round}` }), from()),
        anna.post(`/desk/events/${id}/ask`, { version: '1', question: 'Who?' }),
        anna.post(`/desk/events/${id}/publish`, { version: '1' }),
        anna.post(`/desk/events/${id}/refuse`, { version: '1', refuse_reason: 'No' }),
        anna.post('/desk/refuse', { id, reason: 'No' }),
      ])
      for (const [index, { status }] of answers.entries()) assert.ok(status < 500, `${status} for ${index}`)
      assertNoMistakes(site)
      const left = await listEvents(site.world.database.db, ['pending', 'asked'])
      for (const event of left) await anna.post('/desk/refuse', { id: event.id, reason: 'Clean' })
    }
  })

  test('nor with editions, settings and corrections', async () => {
    const site = await withDay(await make({ env: { TRUST_PROXY: '1' } }))
    const [anna, ben] = [await signIn(site), await signIn(site)]
    const id = '11111111-2222-4333-8444-555555555555'
    const answers = await Promise.all(
      [anna, ben].flatMap(member => [
        ...[2031, 2031, 2032].map(year => member.post('/desk/editions/new', { year: String(year) })),
        member.post('/desk/settings', { organisation_en: member.member.name, dangerous: ['BY'] }),
        member.post('/desk/settings/shield', { shield: 'open' }),
        send(site, '/en/wrong', { id, text: 'Wrong', page: '/en/' }, from()),
        send(site, '/en/wrong', { id, text: 'Wrong', page: '/en/' }, from()),
        member.post(`/desk/corrections/${id}/close`),
        member.post(`/desk/corrections/${id}/close`),
        member.post('/desk/account/language', { language: 'be' }),
      ]),
    )
    for (const [index, { status }] of answers.entries()) assert.ok(status < 500, `${status} for ${index}`)
    assertNoMistakes(site)
  })
})

function assertNoMistakes(site: TestWorld): void {
  assert.deepEqual(
    site.logged.filter(line => line.includes('"error"')),
    [],
  )
}

let people = 0
/** Somebody at an address of their own. */
function from(): Record<string, string> {
  people += 1
  return { 'x-forwarded-for': `10.${people >> 16}.${(people >> 8) & 255}.${people & 255}` }
}
