import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLane } from './lane.ts'

const rules = { name: 'test', burst: 3, windowMs: 60_000, slowMs: 2000 }
const secret = Buffer.alloc(32, 1)

test('past the burst one waits, and the ticket passes once, at its time, for its holder', () => {
  let now = 1_000_000
  const lane = createLane(rules, secret, () => now)
  for (let i = 0; i < 3; i++) assert.equal(lane.ask('a').pass, true)
  const first = lane.ask('a')
  assert.ok(!first.pass)
  assert.equal(first.waitSeconds, 2)
  assert.equal(lane.ask('a', first.ticket).pass, false, 'too early')
  now += 2000
  assert.equal(lane.ask('b', first.ticket).pass, true, 'another address has its own burst')
  assert.equal(lane.ask('a', first.ticket).pass, true)
  assert.equal(lane.ask('a', first.ticket).pass, false, 'used up')
  assert.equal(lane.ask('a', 'zz.forged').pass, false)
})

test('a hundred people behind one address all get through within minutes', () => {
  let now = 1_000_000
  const lane = createLane(rules, secret, () => now)
  const waiting = Array.from({ length: 100 }, () => lane.ask('rally'))
  const longest = Math.max(...waiting.map(answer => (answer.pass ? 0 : answer.waitSeconds)))
  assert.ok(longest <= 200, `${longest} s`)
  now += longest * 1000
  for (const answer of waiting) assert.ok(answer.pass || lane.ask('rally', answer.ticket).pass)
})
