import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toText } from '#platform/ui/html.ts'
import { onBothEngines } from '#testing/world.ts'
import { creditLine } from './card.ts'

onBothEngines('the line below a picture', make => {
  test('says who took it and how it may be used, and speaks of no credit where there is none', async () => {
    const t = (await make()).world.texts.in('en')
    const line = (credit: string, licence: 'press' | 'all-rights') =>
      toText(creditLine({ t }, { credit, licence }))
    assert.equal(line('Group', 'press'), 'Photo: Group · free to use with this credit')
    assert.equal(line('', 'press'), 'The photographer is not named · free to use')
    assert.equal(line('', 'all-rights'), 'The photographer is not named · all rights reserved')
  })
})
