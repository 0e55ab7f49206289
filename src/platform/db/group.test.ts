import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '#testing/world.ts'
import { write } from './database.ts'
import { writeTogether } from './group.ts'

onBothEngines('writes that come together', make => {
  test('one that fails is undone alone, and the others are kept', async () => {
    const { world } = await make()
    const { database } = world
    const set = (name: string, fails = false) =>
      writeTogether(database, [], async trx => {
        await trx.insertInto('settings').values({ name, value: '1' }).execute()
        if (fails) throw new Error(`${name} fails`)
        return name
      })
    const names = Array.from({ length: 300 }, (_, index) => `n${index}`)
    const outcomes = await Promise.allSettled(names.map((name, index) => set(name, index === 150)))
    const failed = outcomes.filter(outcome => outcome.status === 'rejected')
    assert.deepEqual(
      failed.map(({ reason }) => reason.message),
      ['n150 fails'],
    )
    const rows = await database.db.selectFrom('settings').select('name').execute()
    const kept = new Set(rows.map(row => row.name))
    for (const [index, name] of names.entries()) assert.equal(kept.has(name), index !== 150, name)
  })

  test('a name that is taken is refused to the second alone, with its own error', async () => {
    const { world } = await make()
    const { database } = world
    const take = () =>
      writeTogether(database, [], trx =>
        trx.insertInto('settings').values({ name: 'one', value: '1' }).execute(),
      )
    const outcomes = await Promise.allSettled([take(), take(), take()])
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected'],
    )
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') assert.ok(database.engine.isUniqueViolation(outcome.reason))
  })

  test('topics of those that were kept change, once for all, and others do not', async () => {
    const { world } = await make()
    const { database } = world
    const versionOf = async (topic: string) =>
      (
        await database.db
          .selectFrom('versions')
          .select('version')
          .where('topic', '=', topic)
          .executeTakeFirst()
      )?.version
    const nothing = async () => {}
    const fails = () => Promise.reject(new Error('no'))
    await Promise.allSettled([
      writeTogether(database, ['a'], nothing),
      writeTogether(database, ['a', 'b'], nothing),
      writeTogether(database, ['c'], fails),
    ])
    assert.deepEqual([await versionOf('a'), await versionOf('b'), await versionOf('c')], [1, 1, undefined])
    await write(database, ['a'], nothing)
    assert.equal(await versionOf('a'), 2)
  })

  test('who comes while a line is long is told so at once, and nobody in it is lost', async () => {
    const { world } = await make()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 2100 }, () => writeTogether(world.database, [], async () => 1)),
    )
    const refused = outcomes.filter(outcome => outcome.status === 'rejected')
    assert.equal(refused.length, 100)
    for (const { reason } of refused) assert.equal(reason.code, 'too-many')
  })
})
