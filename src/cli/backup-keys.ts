import { listHolders, listKeys, listMemberRecipients } from '#keys/store.ts'
import type { Database } from '#platform/db/database.ts'
import { ensureTable, listDone } from '#platform/db/migrate.ts'

/**
 * Whose keys open a backup: the key for backups, the recovery key, and the own keys of those who hold the key for backups,
 * so that their key file is enough when the server is gone. None where no keys were made yet.
 */
export async function backupRecipients(database: Database): Promise<string[]> {
  const { db } = database
  await ensureTable(database)
  if (!(await listDone(db)).has('0008_seal.sql')) return []
  const current = (await listKeys(db)).filter(key => key.ended === null)
  const backup = current.find(key => key.purpose === 'backup')
  const recovery = current.find(key => key.purpose === 'recovery')
  if (!backup) return []
  const holders = (await listHolders(db)).filter(({ keyId }) => keyId === backup.id)
  const own = (await listMemberRecipients(db)).filter(({ memberId }) =>
    holders.some(holder => holder.memberId === memberId),
  )
  return [backup, ...(recovery ? [recovery] : []), ...own].map(({ recipient }) => recipient)
}
