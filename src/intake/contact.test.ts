import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertGrowsEvenly } from '#testing/growth.ts'
import { withContactDoubt } from './contact.ts'
import { readIntake } from './read.ts'

const doubtsOf = (rest: string) =>
  readIntake(
    `Вильнюс, 21 мая 2026, 18:00, площадь Кудиркос, митинг солидарности. ${rest}`,
  ).drafts[0]!.doubts.map(({ code }) => code)

test('how a person is reached is a doubt, since all words of a list could be published', () => {
  for (const rest of [
    'Контакт: Анна, +370 612 34567',
    'Звоните: 8 (029) 123-45-67, Анна',
    'Телефон 0612-345-678',
    'Пишите на anna@example.org',
    'Пошта: ганна@пошта.бел',
  ])
    assert.deepEqual(doubtsOf(rest), ['contact'], rest)
  for (const rest of [
    'Возьмите свечи.',
    'Вход 10 евро, 2000 мест.',
    'https://example.org/@group/800600123456',
  ])
    assert.deepEqual(doubtsOf(rest), [], rest)
})

test('a hostile text is looked through in time that grows with its length', async () => {
  const draft = readIntake('Vilnius, 21 May 2026, 18:00, rally').drafts[0]!
  for (const part of ['@', 'a@a', '+1', '+1 ', '0 ', '0(', '80-', 'a.', '@a.'])
    await assertGrowsEvenly(
      about => withContactDoubt({ ...draft, about }),
      part.repeat(400_000 / part.length),
    )
})
