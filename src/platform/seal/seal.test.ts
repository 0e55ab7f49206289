import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../http/problem.ts'
import { hashPassphrase, isPassphrase, openWithPassphrase, sealWithPassphrase } from './passphrase.ts'
import { createQueue } from './queue.ts'

test('a passphrase is known again and another is not', async () => {
  const phc = await hashPassphrase('пяць коней бягуць')
  assert.match(phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await isPassphrase(phc, 'пяць коней бягуць'), true)
  assert.equal(await isPassphrase(phc, 'пяць коней бягуц'), false)
})

test('what is sealed opens with its passphrase only, and not when it was touched', async () => {
  const sealed = await sealWithPassphrase('JBSWY3DP', 'five horses run')
  assert.doesNotMatch(sealed, /JBSWY3DP/)
  assert.notEqual(sealed, await sealWithPassphrase('JBSWY3DP', 'five horses run'))
  assert.equal(await openWithPassphrase(sealed, 'five horses run'), 'JBSWY3DP')
  assert.equal(await openWithPassphrase(sealed, 'five horses ran'), null)
  const [salt, nonce, body] = sealed.split('.')
  const touched = Buffer.from(body!, 'base64url')
  touched[0]! ^= 1
  assert.equal(
    await openWithPassphrase([salt, nonce, touched.toString('base64url')].join('.'), 'five horses run'),
    null,
  )
  for (const junk of ['', '..', 'none', 'a.b.c']) assert.equal(await openWithPassphrase(junk, 'x'), null)
})

test('a gate lets so many run, so many wait in order, and sends the rest away', async () => {
  const gate = createQueue({ running: 2, waiting: 3 })
  const ends: (() => void)[] = []
  const started: number[] = []
  const enter = (n: number) =>
    gate(() => {
      started.push(n)
      return new Promise<number>(resolve => ends.push(() => resolve(n)))
    })
  const inside = [1, 2, 3, 4, 5].map(enter)
  await assert.rejects(enter(6), (error: Problem) => error instanceof Problem && error.code === 'too-many')
  assert.deepEqual(started, [1, 2])
  for (let i = 0; i < 5; i++) {
    ends[i]!()
    await inside[i]
    await Promise.resolve()
  }
  assert.deepEqual(started, [1, 2, 3, 4, 5])
  const failing = gate(() => Promise.reject(new Error('x')))
  await assert.rejects(failing)
  assert.equal(await gate(async () => 'free again'), 'free again')
})
