import assert from 'node:assert/strict'
import { beforeEach, describe, mock, test } from 'node:test'
import { ASK_MS, forgetWithDesk, NEXT_PAGE_MS, type Said } from './closing.ts'

describe('the worker lets go of a key with the desk', () => {
  let open: boolean
  let pages: number
  let say: (said: Said) => void

  beforeEach(() => {
    mock.timers.reset()
    mock.timers.enable({ apis: ['setInterval', 'Date'], now: 1_700_000_000_000 })
    open = true
    pages = 1
    const channel: Parameters<typeof forgetWithDesk>[0] = {
      onmessage: null,
      postMessage: () => {
        for (let page = 0; page < pages; page += 1) say('here')
      },
    }
    say = data => channel.onmessage?.call(channel as BroadcastChannel, { data } as MessageEvent)
    forgetWithDesk(channel, { isOpen: () => open, forget: () => (open = false) })
  })
  // Step by step: within one tick the clock stands at its end.
  const wait = (ms: number) => {
    for (let step = 0; step < ms; step += ASK_MS / 4) mock.timers.tick(ASK_MS / 4)
  }

  test('it stays while a page answers', () => {
    for (let minute = 0; minute < 10; minute += 1) wait(60_000)
    assert.ok(open)
  })

  test('it goes soon after the last page is closed, not at once', () => {
    wait(60_000)
    pages = 0
    wait(NEXT_PAGE_MS - ASK_MS)
    assert.ok(open)
    wait(2 * ASK_MS)
    assert.ok(!open)
  })

  test('it stays when the next page comes in time', () => {
    pages = 0
    wait(NEXT_PAGE_MS - ASK_MS)
    pages = 1
    say('here')
    wait(60_000)
    assert.ok(open)
  })

  test('it goes when the machine slept, even if a page speaks first', () => {
    mock.timers.setTime(Date.now() + 60 * 60_000)
    say('here')
    assert.ok(!open)
  })

  test('it goes at once when the desk is locked', () => {
    say('forget')
    assert.ok(!open)
  })

  test('one opened long after the worker began is not taken for an old one', () => {
    open = false
    pages = 0
    wait(10 * 60_000)
    open = true
    wait(ASK_MS)
    assert.ok(open)
  })

  test('it goes when only another worker asks', () => {
    pages = 0
    for (let time = 0; time < 2 * NEXT_PAGE_MS; time += ASK_MS) {
      say('who')
      wait(ASK_MS)
    }
    assert.ok(!open)
  })
})
