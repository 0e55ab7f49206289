import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addEvent, addText, assemble, cutBlock, moveBlock, newEvents, orderBlocks } from './blocks.ts'
import type { Block } from './roundup.ts'

const event = (id: string, day: string | null, startsAt: number | null = null) => ({
  id,
  day,
  startsAt,
  name: id,
})
const names = (blocks: readonly Block[]) => blocks.map(({ id }) => id)

test('the newest day comes first, its events in the order in which they began', () => {
  const blocks = assemble(
    [
      event('b', '2024-05-20', 5),
      event('late', '2024-05-21', 9),
      event('early', '2024-05-21', 2),
      event('x', null),
    ],
    { unreported: true },
  )
  assert.deepEqual(names(blocks), [
    'day-2024-05-21',
    'event-early',
    'event-late',
    'day-2024-05-20',
    'event-b',
    'event-x',
    'unreported',
  ])
})

test('what comes later finds its day, or gets one', () => {
  const blocks = assemble([event('a', '2024-05-21'), event('c', '2024-05-19')], { unreported: true })
  const more = [event('a', '2024-05-21'), event('d', '2024-05-21'), event('e', '2024-05-20')].reduce(
    addEvent,
    blocks,
  )
  assert.deepEqual(names(more), [
    'day-2024-05-21',
    'event-a',
    'event-d',
    'day-2024-05-20',
    'event-e',
    'day-2024-05-19',
    'event-c',
    'unreported',
  ])
})

test('what was cut does not count as new', () => {
  const events = [event('a', '2024-05-21'), event('b', '2024-05-21')]
  const blocks = assemble(events, { unreported: false })
  const roundup = cutBlock({ blocks, cut: [] }, 'event-a')
  assert.deepEqual(names(roundup.blocks), ['day-2024-05-21', 'event-b'])
  assert.deepEqual(
    newEvents(roundup, [...events, event('c', null)]).map(({ id }) => id),
    ['c'],
  )
})

test('numbers put blocks into another order, and the one that was moved wins', () => {
  const blocks = ['a', 'b', 'c', 'd'].reduce(
    (all, id, index) => addText(all, index === 0 ? null : all.at(-1)!.id, id),
    [] as readonly Block[],
  )
  assert.deepEqual(names(orderBlocks(blocks, { d: 2 })), ['a', 'd', 'b', 'c'])
  assert.deepEqual(names(orderBlocks(blocks, { a: 99 })), ['b', 'c', 'd', 'a'])
  assert.deepEqual(names(moveBlock(blocks, 'a', -1)), ['a', 'b', 'c', 'd'])
  assert.deepEqual(names(moveBlock(blocks, 'a', 1)), ['b', 'a', 'c', 'd'])
})

test('no order loses or doubles a block', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer()), typed => {
      const blocks = ['a', 'b', 'c', 'd', 'e'].reduce(
        (all, id) => addText(all, null, id),
        [] as readonly Block[],
      )
      assert.deepEqual(names(orderBlocks(blocks, typed)).sort(), ['a', 'b', 'c', 'd', 'e'])
    }),
  )
})
