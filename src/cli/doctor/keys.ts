import type { Key } from '#keys/key.ts'
import { listHolders, listKeys } from '#keys/store.ts'
import { findSecrets, listMembers } from '#members/store.ts'
import type { Db } from '#platform/db/tables.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

type Held = { key: Key; holders: number }

/** The organisation's keys: made, none due, each with two holders, and nobody holds one without a second factor. */
export async function checkKeys(db: Db): Promise<Finding[]> {
  const current = (await listKeys(db)).filter(key => key.ended === null)
  if (current.length === 0)
    return [
      warn(
        'keys',
        'There are no keys yet: forms that need one are closed, and copies of the database are not sealed.',
        'A coordinator signs in at the desk and makes them.',
      ),
    ]
  const copies = await listHolders(db)
  const held = current
    .filter(({ purpose }) => purpose !== 'recovery')
    .map(key => ({ key, holders: copies.filter(({ keyId }) => keyId === key.id).length }))
  return [
    checkRecovery(current),
    checkDue(held),
    checkHolders(held),
    await checkFactors(db, new Set(copies.map(({ memberId }) => memberId))),
  ]
}

function checkRecovery(current: readonly Key[]): Finding {
  return current.some(({ purpose }) => purpose === 'recovery')
    ? ok('keys', 'The keys are made, with recovery sheets.')
    : fail(
        'keys',
        'There is no recovery key: who loses their words loses what is sealed.',
        'Make the keys again at the desk, with recovery sheets.',
      )
}

function checkDue(held: readonly Held[]): Finding {
  const due = held.filter(({ key }) => key.due !== '').map(({ key }) => key.purpose)
  return due.length === 0
    ? ok('keys-due', 'No key has to be replaced.')
    : warn(
        'keys-due',
        `A new key has to be made for ${due.join(', ')}: until then, who left can open what comes in.`,
        'A coordinator makes it on the page of keys at the desk.',
      )
}

function checkHolders(held: readonly Held[]): Finding {
  const lonely = held.filter(({ holders }) => holders < 2).map(({ key }) => key.purpose)
  return lonely.length === 0
    ? ok('keys-holders', 'Each key has two holders or more.')
    : warn(
        'keys-holders',
        `Fewer than two members hold the key for ${lonely.join(', ')}.`,
        'Give it to a second one at the desk: otherwise only the recovery sheets are left when the first loses their words.',
      )
}

async function checkFactors(db: Db, holders: ReadonlySet<string>): Promise<Finding> {
  const members = (await listMembers(db)).filter(({ id, active }) => active && holders.has(id))
  const secrets = await Promise.all(members.map(({ id }) => findSecrets(db, { id })))
  const without = secrets.filter(secret => !secret?.totp).length
  return without === 0
    ? ok('keys-factors', 'Everybody who holds a key signs in with a second factor.')
    : fail(
        'keys-factors',
        `${without === 1 ? 'One member holds' : `${without} members hold`} keys and have no second factor.`,
        'Let them set up their account again: ./vestka member reset NAME.',
      )
}
