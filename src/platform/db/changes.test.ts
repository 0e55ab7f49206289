import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEmpty } from '../../testing/engines.ts'
import { until } from '../../testing/until.ts'
import { followChanges } from './changes.ts'
import { createDatabase, write } from './database.ts'
import { migrate } from './migrate.ts'

onBothEmpty('what others change', open => {
  test('is looked at again after a look that failed, and nothing is kept until then', async t => {
    const database = createDatabase(await open())
    t.after(() => database.close())
    // Without its table a look fails, as it does while the database comes back.
    let wrote = true
    const source = {
      othersWrote: () => {
        const answer = wrote
        wrote = false
        return answer
      },
      isListening: () => true,
    }
    const changes = followChanges(database.db, source)
    await changes.catchUp()
    assert.equal(changes.mayKeep(), false)
    await migrate(database)
    await write(database, ['settings'], async () => {})
    await changes.catchUp()
    assert.equal(changes.mayKeep(), true)
    assert.equal(changes.stamp(['settings']), 1)
  })

  test('is waited for by everybody who asks while it is being looked at', async t => {
    const database = createDatabase(await open())
    t.after(() => database.close())
    await migrate(database)
    let wrote = true
    const changes = followChanges(database.db, {
      othersWrote: () => {
        const answer = wrote
        wrote = false
        return answer
      },
      isListening: () => true,
    })
    const first = changes.catchUp()
    wrote = true
    const second = changes.catchUp()
    await first
    assert.ok(changes.catchUp(), 'the second look is still under way')
    await second
    assert.equal(changes.catchUp(), undefined)
  })

  test('is seen within seconds even when no message of it arrives', async t => {
    const engine = await open()
    const database = createDatabase(engine)
    t.after(() => database.close())
    await migrate(database)
    await write(database, ['events'], async () => {})
    // The message of our own write, or that of the listening, must not be the one that tells.
    await setTimeout(300)
    await database.changes.catchUp()
    const before = database.changes.stamp(['events'])
    // As after a message that a connection lost on its way, without either end knowing.
    const other = await engine.another()
    await other.runScript("UPDATE versions SET version = version + 1 WHERE topic = 'events'")
    await other.close()
    const isSeen = async () => {
      await database.changes.catchUp()
      return database.changes.stamp(['events']) !== before
    }
    await until(isSeen, () => 'the change was not seen')
  })
})
