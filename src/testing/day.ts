import { EDITIONS_TOPIC, listEditions, updateEdition } from '#editions/store.ts'
import { loadExample } from '#example/actions.ts'
import { type Database, write } from '#platform/db/database.ts'

/** Puts the Day of 2024 into a database as the organisation's own: other than the example, it takes events. */
export async function loadDay(database: Database): Promise<void> {
  await loadExample({ database })
  await write(database, [EDITIONS_TOPIC], async trx => {
    for (const edition of await listEditions(trx))
      await updateEdition(trx, { ...edition, version: edition.version + 1, example: false })
  })
}
