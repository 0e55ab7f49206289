import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDocx, makeXlsx, makeZip } from '../../testing/zip.ts'
import { htmlToText } from './html.ts'
import { readDocument } from './read.ts'

const textOf = async (bytes: Buffer) => {
  const read = await readDocument(bytes)
  assert.ok(read.ok, JSON.stringify(read))
  return read.text
}

test('documents of every kind are read by what they are', async () => {
  assert.match(await textOf(makeDocx(['21 May', 'Rally in Gdańsk'])), /21 May\n\nRally in Gdańsk/)
  assert.equal(
    await textOf(
      makeXlsx([
        ['Date', 'City'],
        ['21 May', 'Łódź'],
      ]),
    ),
    'Date\tCity\n21 May\tŁódź',
  )
  assert.equal(
    await textOf(Buffer.from('Дата;Город;Место\n"21 мая";"Вильно";"Зал; малый"')),
    'Дата\tГород\tМесто\n21 мая\tВильно\tЗал; малый',
  )
  assert.equal(
    await textOf(Buffer.from('<!doctype html><p>One<script>x()</script></p><ul><li>two</ul>')),
    'One\n\n• two',
  )
  assert.equal(await textOf(Buffer.from([0xd0, 0xe8, 0xe3, 0xe0, 0x2c, 0x20, 0x32, 0x31])), 'Рига, 21')
  assert.equal(await textOf(Buffer.from('\ufeffOne, two and three', 'utf16le')), 'One, two and three')
})

test('what is no text, broken or a bomb is refused', async () => {
  const error = async (bytes: Buffer) => {
    const read = await readDocument(bytes)
    return read.ok ? 'read' : read.error
  }
  assert.equal(await error(Buffer.alloc(0)), 'empty')
  assert.equal(await error(Buffer.from([1, 0, 2, 0])), 'type')
  assert.equal(await error(makeZip({ 'a.txt': 'x' })), 'type')
  assert.equal(await error(makeDocx(['x']).subarray(0, 300)), 'broken')
  assert.equal(await error(makeZip({ 'word/document.xml': '<not-closed' })), 'broken')
  const bomb = makeDocx(['x'])
  bomb.writeUInt32LE(3_000_000_000, bomb.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 24)
  assert.equal(await error(bomb), 'large')
})

test('words of a page are read without its machinery, however deep', () => {
  assert.equal(htmlToText('<table><tr><td>a</td><td>b&nbsp;&amp; c</td></tr></table>'), 'a\tb\u00a0& c')
  assert.equal(htmlToText('<h2>21 May</h2>line<br>next'), '21 May\n\nline\nnext')
  assert.equal(htmlToText(`${'<div>'.repeat(20_000)}deep`), 'deep')
})
