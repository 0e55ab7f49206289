import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { askApproval } from '#approvals/actions.ts'
import type { ApprovalKind } from '#approvals/approval.ts'
import { insertCorrection } from '#corrections/store.ts'
import { insertEnquiry } from '#enquiries/store.ts'
import { keepBatch } from '#intake/actions.ts'
import { saveMemberKey } from '#keys/store.ts'
import { insertArticle } from '#news/store.ts'
import { NO_TEXT } from '#news/writing.ts'
import { newPicture } from '#pictures/actions.ts'
import { insertPicture, saveBody } from '#pictures/store.ts'
import { write } from '#platform/db/database.ts'
import { newIdentity } from '#platform/seal/pair.ts'
import { toSealed } from '#platform/seal/sealed.ts'
import { insertReport } from '#reports/store.ts'
import { announce, idInQueue, publish, withDay } from '#testing/event.ts'
import { makeKey } from '#testing/seal.ts'
import { type SignedIn, signIn } from './testing/member.ts'
import { onBothEngines, type TestWorld } from './testing/world.ts'

/** Whoever may sit at the desk; the event that they try to reach is in Poland, its organiser's words are English. */
const ACTORS = {
  coordinator: { role: 'coordinator' },
  'moderator of all countries': { role: 'moderator', countries: 'all' },
  'moderator of Poland': { role: 'moderator', countries: ['PL'] },
  'moderator of Lithuania': { role: 'moderator', countries: ['LT'] },
  editor: { role: 'editor' },
  'translator into Belarusian': { role: 'translator', languages: ['be'] },
  'translator into Russian': { role: 'translator', languages: ['ru'] },
  register: { role: 'register' },
  letters: { role: 'letters' },
  petitions: { role: 'petitions' },
} as const
type Actor = keyof typeof ACTORS

const EVERYONE = Object.keys(ACTORS) as Actor[]
const COORDINATOR: Actor[] = ['coordinator']
const DECIDERS: Actor[] = [
  'coordinator',
  'moderator of all countries',
  'moderator of Poland',
  'moderator of Lithuania',
]
const HOLDERS = EVERYONE.filter(actor => !/^(editor|translator)/.test(actor))
const OF_POLAND = DECIDERS.slice(0, 3)
const WRITERS: Actor[] = ['coordinator', 'editor']
const NEWS_WRITERS: Actor[] = [...WRITERS, 'translator into Belarusian', 'translator into Russian']
const CORRECTORS: Actor[] = ['coordinator', 'moderator of all countries', 'editor']
const WRITING: Actor[] = [...WRITERS, 'translator into Belarusian', 'translator into Russian']
const BELARUSIAN: Actor[] = [...OF_POLAND, 'editor', 'translator into Belarusian']

/** Each address of the desk and who reaches it; a new one has to be put here before the tests pass. */
const REACH: Record<string, readonly Actor[]> = {
  'GET /desk': EVERYONE,
  'POST /desk/refuse': DECIDERS,
  'GET /desk/texts': NEWS_WRITERS,
  'GET /desk/log': COORDINATOR,

  'GET /desk/events/new': DECIDERS,
  'POST /desk/events/new': DECIDERS,
  'GET /desk/events/:id': OF_POLAND,
  'GET /desk/events/:id/edit': OF_POLAND,
  'POST /desk/events/:id/edit': OF_POLAND,
  'GET /desk/events/:id/texts/:lang': BELARUSIAN,
  'POST /desk/events/:id/texts/:lang': BELARUSIAN,
  'POST /desk/events/:id/publish': OF_POLAND,
  'POST /desk/events/:id/ask': OF_POLAND,
  'POST /desk/events/:id/refuse': OF_POLAND,
  'POST /desk/events/:id/cancel': OF_POLAND,
  'POST /desk/events/:id/withdraw': OF_POLAND,
  'POST /desk/events/:id/accept': OF_POLAND,
  'POST /desk/events/:id/noted': OF_POLAND,
  'POST /desk/events/:id/decline': OF_POLAND,
  'POST /desk/events/:id/code': OF_POLAND,

  'GET /desk/evening': [...DECIDERS, 'editor'],
  'POST /desk/evening/next': DECIDERS,
  'GET /desk/events/:id/report': OF_POLAND,
  'GET /desk/events/:id/report/edit': OF_POLAND,
  'POST /desk/events/:id/report/edit': OF_POLAND,
  'GET /desk/events/:id/report/texts/:lang': BELARUSIAN,
  'POST /desk/events/:id/report/texts/:lang': BELARUSIAN,
  'POST /desk/events/:id/report/publish': OF_POLAND,
  'POST /desk/events/:id/report/ask': OF_POLAND,
  'POST /desk/events/:id/report/refuse': OF_POLAND,
  'POST /desk/events/:id/report/accept': OF_POLAND,
  'POST /desk/events/:id/report/decline': OF_POLAND,

  'GET /desk/enquiries': OF_POLAND,
  'POST /desk/enquiries/refuse': OF_POLAND,
  'GET /desk/enquiries/:id': OF_POLAND,
  'POST /desk/enquiries/:id/tell': OF_POLAND,
  'POST /desk/enquiries/:id/refuse': OF_POLAND,

  'GET /desk/pictures': [...DECIDERS, 'editor'],
  'POST /desk/pictures': [...DECIDERS, 'editor'],
  'POST /desk/pictures/next': DECIDERS,
  'GET /desk/pictures/waiting.json': [...DECIDERS, 'editor'],
  'GET /desk/pictures/:file': OF_POLAND,
  'POST /desk/pictures/:id/reseal': OF_POLAND,
  'GET /desk/pictures/:name': OF_POLAND,
  'POST /desk/pictures/:id/approve': OF_POLAND,
  'POST /desk/pictures/:id/refuse': OF_POLAND,
  'POST /desk/pictures/:id/remove': OF_POLAND,
  'POST /desk/pictures/:id/edit': OF_POLAND,
  'POST /desk/pictures/:id/publish': OF_POLAND,
  'POST /desk/pictures/:id/hide': OF_POLAND,

  'GET /desk/contacts': DECIDERS,
  'GET /desk/contacts/export': COORDINATOR,
  'POST /desk/contacts/export': COORDINATOR,
  'POST /desk/contacts/export/take': COORDINATOR,
  // For those who hold no key, or decide about no such event, the list is empty.
  'GET /desk/sealed/list.json': EVERYONE,
  'GET /desk/sealed/records/:file': OF_POLAND,
  'POST /desk/sealed/records/:id': OF_POLAND,
  'POST /desk/corrections/:id/close': CORRECTORS,

  'GET /desk/editions': WRITERS,
  'POST /desk/editions/new': COORDINATOR,
  'GET /desk/editions/:year': WRITERS,
  'POST /desk/editions/:year': WRITERS,

  'GET /desk/intake': [...DECIDERS, 'editor'],
  'POST /desk/intake': [...DECIDERS, 'editor'],
  'GET /desk/intake/:id': [...DECIDERS, 'editor'],
  'POST /desk/intake/:id': [...DECIDERS, 'editor'],

  'GET /desk/roundups': WRITING,
  'POST /desk/roundups/:year/assemble': WRITERS,
  'GET /desk/roundups/:year': WRITERS,
  'POST /desk/roundups/:year': WRITERS,
  'GET /desk/roundups/:year/:lang': [...WRITERS, 'translator into Belarusian'],
  'POST /desk/roundups/:year/:lang': [...WRITERS, 'translator into Belarusian'],

  'GET /desk/news': NEWS_WRITERS,
  'GET /desk/news/new': WRITERS,
  'POST /desk/news/new': WRITERS,
  'GET /desk/news/:id': WRITERS,
  'POST /desk/news/:id': WRITERS,
  'POST /desk/news/:id/publish': WRITERS,
  'POST /desk/news/:id/take-back': WRITERS,
  'POST /desk/news/:id/delete': WRITERS,
  'GET /desk/news/:id/texts/:lang': ['coordinator', 'editor', 'translator into Belarusian'],
  'POST /desk/news/:id/texts/:lang': ['coordinator', 'editor', 'translator into Belarusian'],

  'GET /desk/settings': COORDINATOR,
  'POST /desk/settings': COORDINATOR,
  'POST /desk/settings/shield': COORDINATOR,

  'GET /desk/approvals': COORDINATOR,
  'POST /desk/approvals/:id/approve': COORDINATOR,
  'POST /desk/approvals/:id/refuse': COORDINATOR,
  'POST /desk/approvals/:id/withdraw': COORDINATOR,

  'GET /desk/keys': COORDINATOR,
  'GET /desk/keys/ring.json': HOLDERS,
  'GET /desk/keys/recovery.json': COORDINATOR,
  'GET /desk/keys/recover': COORDINATOR,
  'POST /desk/keys/give': COORDINATOR,
  'POST /desk/keys/renew': COORDINATOR,
  'GET /desk/keys/set-up': COORDINATOR,
  'POST /desk/keys/set-up': COORDINATOR,
  'GET /desk/keys/mine': HOLDERS,
  'POST /desk/keys/mine': HOLDERS,
  'GET /desk/keys/mine/file': HOLDERS,
  'POST /desk/keys/mine/passkey': HOLDERS,
  'POST /desk/keys/mine/passkey/remove': HOLDERS,
  'GET /desk/keys/sheets': COORDINATOR,
  'POST /desk/keys/sheets': COORDINATOR,
  'GET /desk/keys/renewals.json': COORDINATOR,

  'GET /desk/sign-in': EVERYONE,
  'POST /desk/sign-in': EVERYONE,
  'GET /desk/unlock': EVERYONE,
  'POST /desk/unlock': EVERYONE,
  'POST /desk/lock': EVERYONE,
  'POST /desk/sign-out': EVERYONE,
  'GET /desk/welcome': EVERYONE,
  'POST /desk/welcome': EVERYONE,
  'GET /desk/welcome/confirm': EVERYONE,
  'POST /desk/welcome/confirm': EVERYONE,
  'GET /desk/account': EVERYONE,
  'POST /desk/account/language': EVERYONE,
  'POST /desk/account/passphrase': EVERYONE,
  'POST /desk/account/totp': EVERYONE,
  'POST /desk/account/totp/confirm': EVERYONE,
  'POST /desk/account/passkeys': EVERYONE,
  'POST /desk/account/passkeys/remove': EVERYONE,
  'POST /desk/account/sessions/end': EVERYONE,
  'POST /desk/account/sessions/end-all': EVERYONE,

  'GET /desk/members': COORDINATOR,
  'POST /desk/members/invite': COORDINATOR,
  'POST /desk/members/invite/approved': COORDINATOR,
  'POST /desk/members/invitations/revoke': COORDINATOR,
  'GET /desk/members/:id': COORDINATOR,
  'POST /desk/members/:id/role': COORDINATOR,
  'POST /desk/members/:id/sessions/end': COORDINATOR,
  'POST /desk/members/:id/reset': COORDINATOR,
  'POST /desk/members/:id/remove': COORDINATOR,
}

/** Nobody has to be signed in. */
const GATES = /^\w+ \/desk\/(sign-in|welcome(\/confirm)?)$/
/** The session ends or locks with it. */
const ENDS = ['POST /desk/lock', 'POST /desk/sign-out', 'POST /desk/account/sessions/end-all']

onBothEngines('each role', make => {
  test('reaches its part of the desk and finds nothing anywhere else', async () => {
    const testWorld = await withDay(await make())
    const fixture = await prepare(testWorld)
    const routes = routesOf(testWorld)
    assert.deepEqual(
      routes.filter(route => !(route in REACH)),
      [],
      'new addresses: say in REACH who reaches them',
    )
    assert.deepEqual(
      Object.keys(REACH).filter(route => !routes.includes(route)),
      [],
      'addresses that are gone',
    )
    const wrong: string[] = []
    for (const [actor, who] of Object.entries(ACTORS) as [Actor, (typeof ACTORS)[Actor]][]) {
      let member = await signIn(testWorld, who)
      for (const route of routes) {
        const { status, location } = await send(testWorld, { fixture, member, route })
        const came = status !== 404 && status < 500 && !/sign-in/.test(GATES.test(route) ? '' : location)
        const may = REACH[route]!.includes(actor)
        if (ENDS.includes(route)) member = await signIn(testWorld, who)
        else if (came !== may) wrong.push(`${route}: ${actor} gets ${status} ${location}`)
      }
    }
    assert.deepEqual(wrong, [])
  })

  test('is asked for who is not signed in, everywhere but at the gates', async () => {
    const testWorld = await withDay(await make())
    const fixture = await prepare(testWorld)
    for (const route of routesOf(testWorld).filter(each => !GATES.test(each))) {
      const [method, path] = (await addressOf(testWorld, { fixture, route })).split(' ') as [string, string]
      const headers = { 'sec-fetch-site': 'same-origin' }
      const body = method === 'POST' ? { body: new URLSearchParams({ x: '1' }) } : {}
      const answer = await testWorld.desk.request(path, { method, headers, ...body })
      assert.ok([303, 401].includes(answer.status), `${route}: ${answer.status}`)
    }
  })
})

onBothEngines('texts of events', make => {
  test('translators see what everyone sees, in their languages, and not the organiser’s own', async () => {
    const testWorld = await withDay(await make())
    await publish(testWorld, { title: 'Shown to all' })
    const secret = { title: 'Shown late', where: 'place', reveal: '2', from: '2024-05-23' }
    const late = await publish(testWorld, secret)
    await announce(testWorld, { title: 'Not published' })
    const be = await signIn(testWorld, { role: 'translator', languages: ['be', 'en'] })
    const list = await (await be.get('/desk')).text()
    assert.match(list, /Shown to all/)
    assert.doesNotMatch(list, /Shown late|Not published/)
    assert.match(list, /Belarusian: missing/)
    assert.doesNotMatch(list, /Russian:|English:/)
    assert.equal((await be.get(`/desk/events/${late.id}/texts/be`)).status, 404)
    testWorld.setNow(Date.parse('2024-05-23T15:30:00Z'))
    const then = await signIn(testWorld, { role: 'translator', languages: ['be', 'en'] })
    assert.equal((await then.get(`/desk/events/${late.id}/texts/be`)).status, 200)
    assert.equal((await then.get(`/desk/events/${late.id}/texts/en`)).status, 404)
  })

  test('a translation is saved and leads back to the list', async () => {
    const testWorld = await withDay(await make())
    const { id } = await publish(testWorld)
    const member = await signIn(testWorld, { role: 'translator', languages: ['be'], name: 'ala' })
    const form = await (await member.get(`/desk/events/${id}/texts/be`)).text()
    assert.match(form, /href="(\.\.\/)+desk">/)
    const version = /name="version" value="(\d+)"/.exec(form)![1]!
    const saved = await member.post(`/desk/events/${id}/texts/be`, { version, title: 'Вечар лістоў' })
    assert.match(saved.headers.get('location')!, /\/desk#done$/)
    assert.match(await (await member.get('/desk')).text(), /Belarusian: change/)
    assert.match(await (await testWorld.public.request('/be/events')).text(), /Вечар лістоў/)
  })

  test('editors write all languages, also before an event is published, and see corrections', async () => {
    const testWorld = await withDay(await make())
    await announce(testWorld, { title: 'Not published' })
    const coordinator = await signIn(testWorld)
    const id = await idInQueue(coordinator, 'Not published')
    await addCorrection(testWorld)
    const editor = await signIn(testWorld, { role: 'editor' })
    const list = await (await editor.get('/desk')).text()
    for (const said of [/Not published/, /English: the original/, /Russian: missing/, /There is a mistake/])
      assert.match(list, said)
    assert.equal((await editor.get(`/desk/events/${id}/texts/en`)).status, 200)
    assert.equal((await editor.get(`/desk/events/${id}`)).status, 404)
  })

  test('editors change the texts of an edition and nothing else of it', async () => {
    const testWorld = await withDay(await make())
    const editor = await signIn(testWorld, { role: 'editor' })
    const page = await (await editor.get('/desk/editions/2024')).text()
    assert.doesNotMatch(page, /name="(day|published|country|figures|f0_least)"/)
    const row = () =>
      testWorld.world.database.db
        .selectFrom('editions')
        .selectAll()
        .where('year', '=', 2024)
        .executeTakeFirstOrThrow()
    const before = await row()
    const fields = {
      version: String(before.version),
      title_en: 'A new title',
      day: '2024-01-01',
      figures: '0',
    }
    const saved = await editor.post('/desk/editions/2024', fields)
    assert.equal(saved.status, 303)
    const after = await row()
    const { texts, ...rest } = JSON.parse(after.content)
    assert.equal(texts.en.title, 'A new title')
    const { texts: _, ...restBefore } = JSON.parse(before.content)
    assert.deepEqual([after.published, rest], [before.published, restBefore])
  })
})

type Fixture = Awaited<ReturnType<typeof prepare>>

async function prepare(testWorld: TestWorld) {
  const { id: keyId } = await makeKey(testWorld.world)
  await makeKey(testWorld.world, 'recovery')
  const { id, member: asker } = await publish(testWorld, { contact: 'a contact' })
  await addCorrection(testWorld)
  const { db } = testWorld.world.database
  const { id: recordId } = await db.selectFrom('sealed').select('id').executeTakeFirstOrThrow()
  const other = await signIn(testWorld, { role: 'moderator', countries: ['DE'] })
  const enquiryId = await addEnquiry(testWorld, id)
  const articleId = await addArticle(testWorld)
  await addReport(testWorld, id)
  const pictureId = await addPicture(testWorld, { eventId: id, keyId })
  const intakeId = await keepBatch(testWorld.world, { name: 'anna' }, { source: '', entries: [] })
  return {
    eventId: id,
    intakeId,
    pictureId,
    recordId,
    enquiryId,
    articleId,
    memberId: other.member.id,
    asker,
  }
}

function addCorrection({ world }: TestWorld): Promise<void> {
  const correction = { path: '/en/', text: 'There is a mistake', lang: 'en', arrived: '2024-05-21' }
  return write(world.database, [], trx => insertCorrection(trx, { id: randomUUID(), ...correction }))
}

/** An English article that is ready to be translated. */
async function addArticle({ world }: TestWorld): Promise<string> {
  const id = randomUUID()
  const texts = { en: { ...NO_TEXT, title: 'News', body: 'Words', state: 'done' as const } }
  const about = { events: [], editions: [] }
  const article = { id, kind: 'article' as const, slug: 'news', version: 1, published: false, tags: [] }
  await write(world.database, [], trx => insertArticle(trx, { ...article, original: 'en', about, texts }))
  return id
}

async function addEnquiry({ world }: TestWorld, eventId: string): Promise<string> {
  const id = randomUUID()
  const face = { state: 'waiting', reason: '', place: null, arrived: '2024-05-21', decided: null } as const
  const enquiry = { id, eventId, recipient: 'age1nobody', ...face }
  await write(world.database, [], trx => insertEnquiry(trx, enquiry, id))
  return id
}

async function addPicture(
  { world }: TestWorld,
  { eventId, keyId }: { eventId: string; keyId: string },
): Promise<string> {
  const told = { credit: '', licence: 'press', alts: {}, captions: {} } as const
  const arrival = { subject: `event:${eventId}`, told, width: 8, height: 6, covered: 0, consent: null }
  const picture = newPicture(world, arrival)
  await write(world.database, [], async trx => {
    await insertPicture(trx, picture, randomUUID())
    await saveBody(trx, picture.id, { keyId, body: toSealed(new Uint8Array(8)) })
  })
  return picture.id
}

function addReport({ world }: TestWorld, eventId: string): Promise<void> {
  const content = { language: 'en', text: { en: 'It rained.' }, attendance: null, quotes: [], incidents: [] }
  const face = { state: 'published', version: 1, proposed: null, arrived: '2024-05-21' } as const
  const report = { eventId, content, ...face, publishedAt: 1, updatedAt: 1 }
  return write(world.database, [], trx => insertReport(trx, report))
}

/** 'GET /desk/members/:id', without what a parameter looks like. */
function routesOf({ desk }: TestWorld): string[] {
  const routes = desk.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/desk'))
  return [...new Set(routes.map(({ method, path }) => `${method} ${path.replace(/\{.*\}$/, '')}`))]
}

/** The address of something that is there, so that only the reach can make it a 404. */
async function addressOf(
  testWorld: TestWorld,
  { fixture, route, member }: { fixture: Fixture; route: string; member?: SignedIn },
): Promise<string> {
  const { eventId, intakeId, recordId, enquiryId, articleId, pictureId, memberId, asker } = fixture
  if (route.includes('/approvals/')) {
    const isOwn = route.endsWith('withdraw') && member?.member.role === 'coordinator'
    return route.replace(':id', await wish(testWorld, isOwn ? member : asker, 'export'))
  }
  return route
    .replace('/events/:id', `/events/${eventId}`)
    .replace(/\/enquiries$/, `/enquiries?event=${eventId}`)
    .replace('/enquiries/:id', `/enquiries/${enquiryId}`)
    .replace('/intake/:id', `/intake/${intakeId}`)
    .replace('/news/:id', `/news/${articleId}`)
    .replace('/members/:id', `/members/${memberId}`)
    .replace('/records/:id', `/records/${recordId}`)
    .replace('/pictures/:file', `/pictures/${pictureId}.json`)
    .replace(/\/pictures\/:(id|name)/, `/pictures/${pictureId}`)
    .replace(':file', `${recordId}.json`)
    .replace(':lang', 'be')
    .replace(':year', '2024')
    .replace(':id', randomUUID())
}

async function send(
  testWorld: TestWorld,
  { fixture, route, member }: { fixture: Fixture; route: string; member: SignedIn },
): Promise<{ status: number; location: string }> {
  const [method, path] = (await addressOf(testWorld, { fixture, route, member })).split(' ') as [
    string,
    string,
  ]
  // Only who has made a key has a file of it.
  if (route.endsWith('/mine/file')) await addOwnKey(testWorld, member)
  const isApproved = route.endsWith('/invite/approved') && member.member.role === 'coordinator'
  const id = isApproved ? await approvedWish(testWorld, member) : randomUUID()
  const answer =
    method === 'GET' ? await member.get(path) : await member.post(path, { id, event: fixture.eventId })
  return { status: answer.status, location: answer.headers.get('location') ?? '' }
}

function addOwnKey({ world }: TestWorld, { member }: SignedIn): Promise<void> {
  const { recipient } = newIdentity()
  const key = { memberId: member.id, recipient, byWords: Buffer.from('age'), made: '2024-05-21' }
  return write(world.database, [], trx => saveMemberKey(trx, { ...key, byPasskey: null, passkeyId: null }))
}

async function wish({ world }: TestWorld, { member: by }: SignedIn, kind: ApprovalKind): Promise<string> {
  const payload = JSON.stringify({ what: 'invite' })
  const { id } = await write(world.database, [], trx =>
    askApproval(trx, world, { kind, subject: 'invitation', payload, by }),
  )
  return id
}

async function approvedWish(testWorld: TestWorld, member: SignedIn): Promise<string> {
  const id = await wish(testWorld, member, 'add-coordinator')
  await testWorld.world.database.db
    .updateTable('approvals')
    .set({ state: 'approved' })
    .where('id', '=', id)
    .execute()
  return id
}
