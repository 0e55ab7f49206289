import { sql } from 'kysely'
import type { Db } from '#platform/db/tables.ts'
import {
  foldName,
  type Member,
  parseCountries,
  parseLanguages,
  type Role,
  writeCountries,
  writeLanguages,
} from './member.ts'

export type MemberRow = {
  id: string
  name: string
  name_folded: string
  role: string
  countries: string
  languages: string
  language: string | null
  since: string
  passphrase: string
  totp: string
  totp_step: number
}

/** What proves that a member is who they say, as it is kept. */
export type Secrets = Pick<MemberRow, 'passphrase' | 'totp' | 'totp_step'>

declare module '#platform/db/tables.ts' {
  interface Tables {
    members: MemberRow
  }
}

const FACE = ['id', 'name', 'role', 'countries', 'languages', 'language', 'since', 'passphrase'] as const

/** All members, by name. */
export async function listMembers(db: Db): Promise<Member[]> {
  const rows = await db.selectFrom('members').select(FACE).orderBy('name_folded').execute()
  return rows.map(toMember)
}

export async function findMember(db: Db, id: string): Promise<Member | undefined> {
  const row = await db.selectFrom('members').select(FACE).where('id', '=', id).executeTakeFirst()
  return row && toMember(row)
}

export async function findMemberByName(db: Db, name: string): Promise<Member | undefined> {
  const row = await db
    .selectFrom('members')
    .select(FACE)
    .where('name_folded', '=', foldName(name))
    .executeTakeFirst()
  return row && toMember(row)
}

/**
 * What a member's answers are compared with; found by the name that was typed, or by id. What was typed is compared here:
 * some type an e-mail address or a passphrase there, and PostgreSQL would have it in its memory.
 */
export async function findSecrets(
  db: Db,
  by: { name: string } | { id: string },
): Promise<(Secrets & { id: string }) | undefined> {
  const id = 'id' in by ? by.id : await findIdByName(db, by.name)
  if (id === undefined) return undefined
  return db
    .selectFrom('members')
    .select(['id', 'passphrase', 'totp', 'totp_step'])
    .where('id', '=', id)
    .executeTakeFirst()
}

async function findIdByName(db: Db, name: string): Promise<string | undefined> {
  const rows = await db.selectFrom('members').select(['id', 'name_folded']).orderBy('id').execute()
  const folded = foldName(name)
  return rows.find(row => row.name_folded === folded)?.id
}

export async function countMembers(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('members')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many coordinators can sign in besides the member of this id. */
export async function countOtherCoordinators(db: Db, id: string): Promise<number> {
  const { count } = await db
    .selectFrom('members')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('role', '=', 'coordinator')
    .where('passphrase', '!=', '')
    .where('id', '!=', id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Lets one transaction at a time decide who is a coordinator, so that two together cannot remove the last. */
export async function lockMembers(db: Db): Promise<void> {
  await db
    .insertInto('versions')
    .values({ topic: 'members', version: 1 })
    .onConflict(on => on.column('topic').doUpdateSet({ version: sql<number>`versions.version + 1` }))
    .execute()
}

export async function insertMember(
  db: Db,
  { active: _, ...member }: Member,
  secrets: Secrets,
): Promise<void> {
  await db
    .insertInto('members')
    .values({
      ...member,
      ...secrets,
      countries: writeCountries(member.countries),
      languages: writeLanguages(member.languages),
      name_folded: foldName(member.name),
    })
    .execute()
}

export async function updateSecrets(db: Db, id: string, secrets: Partial<Secrets>): Promise<void> {
  await db.updateTable('members').set(secrets).where('id', '=', id).execute()
}

/** Puts new secrets in place of those that belong to the passphrase hash given; false when that has changed meanwhile. */
export async function replaceSecrets(
  db: Db,
  known: { id: string; passphrase: string },
  secrets: Partial<Secrets>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('members')
    .set(secrets)
    .where('id', '=', known.id)
    .where('passphrase', '=', known.passphrase)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Notes the time step of an accepted code; false when it, or a later one, was accepted already. */
export async function acceptStep(db: Db, id: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('members')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where('totp_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function updateMember(
  db: Db,
  id: string,
  change: Partial<Pick<Member, 'role' | 'countries' | 'languages' | 'language'>>,
): Promise<void> {
  const { countries, languages, ...rest } = change
  await db
    .updateTable('members')
    .set({
      ...rest,
      ...(countries ? { countries: writeCountries(countries) } : {}),
      ...(languages ? { languages: writeLanguages(languages) } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** Deletes a member with sessions, passkeys and secrets. */
export async function deleteMember(db: Db, id: string): Promise<void> {
  await db.deleteFrom('members').where('id', '=', id).execute()
}

function toMember(row: Pick<MemberRow, (typeof FACE)[number]>): Member {
  const { passphrase, countries, languages, role, ...rest } = row
  return {
    ...rest,
    role: role as Role,
    countries: parseCountries(countries),
    languages: parseLanguages(languages),
    active: passphrase !== '',
  }
}
