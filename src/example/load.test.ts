import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { run } from '#cli/seed-load.ts'
import { PUBLIC_STATES } from '#events/event.ts'
import { KINDS } from '#events/kind.ts'
import { findEvents } from '#events/reads.ts'
import { listEvents } from '#events/store.ts'
import { onBothEngines } from '#testing/world.ts'
import { loadInvented } from './load-actions.ts'

const NOW = Date.parse('2024-05-21T12:00:00Z')

onBothEngines('invented events', make => {
  test('the same seed makes the same events of every kind and form, all of which say that they are invented', async () => {
    const testWorld = await make({ now: NOW })
    const { database } = testWorld.world
    const add = (seed: number) => loadInvented(database, { events: 300, seed, now: NOW })
    assert.equal(await add(1), 2024)
    const first = await listEvents(database.db, PUBLIC_STATES)
    await add(1)
    const all = await listEvents(database.db, PUBLIC_STATES)
    assert.equal(all.length, 600)
    assert.equal(new Set(all.map(event => event.id)).size, 600)
    const numberOf = (slug: string | null) => Number(/^invented-event-(\d+)-/.exec(slug!)![1])
    const contents = (events: typeof all) =>
      events.sort((a, b) => numberOf(a.slug) - numberOf(b.slug)).map(event => JSON.stringify(event.content))
    const known = new Set(first.map(event => event.id))
    assert.deepEqual(contents(all.filter(event => !known.has(event.id))), contents(first))

    assert.deepEqual(new Set(first.map(event => event.content.kind)), new Set(KINDS))
    assert.deepEqual(
      new Set(first.map(event => event.content.where.form)),
      new Set(['place', 'online', 'later']),
    )
    assert.deepEqual(new Set(first.map(event => event.state)), new Set(PUBLIC_STATES))
    for (const { content } of first) {
      assert.ok(content.texts[content.language])
      for (const text of Object.values(content.texts)) {
        assert.match(text.title, /^(Invented event|Выдуманая падзея|Выдуманное событие) \d/)
        assert.match(text.about, /load test|пад нагрузкай|под нагрузкой/)
      }
    }
    assert.equal((await findEvents(testWorld.world, {})).events.length, 600)
  })
})

test('the command fills a fresh data folder, again and again, and refuses what is no number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-test-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const lines: string[] = []
  const io = {
    env: { VESTKA_DATA: folder },
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
  }
  assert.equal(await run(['--events', '20'], io), 0)
  assert.equal(await run(['--events', '20', '--seed', '7'], io), 0)
  assert.match(lines.join('\n'), /20 invented events were added to the edition of 2024/)
  for (const args of [[], ['--events', 'many'], ['--events', '0'], ['--events', '5', '--more']])
    assert.equal(await run(args, io), 2)
})
