import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertGrowsEvenly } from '#testing/growth.ts'
import { readAtLeast } from './attendance.ts'

const READ: readonly [string, number | null][] = [
  ['more than a hundred', 100],
  ['100', 100],
  ['1,200 people', 1200],
  ['1 200 человек', 1200],
  ['1.5 thousand', 1500],
  ['over 2k', 2000],
  ['100–120', 100],
  ['from 30 to 40', 30],
  ['two hundred and fifty', 250],
  ['dozens', 24],
  ['several dozen', 24],
  ['hundreds of people', 200],
  ['at least forty', 40],
  ['no fewer than 60', 60],
  ['a few', 2],
  ['about a hundred', null],
  ['up to 300', null],
  ['fewer than ten', null],
  ['many', null],
  ['', null],
  ['больше ста человек', 100],
  ['больше сотни', 100],
  ['сотни людей', 200],
  ['несколько сотен', 200],
  ['несколько десятков', 20],
  ['около пятидесяти', null],
  ['человек сто', null],
  ['не менее трёхсот', 300],
  ['полторы тысячи', 1500],
  ['две тысячи триста', 2300],
  ['сто двадцать', 120],
  ['двадцать пять', 25],
  ['пятьсот', 500],
  ['девятьсот', 900],
  ['12', 12],
  ['больш за сто чалавек', 100],
  ['каля сотні', null],
  ['некалькі дзясяткаў', 20],
  ['дзве сотні', 200],
  ['пяцьдзясят', 50],
  ['пяцьдзесят', 50],
  ['паўтары тысячы', 1500],
  ['прынамсі семдзесят', 70],
  ['некалькі чалавек', 2],
  ['п’яцьсот', 500],
  ['понад двісті осіб', 200],
  ['кілька сотень', 200],
  ['близько ста', null],
  ['щонайменше п’ятдесят', 50],
  ['девʼяносто', 90],
  ['99999999999999999999', null],
]

test('reads from words how many there were at least, and makes nothing up', () => {
  for (const [words, expected] of READ) assert.equal(readAtLeast(words), expected, words)
})

test('reads a long line in time that grows with its length', async () => {
  for (const piece of ['сто ', '1 ', '~', 'більше ', '1.000'])
    await assertGrowsEvenly(readAtLeast, piece.repeat(Math.ceil(200_000 / piece.length)))
})
