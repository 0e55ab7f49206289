import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEmptySqlite } from '#testing/engines.ts'
import { createDatabase, write } from './database.ts'
import { migrate } from './migrate.ts'

test('a full disk is a reason to try again later, and nothing is half saved', async () => {
  const engine = await openEmptySqlite()
  const database = createDatabase(engine)
  await migrate(database)
  await engine.runScript('PRAGMA max_page_count = 1')
  const saved = write(database, ['full'], async trx => {
    for (const name of ['a', 'b'])
      await trx
        .insertInto('settings')
        .values({ name, value: name.repeat(100_000) })
        .execute()
  })
  await assert.rejects(saved, error => engine.isBusy(error))
  assert.deepEqual(await database.db.selectFrom('settings').selectAll().execute(), [])
  await engine.runScript('PRAGMA max_page_count = 1000000')
  await write(database, ['full'], async trx => {
    await trx.insertInto('settings').values({ name: 'a', value: 'a' }).execute()
  })
  await database.close()
})
