import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeFolder } from '#testing/server.ts'
import type { Io } from './command.ts'
import { EXIT } from './command.ts'
import { run } from './intake.ts'

async function intake(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] }
  const io: Io = { env: {}, out: line => lines.out.push(line), err: line => lines.err.push(line) }
  const code = await run(args, io)
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}

function textFile(text: string): string {
  const file = join(makeFolder(), 'list.txt')
  writeFileSync(file, text)
  return file
}

test('drafts are printed as JSON, with doubts in words', async () => {
  const file = textFile('Tuesday, 21 May, 19:00 Minsk time — Kraków, Main Square: vigil with candles')
  const { code, out } = await intake(file, '--year', '2025', '--json')
  assert.equal(code, EXIT.done)
  const [draft, ...more] = JSON.parse(out)
  assert.equal(more.length, 0)
  assert.deepEqual(
    [draft.date, draft.start, draft.zone, draft.city, draft.cityEn, draft.country, draft.kind],
    ['2025-05-21', '19:00', 'Europe/Minsk', 'Kraków', 'Kraków', 'PL', 'vigil'],
  )
  assert.deepEqual(draft.doubts.map(({ code }: { code: string }) => code).sort(), ['weekday', 'zone'])
  assert.match(
    draft.doubts.find((doubt: { code: string }) => doubt.code === 'weekday').text,
    /21 May 2025 is a Wednesday.*Tuesday/,
  )
  assert.ok(!('from' in draft || 'placeId' in draft))
})

test('what the text leaves out comes from the options', async () => {
  const file = textFile('18:00 — picket at the town hall')
  const { out } = await intake(file, '--date', '2026-05-20', '--city', 'Познань', '--json')
  const [draft] = JSON.parse(out)
  assert.deepEqual([draft.date, draft.start, draft.cityEn], ['2026-05-20', '18:00', 'Poznań'])
  assert.ok(draft.guessed.includes('date') && draft.guessed.includes('city'))
})

test('without --json it is a table for people', async () => {
  const { out } = await intake(textFile('May 21\nRome, 18:00: concert'), '--year', '2024')
  assert.match(out, /^2024-05-21 {2}18:00 {2}Rome {2}concert {2}Concert$/)
  assert.equal((await intake(textFile('Nothing happens.'))).out, 'No event was found.')
})

test('wrong use says how it is used, a missing file what to do', async () => {
  for (const args of [
    [],
    ['a', 'b'],
    ['a', '--year', 'soon'],
    ['a', '--date', '21.05'],
    ['a', '--no-such'],
  ]) {
    assert.equal((await intake(...args)).code, EXIT.usage, args.join(' '))
  }
  await assert.rejects(intake(join(makeFolder(), 'nothing.txt')), /no such file/)
  await assert.rejects(intake(makeFolder()), /folder/)
})
