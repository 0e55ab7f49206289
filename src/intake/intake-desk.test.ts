import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSource } from '#events/source-store.ts'
import { decide, idInQueue, withDay } from '../testing/event.ts'
import { fieldsIn } from '../testing/fields.ts'
import { type SignedIn, signIn } from '../testing/member.ts'
import { onBothEngines } from '../testing/world.ts'
import { findBatch } from './store.ts'

// Invented for this test.
const LIST = `Events of the week (local time)

21 May, Tuesday
• Gdańsk, Poland. 18:00–20:00: Evening of letters. Location: Library on the corner
• Riga, Latvia. 19:00: Concert of the choir. Location: House of Culture

22 May, Monday
• Prague, Czech Republic. 17:30: Rally with candles`

onBothEngines('a pasted list', make => {
  test('becomes drafts beside their source, is corrected and accepted into the queue', async () => {
    const test = await withDay(await make())
    const member = await signIn(test)
    const path = await paste(member, { text: LIST, year: '2024' })
    const page = await (await member.get(path)).text()
    assert.equal(page.match(/class="intake-draft"/g)?.length, 3)
    assert.match(page, /<mark id="source-0">/)
    assert.match(page, /Wednesday.*but the text says Monday/)
    const form = await formAt(member, path)
    assert.equal(form['d0_city'], 'Gdańsk')
    assert.equal(form['d0_start'], '18:00')
    const answer = await member.post(path, { ...form, d0_title: 'Letters and tea', do: 'accept:0' })
    assert.equal(answer.status, 303)
    await idInQueue(member, 'Letters and tea')
    const all = await member.post(path, { ...(await formAt(member, path)), do: 'accept-all' })
    assert.equal(all.status, 303)
    const left = await (await member.get(path)).text()
    assert.equal(left.match(/class="intake-draft"/g)?.length, 1, 'the one with a doubt is left')
    const twice = await member.post(path, { ...form, do: 'accept:0' })
    assert.equal(twice.status, 409)
    assert.equal((await queue(member)).split('Letters and tea</a>').length, 2)
  })

  test('a list with more events than are taken at once comes back, and nothing of it is lost silently', async () => {
    const test = await withDay(await make())
    const member = await signIn(test)
    const rows = Array.from({ length: 401 }, (_, n) => `Riga, Latvia. 18:00: Rally number ${n + 1}`)
    const answer = await member.post('/desk/intake', { text: ['21 May 2024', ...rows].join('\n') })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /more than 400 events[\s\S]*Rally number 401/)
  })

  test('accepting waits for a Day that takes events, and keeps what was typed until then', async () => {
    const test = await make()
    const member = await signIn(test)
    const path = await paste(member, { text: LIST, year: '2024' })
    for (const wish of ['accept:0', 'accept-all']) {
      const form = await formAt(member, path)
      const refused = await member.post(path, { ...form, d0_title: `Letters, ${wish}`, do: wish })
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), /href="[^"]*editions">Begin your Day/)
      assert.equal((await formAt(member, path))['d0_title'], `Letters, ${wish}`)
    }
    assert.doesNotMatch(await queue(member), /Letters/)
  })

  test('its words and links come along, its lines stand beside the event until it is published', async () => {
    const test = await withDay(await make())
    const member = await signIn(test)
    const line =
      'Gdańsk, Poland. 18:00–20:00: Evening of letters. Admission is free. Register: https://example.org/letters'
    const path = await paste(member, { text: `Events\n\n21 May 2024\n• ${line}\n\nKraków 21.05` })
    const page = await (await member.get(path)).text()
    assert.match(page, /One line names a day[\s\S]*not understood<\/span> Kraków 21\.05<\/mark>/)
    const form = await formAt(member, path)
    assert.match(form['d0_about'] ?? '', /Admission is free/)
    assert.equal(form['d0_registration'], 'https://example.org/letters')
    await member.post(path, { ...form, do: 'accept:0' })
    await member.post(path, { ...(await formAt(member, path)), do: 'forget' })
    const id = await idInQueue(member, 'Evening of letters')
    const review = () => member.get(`/desk/events/${id}`).then(answer => answer.text())
    assert.ok((await review()).includes(`>${line}</blockquote>`))
    assert.match(await review(), /<dt>Registration[\s\S]*example\.org\/letters/)
    await decide(member, id, { action: 'publish' })
    assert.ok(!(await review()).includes(line))
    assert.equal(await findSource(test.world.database.db, id), undefined)
  })

  test('what the text calls cancelled is never accepted in one go with the rest', async () => {
    const test = await withDay(await make())
    const member = await signIn(test)
    const path = await paste(member, {
      text: '21 May 2024\nGdańsk, Poland. 18:00: Evening of letters\nRiga, Latvia. 19:00: Concert of the choir - CANCELLED',
    })
    assert.match(await (await member.get(path)).text(), /says that this is cancelled/)
    await member.post(path, { ...(await formAt(member, path)), do: 'accept-all' })
    await idInQueue(member, 'Evening of letters')
    assert.doesNotMatch(await queue(member), /Concert of the choir/)
  })

  test('what is typed into any draft is kept by every button, and what is wrong is said', async () => {
    const test = await withDay(await make())
    const member = await signIn(test)
    const path = await paste(member, { text: LIST, year: '2024' })
    const form = await formAt(member, path)
    const wrong = await member.post(path, {
      ...form,
      d0_from: 'never',
      d2_venue: 'By the clock',
      do: 'accept:0',
    })
    assert.equal(wrong.status, 422)
    const shown = fieldsIn(await wrong.text())
    assert.deepEqual(shown.get('d0_from'), ['never'])
    assert.deepEqual(shown.get('d2_venue'), ['By the clock'])
    const again = await formAt(member, path)
    assert.equal(again['d2_venue'], 'By the clock')
    await member.post(path, { ...again, do: 'drop:1' })
    assert.match(await (await member.get(path)).text(), /put aside/)
    const id = path.split('/').at(-1)!
    await member.post(path, { ...(await formAt(member, path)), do: 'forget' })
    assert.equal(await findBatch(test.world.database.db, id), undefined)
    assert.equal((await member.get(path)).status, 404)
  })

  test('an event that is here already stands beside its draft', async () => {
    const test = await withDay(await make())
    const member = await signIn(test)
    const path = await paste(member, {
      text: '21 May 2024\nVilnius, Lithuania. 18:00: Rally on Cathedral Square',
    })
    assert.match(await (await member.get(path)).text(), /Perhaps here already:[\s\S]*On Cathedral Square/)
  })

  test('a text without events comes back as it was; a moderator accepts only for their countries', async () => {
    const test = await withDay(await make())
    const member = await signIn(test, { role: 'moderator', countries: ['LV'] })
    const nothing = await member.post('/desk/intake', { text: 'Good morning to all of you.' })
    assert.equal(nothing.status, 422)
    assert.match(await nothing.text(), /Good morning to all of you/)
    const path = await paste(member, { text: LIST, year: '2024' })
    const form = await formAt(member, path)
    assert.equal((await member.post(path, { ...form, do: 'accept:0' })).status, 422)
    assert.equal((await member.post(path, { ...(await formAt(member, path)), do: 'accept:1' })).status, 303)
    const editor = await signIn(test, { role: 'letters' })
    assert.equal((await editor.get(path)).status, 404)
  })
})

async function paste(member: SignedIn, fields: Record<string, string>): Promise<string> {
  const answer = await member.post('/desk/intake', fields)
  assert.equal(answer.status, 303, await answer.text())
  return `/desk/intake/${answer.headers.get('location')!.split('/').at(-1)}`
}

async function formAt(member: SignedIn, path: string): Promise<Record<string, string>> {
  const fields = fieldsIn(await (await member.get(path)).text())
  fields.delete('token')
  return Object.fromEntries([...fields].map(([name, [value]]) => [name, value!]))
}

async function queue(member: SignedIn): Promise<string> {
  return (await member.get('/desk')).text()
}
