import { randomBytes } from 'node:crypto'
import { type Database, kept } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    settings: { name: string; value: string }
  }
}

export const SETTINGS_TOPIC = 'settings'

/** The settings in force; made again when somebody changes them. */
export function getSettings(database: Database): Promise<Settings> {
  return kept(database, 'settings', { topics: [SETTINGS_TOPIC], load: () => readSettings(database.db) })
}

export async function readSettings(db: Db): Promise<Settings> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', 'site').executeTakeFirst()
  return row ? { ...DEFAULT_SETTINGS, ...(JSON.parse(row.value) as Partial<Settings>) } : DEFAULT_SETTINGS
}

export async function saveSettings(db: Db, settings: Settings): Promise<void> {
  await saveValue(db, 'site', JSON.stringify(settings))
}

/** The secret that signs form tokens and tickets; made at the first start. 32 bytes. */
export async function getOrMakeSecret(db: Db): Promise<Buffer> {
  await db
    .insertInto('settings')
    .values({ name: 'form-secret', value: randomBytes(32).toString('base64url') })
    .onConflict(on => on.column('name').doNothing())
    .execute()
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'form-secret')
    .executeTakeFirstOrThrow()
  return Buffer.from(row.value, 'base64url')
}

async function saveValue(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict(on => on.column('name').doUpdateSet({ value }))
    .execute()
}
