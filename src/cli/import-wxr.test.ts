import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeFolder } from '#testing/server.ts'
import { openInside } from '#testing/site.ts'
import { dispatch } from './vestka.ts'

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>'
const post = (number: number, more = '') =>
  `\n<item><title>Post ${number}</title><link>https://old.example/post-${number}/</link><guid>g${number}</guid><content:encoded><![CDATA[<p>Words</p><img src="https://old.example/${number}.jpg">]]></content:encoded><wp:post_id>${number}</wp:post_id><wp:post_date_gmt>2020-05-21 10:00:00</wp:post_date_gmt><wp:post_name>post-${number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${more}</item>`

/** Runs the command on a file with this text. */
async function importText(folder: string, text: string | Uint8Array, ...args: string[]) {
  const file = join(folder, 'export.xml')
  writeFileSync(file, text)
  const lines: string[] = []
  const io = {
    env: { VESTKA_DATA: folder },
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
  }
  const status = await dispatch(['import-wxr', file, ...args], io)
  return { status, said: lines.join('\n') }
}

test('a whole export is taken, beside what is there, and its pictures are named', async () => {
  const folder = makeFolder()
  const first = await importText(folder, `${HEAD}${post(1)}${post(2)}</channel></rss>`, '--lang', 'en')
  assert.equal(first.status, 0, first.said)
  assert.match(first.said, /2 articles and pages, 2 texts/)
  assert.match(first.said, /post-2 https:\/\/old\.example\/2\.jpg/)
  const second = await importText(
    folder,
    `${HEAD}${post(1)}${post(2)}${post(3)}</channel></rss>`,
    '--lang',
    'en',
  )
  assert.match(second.said, /1 articles and pages, 1 texts/)
  assert.match(second.said, /There already, and left as they are: 2 texts/)
  const site = await openInside({ VESTKA_DATA: folder })
  assert.equal((await site.public.request('/en/news/post-3')).status, 200)
  assert.equal((await site.public.request('/post-1/')).status, 301)
})

test('a broken file changes nothing and is told with its line', async () => {
  const folder = makeFolder()
  const broken = await importText(
    folder,
    `${HEAD}${post(1)}${post(2, '<open>')}</channel></rss>`,
    '--lang',
    'en',
  )
  assert.equal(broken.status, 1)
  assert.match(broken.said, /Line 4: unexpected close tag/)
  const bytes = Buffer.concat([Buffer.from(`${HEAD}${post(1)}<item><title>`), Buffer.from([0xff, 0xfe])])
  assert.match((await importText(folder, bytes, '--lang', 'en')).said, /Line 3: these bytes are no UTF-8/)
  const unsaid = await importText(folder, `${HEAD}${post(1)}</channel></rss>`)
  assert.match(unsaid.said, /does not say in which language/)
  const foreign = post(1, '<category domain="language" nicename="xx">x</category>')
  assert.match(
    (await importText(folder, `${HEAD}${foreign}</channel></rss>`, '--lang', 'en')).said,
    /not written here: xx/,
  )
  const site = await openInside({ VESTKA_DATA: folder })
  assert.deepEqual(await site.world.database.db.selectFrom('articles').selectAll().execute(), [])
  assert.equal((await importText(folder, '', '--what')).status, 2)
})
