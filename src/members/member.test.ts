import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formOf } from '#platform/forms/form.ts'
import { readCountries } from './countries.ts'
import {
  canModerate,
  foldName,
  nameProblem,
  parseCountries,
  passphraseProblem,
  writeCountries,
} from './member.ts'
import { returnPath } from './paths.ts'
import { readReach } from './reach.ts'

test('a moderator decides on events of their countries only', () => {
  const some = { role: 'moderator', countries: ['LT', 'PL'] } as const
  assert.equal(canModerate(some, 'PL'), true)
  assert.equal(canModerate(some, 'DE'), false)
  assert.equal(canModerate(some, null), false)
  assert.equal(canModerate({ role: 'moderator', countries: 'all' }, null), true)
  assert.equal(canModerate({ role: 'moderator', countries: [] }, 'PL'), false)
  assert.equal(canModerate({ role: 'coordinator', countries: [] }, null), true)
})

test('names that look the same in another case or width are one name', () => {
  assert.equal(foldName('ＡＮＮＡ'), foldName('anna'))
  assert.equal(foldName('Ўладзя'), foldName('ўладзя'))
  assert.notEqual(foldName('анна'), foldName('anna'))
})

test('names are short lines of letters and digits', () => {
  for (const name of ['Ян', 'anna.b', 'Зміцер-2', "O'Neill", 'žŭć 7'])
    assert.equal(nameProblem(name), null, name)
  for (const name of ['', 'a', 'x'.repeat(41), 'a<b', '.ab', 'a:b', 'a/b']) assert.ok(nameProblem(name), name)
})

test('a refused passphrase is explained', () => {
  const problem = (text: string) => passphraseProblem(text, 'anna')
  assert.equal(problem('elevenchars'), 'members.passphrase.short')
  assert.equal(problem('twelve chars'), null)
  assert.equal(problem('дванаццаць'), 'members.passphrase.short')
  assert.equal(problem('дванаццаць ё'), null)
  assert.equal(problem(`${'abcdef '.repeat(28)}abcd`), null)
  assert.equal(problem(`${'abcdef '.repeat(28)}abcde`), 'members.passphrase.long')
  assert.equal(problem('aaaaaaaaaaaab'), 'members.passphrase.monotonous')
  assert.equal(passphraseProblem('KastusKalinouski!', 'kastuskalinouski'), 'members.passphrase.name')
})

test('countries are read as codes and as names, and what is none comes back', () => {
  assert.deepEqual(readCountries('PL lt; Польшча, Германия\nNarnia, uk', ['en', 'be', 'ru']), {
    codes: ['DE', 'LT', 'PL'],
    unknown: ['Narnia', 'uk'],
  })
  assert.deepEqual(readCountries('EU, ZZ, SU, QO', ['en']).codes, [])
  assert.deepEqual(readCountries('', ['en']), { codes: [], unknown: [] })
})

test('countries are kept and read back', () => {
  for (const countries of ['all', ['LT', 'PL']] as const)
    assert.deepEqual(parseCountries(writeCountries(countries)), countries)
})

test('a moderator needs a country, or all of them, said; a translator a language', () => {
  const read = (fields: Record<string, string>) =>
    readReach(formOf(new URLSearchParams(fields)), ['en', 'be'])
  assert.deepEqual(read({}).errors, { role: 'members.invite.role-none' })
  assert.deepEqual(read({ role: 'moderator' }).errors, { countries: 'members.invite.countries-none' })
  assert.deepEqual(read({ role: 'moderator', reach: 'some', countries: 'Narnia' }).unknown, 'Narnia')
  assert.deepEqual(read({ role: 'moderator', reach: 'all' }).value, {
    role: 'moderator',
    countries: 'all',
    languages: [],
  })
  assert.deepEqual(read({ role: 'translator', reach: 'all' }).errors, {
    languages: 'members.invite.languages-none',
  })
  assert.deepEqual(read({ role: 'translator', reach: 'all', languages: 'be' }).value, {
    role: 'translator',
    countries: [],
    languages: ['be'],
  })
  assert.deepEqual(read({ role: 'letters', reach: 'all', languages: 'be' }).value.countries, [])
  assert.deepEqual(read({ role: 'coordinator', countries: 'PL' }).value.countries, 'all')
  assert.deepEqual(read({ role: 'owner' }).errors, { role: 'members.invite.role-none' })
})

test('one comes back to pages of the desk only', () => {
  assert.equal(returnPath('/desk/queue?state=waiting'), '/desk/queue?state=waiting')
  assert.equal(returnPath('/desk'), '/desk')
  for (const text of [
    '',
    '/',
    '/desks',
    '//evil.example/desk',
    '/desk/../en/',
    '/desk/..//evil.example',
    '/desk\\..\\..',
    'https://evil.example/desk',
    '/desk/\nx',
    '/desk/sign-in?to=/desk',
    '/desk/sign-out',
    '/desk/unlock',
  ])
    assert.equal(returnPath(text), null, text)
})

test('whatever is given, one never leaves this host', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', '/desk', '/desk/', '/desk?'), (text, start) => {
      const path = returnPath(start + text)
      if (path === null) return
      const url = new URL(path, 'http://here.example')
      assert.equal(url.origin, 'http://here.example')
      assert.match(url.pathname, /^\/desk(\/|$)/)
    }),
    { numRuns: 2000 },
  )
})
