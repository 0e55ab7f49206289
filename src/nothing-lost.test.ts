import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesOf, sealRecord } from '#platform/seal/sealed.ts'
import { changeSettings } from '#settings/actions.ts'
import { announce, announcement, decide, idInQueue, publish, withDay, withExample } from './testing/event.ts'
import { fieldsIn, findLost } from './testing/fields.ts'
import { signIn } from './testing/member.ts'
import { makeKey, type TestKey } from './testing/seal.ts'
import { onBothEngines, type TestWorld } from './testing/world.ts'

type Pairs = [string, string][]

/** Every field of the form, none of them empty. */
const FULL: Pairs = [
  ['title', 'Вечар «лістоў» & <песень>'],
  ['kind', 'letter-writing'],
  ['about', '\nFirst line\n\nSecond "line"'],
  ['from', '2024-05-22'],
  ['to', '2024-05-23'],
  ['start', '18:30'],
  ['end', '20:00'],
  ['gather', '18:00'],
  ['hours', 'through'],
  ['where', 'place'],
  ['city', 'Gdańsk'],
  ['country', 'PL'],
  ['venue', 'Library on the corner'],
  ['link', 'https://example.org/join'],
  ['hosts', 'Letters from Gdańsk\nSecond group'],
  ['host_is_group', 'yes'],
  ['street', 'Długa 1'],
  ['reveal', '3'],
  ['hide_city', 'yes'],
  ['parts', '18:30 Songs\n19:00 Letters'],
  ['registration', 'https://example.org/register'],
  ['spoken', 'be'],
  ['spoken', 'pl'],
  ['bring', 'A pen'],
  ['access', 'Step-free'],
  ['photos', 'ask'],
  ['safety', 'Mind the stairs'],
  ['language', 'be'],
  ['contact', '\nA messenger: @«name»\n& more'],
]
const BOXES: Pairs = [
  ['night', 'yes'],
  ['open_end', 'yes'],
  ['date_later', 'yes'],
  ['anonymous', 'yes'],
]
/** One thing wrong at a time. */
const WRONG: Pairs = [
  ['title', ''],
  ['title', 'a'.repeat(141)],
  ['kind', ''],
  ['from', '2024-02-30'],
  ['to', '2024-05-21'],
  ['start', '99:99'],
  ['end', '26:00'],
  ['gather', '19:00'],
  ['city', 'Unknown town'],
  ['link', 'javascript:alert(1)'],
  ['reveal', ''],
  ['registration', 'ftp://example.org/'],
  ['parts', '99:99 Nothing'],
  ['hosts', 'Ivan Ivanov'],
  ['venue', 'Broken \ufffd text'],
  ['about', 'a'.repeat(5001)],
  ['contact', 'a'.repeat(401)],
]

onBothEngines('nothing that somebody typed is lost', make => {
  test('an announcement that is refused comes back whole', async () => {
    const { site } = await withKey(await make())
    for (const [name, value] of WRONG) {
      const without = name === 'city' ? ['country'] : name === 'hosts' ? ['host_is_group'] : []
      const sent = [...FULL, ...BOXES].flatMap((pair): Pairs => {
        // 'To be announced' and 'open end' would do away with what is wrong here.
        if (['open_end', 'date_later', 'anonymous'].includes(pair[0]) && name !== 'title') return []
        return pair[0] === name ? [[name, value]] : without.includes(pair[0]) ? [] : [pair]
      })
      const answer = await post(site, '/en/events/new', sent)
      assert.equal(answer.status, 422, `${name}: ${value.slice(0, 30)}`)
      assert.deepEqual(findLost(answer.text, sent), [], name)
    }
  })

  test('so does one that waits, has an old token, or meets closed forms', async () => {
    const { site, key } = await withKey(await make())
    const code = await announce(site)
    const sealed = sealedPairs(key)
    const carried: Pairs = [...sealed, ['code', code]]
    const sent: Pairs = [...FULL, ['code', code.replace(/^..../, code.slice(0, 4))]]
    const oldSealed = await post(site, '/en/events/new', [...carried, ['token', 'old']], {
      'sec-fetch-site': '',
    })
    assert.deepEqual(findLost(oldSealed.text, carried), [])
    const old = await post(site, '/en/events/new', [...sent, ['token', 'old']], { 'sec-fetch-site': '' })
    assert.equal(old.status, 422)
    assert.deepEqual(findLost(old.text, sent), [])

    await changeSettings(site.world, { name: 'anna' }, { shield: 'harder' })
    const slow = await post(site, '/en/events/new', sent)
    assert.equal(slow.status, 429)
    assert.ok(Number(slow.headers.get('retry-after')) > 0)
    assert.deepEqual(findLost(slow.text, sent), [])
    assert.ok(fieldsIn(slow.text).get('ticket')?.[0])
    assert.deepEqual(findLost((await post(site, '/en/events/new', carried)).text, carried), [])

    await changeSettings(site.world, { name: 'anna' }, { shield: 'paused' })
    const paused = await post(site, '/en/events/new', sent)
    assert.equal(paused.status, 503)
    assert.deepEqual(findLost(paused.text, FULL), [])
    assert.deepEqual(findLost((await post(site, '/en/events/new', carried)).text, sealed), [])
  })

  test('behind the code: a change, an answer, the wish to leave, and the code itself', async () => {
    const { site, key } = await withKey(await make())
    const { code, member, id } = await publish(site)
    await decide(member, id, { action: 'ask', question: 'Who are you?' })
    const change: Pairs = [...FULL, ['code', code], ['do', 'change']]
    const answer: Pairs = [
      ['code', code],
      ['do', 'answer'],
      ['answer', 'We are\n\nwe.'],
    ]
    const leave: Pairs = [
      ['code', code],
      ['do', 'leave'],
      ['wish', 'withdraw'],
      ['note', 'It rains.'],
    ]
    const open: Pairs = [['code', code]]
    const carried: Pairs = [...sealedPairs(key), ['code', code], ['do', 'change']]
    const all = { change, carried, answer, leave, open }

    const wrong = await post(site, '/en/events/mine', changed(change, 'start', '99:99'))
    assert.equal(wrong.status, 422)
    assert.deepEqual(findLost(wrong.text, changed(change, 'start', '99:99')), [])
    const long = changed(answer, 'answer', 'a'.repeat(3001))
    assert.deepEqual(findLost((await post(site, '/en/events/mine', long)).text, long), [])
    const longNote = changed(leave, 'note', 'a'.repeat(1001))
    const refused = await post(site, '/en/events/mine', longNote)
    assert.equal(refused.status, 422)
    assert.deepEqual(findLost(refused.text, longNote), [])
    const typo: Pairs = [['code', `${code.slice(0, -1)}?`]]
    assert.deepEqual(findLost((await post(site, '/en/events/mine', typo)).text, typo), [])

    for (const [name, sent] of Object.entries(all)) {
      const old = await post(site, '/en/events/mine', [...sent, ['token', 'old']], { 'sec-fetch-site': '' })
      assert.deepEqual(findLost(old.text, sent), [], `${name} with an old token`)
    }
    for (let sent = 0; sent < 60; sent++) await post(site, '/en/events/mine', [['code', 'x']])
    for (const [name, sent] of Object.entries(all)) {
      const slow = await post(site, '/en/events/mine', sent)
      assert.equal(slow.status, 429)
      assert.deepEqual(findLost(slow.text, sent), [], `${name} in the slow lane`)
      const fields = fieldsIn(slow.text)
      assert.ok(fields.get('ticket')?.[0], name)
      site.setNow(site.world.clock() + Number(slow.headers.get('retry-after')) * 1000)
      const again = await post(site, '/en/events/mine', [...sent, ['ticket', fields.get('ticket')![0]!]])
      assert.equal(again.status, 200, `${name} with its ticket`)
    }
  })

  test('at the desk: when somebody was faster, when something is wrong, when one is signed out', async () => {
    const { site } = await withKey(await make())
    const { member, id } = await publish(site)
    const edit: Pairs = [...FULL, ['move_reason', 'Rain'], ['moved', 'yes']]
    const texts: Pairs = [
      ['title', 'Вечар'],
      ['about', 'Пра\n\nгэта'],
      ['venue', 'Бібліятэка'],
      ['hosts', 'Лісты'],
    ]
    const forms: [string, Pairs][] = [
      [`/desk/events/${id}/edit`, edit],
      [`/desk/events/${id}/texts/be`, texts],
      [`/desk/events/${id}/ask`, [['question', 'Who\nare you?']]],
      [`/desk/events/${id}/cancel`, [['cancel_reason', 'It rains.']]],
    ]
    for (const [path, sent] of forms) {
      const stale = await desk(member.post, path, [...sent, ['version', '1']])
      assert.equal(stale.status, 409, path)
      assert.deepEqual(findLost(stale.text, sent), [], `${path} after somebody else`)
      assert.match(stale.text, /Somebody else changed this in the meantime/)
      const signedOut = await post({ ...site, public: site.desk }, path, [...sent, ['version', '2']])
      assert.equal(signedOut.status, 401)
      assert.deepEqual(findLost(signedOut.text, [...sent, ['version', '2']]), [], `${path} signed out`)
    }
    const wrong = changed(edit, 'start', '99:99')
    const refused = await desk(member.post, `/desk/events/${id}/edit`, [...wrong, ['version', '2']])
    assert.equal(refused.status, 422)
    assert.deepEqual(findLost(refused.text, wrong), [])
    const long: Pairs = [['question', 'a'.repeat(3001)]]
    const tooLong = await desk(member.post, `/desk/events/${id}/ask`, [...long, ['version', '2']])
    assert.deepEqual(findLost(tooLong.text, long), [])
    assert.match(tooLong.text, /one character too long/)

    const poland = await signIn(site, { role: 'moderator', countries: ['PL'] })
    const abroad = changed(changed(FULL, 'country', 'LT'), 'city', 'Vilnius')
    const elsewhere = await desk(poland.post, '/desk/events/new', abroad)
    assert.equal(elsewhere.status, 422)
    assert.deepEqual(findLost(elsewhere.text, abroad), [])
    const moved = await desk(poland.post, `/desk/events/${id}/edit`, [...abroad, ['version', '2']])
    assert.equal(moved.status, 422)
    assert.deepEqual(findLost(moved.text, abroad), [])

    await announce(site, { title: 'Waiting' })
    await idInQueue(member, 'Waiting')
    const reason: Pairs = [['reason', 'Rubbish,\nall of it']]
    const none = await desk(member.post, '/desk/refuse', reason)
    assert.equal(none.status, 422)
    assert.deepEqual(findLost(none.text, reason), [])
  })

  test('an edition, when somebody was faster or something is wrong', async () => {
    const site = await withExample(await make())
    const member = await signIn(site)
    const page = await (await member.get('/desk/editions/2024')).text()
    const all: Pairs = [...fieldsIn(page)]
      .filter(([name]) => !['token', 'version', 'year'].includes(name))
      .flatMap(([name, values]): Pairs => values.map(value => [name, value]))
    const sent = changed(all, 'slogan_en', 'Changed "here"')
    const stale = await desk(member.post, '/desk/editions/2024', [...sent, ['version', '0']])
    assert.equal(stale.status, 409)
    assert.match(stale.text, /Somebody else changed this in the meantime/)
    assert.deepEqual(findLost(stale.text, sent), [])
    const wrong = changed(sent, 'day', '2024-02-30')
    const refused = await desk(member.post, '/desk/editions/2024', [...wrong, ['version', '1']])
    assert.equal(refused.status, 422)
    assert.deepEqual(findLost(refused.text, wrong), [])
  })

  test('a form that is far too long comes back filled in as well', async () => {
    const site = await withDay(await make())
    const long = changed(Object.entries(announcement()), 'about', 'ліст '.repeat(14_000))
    const refused = await post(site, '/be/events/new', long)
    assert.equal(refused.status, 422)
    assert.deepEqual(findLost(refused.text, long), [])
    const member = await signIn(site)
    const list: Pairs = [['text', 'Мы пішам лісты. '.repeat(11_000)]]
    const pasted = await desk(member.post, '/desk/intake', list)
    assert.equal(pasted.status, 422)
    assert.deepEqual(findLost(pasted.text, list), [])
    const many: Pairs = [['text', 'Мы пішам лісты. '.repeat(30_000)]]
    const tooMany = await desk(member.post, '/desk/intake', many)
    assert.equal(tooMany.status, 422)
    assert.match(tooMany.text, /longer than/)
    assert.deepEqual(findLost(tooMany.text, many), [])
  })

  test('a correction, in every case', async () => {
    const site = await withDay(await make())
    const sent: Pairs = [
      ['text', '\nThe date is\n\nwrong <here>'],
      ['page', '/en/events?day=2024-05-21'],
    ]
    const long = changed(sent, 'text', 'a'.repeat(2001))
    assert.deepEqual(findLost((await post(site, '/en/wrong', long)).text, long), [])
    const old = await post(site, '/en/wrong', sent, { 'sec-fetch-site': '' })
    assert.deepEqual(findLost(old.text, sent), [])
    for (const shield of ['harder', 'paused'] as const) {
      await changeSettings(site.world, { name: 'anna' }, { shield })
      assert.deepEqual(findLost((await post(site, '/en/wrong', sent)).text, sent), [], shield)
    }
  })
})

async function withKey(made: TestWorld): Promise<{ site: TestWorld; key: TestKey }> {
  const site = await withDay(made)
  return { site, key: await makeKey(site.world) }
}

/** The same form as a browser with scripts sends it. */
function sealedPairs({ id, recipient }: TestKey): Pairs {
  const sealed = Buffer.from(bytesOf(sealRecord(recipient, { text: 'A messenger' }, 2048))).toString('base64')
  return [...changed(FULL, 'contact', ''), ['contact_sealed', sealed], ['seal_key', id]]
}

type Got = { status: number; text: string; headers: Headers }

async function post(
  site: Pick<TestWorld, 'public'>,
  path: string,
  fields: Pairs,
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
): Promise<Got> {
  const own = Object.fromEntries(Object.entries(headers).filter(([, value]) => value))
  const body = new URLSearchParams(fields)
  const answer = await site.public.request(path, { method: 'POST', body, headers: own })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

async function desk(
  sending: (path: string, fields: Record<string, string[]>) => Promise<Response>,
  path: string,
  fields: Pairs,
): Promise<Got> {
  const lists = Object.groupBy(fields, ([name]) => name)
  const all = Object.entries(lists).map(([name, pairs]) => [name, pairs!.map(([, value]) => value)])
  const answer = await sending(path, Object.fromEntries(all))
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

function changed(pairs: Pairs, name: string, value: string): Pairs {
  return pairs.map(pair => (pair[0] === name ? [name, value] : pair))
}
