import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import type { Edition } from '#editions/edition.ts'
import { eventPaths } from '#events/paths.ts'
import { reportDeskPaths } from '#reports/paths.ts'
import { roundupDeskPaths, roundupPaths } from '#roundups/paths.ts'
import { addNextEdition } from '#testing/events.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { unlockUntil } from '#testing/keys.ts'
import { signInAs } from '#testing/member.ts'
import { drawing } from '#testing/pictures.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowserOnce } from '#testing/visit.ts'
import { type Walker, walk } from '#testing/walk.ts'

for (const host of ['localhost', 'vestka.test'] as const)
  for (const javaScript of [true, false])
    describe(`an editor ${javaScript ? 'with' : 'without'} scripts on ${host}`, () => {
      // What a page is made of is the same on both hosts.
      const closely = javaScript === (host === 'localhost')
      // So is what the round-up is made of.
      const skip = closely ? false : 'gone in another combination'
      const visit = openBrowserOnce()
      let site: Site
      let edition: Edition
      let anna: Holder
      const codes = { vienna: '', vilnius: '' }
      before(async () => {
        site = await startSite({
          host,
          prepare: async world => (edition = await addNextEdition(world, { inDays: -3 })),
        })
        anna = await setUpHolder(site.inside)
      })
      const say = (key: string, values?: Record<string, string | number>) =>
        site.inside.world.texts.in('en')(key, values)

      const come = async (t: TestContext, { cookie }: { cookie?: string } = {}) =>
        walk(t, await visit(t, site.origin, { javaScript, width: 320, ...(cookie ? { cookie } : {}) }), {
          say,
          closely,
          javaScript,
        })
      const comeAsAnna = async (t: TestContext) =>
        come(t, { cookie: (await signInAs(site.inside, anna.member)).cookie })
      const fetched = async (path: string) => {
        const answer = await fetch(`http://127.0.0.1:${site.server.port}${path}`)
        assert.equal(answer.status, 200, path)
        return answer.text()
      }

      test('pastes a list, looks at its drafts, corrects one and accepts them', async t => {
        const desk = await comeAsAnna(t)
        const { page } = desk
        await desk.open('/desk')
        await desk.follow(say('intake.desk.nav'))
        await page.locator('[name=text]').fill('Nothing happens here.')
        await desk.press('intake.desk.read')
        await desk.has(say('intake.wrong.none'))
        await page.locator('[name=text]').fill(listOf(edition.day))
        await page.locator('[name=year]').fill(edition.day.slice(0, 4))
        await desk.press('intake.desk.read')
        assert.equal(await page.locator('.intake-draft').count(), 4)
        assert.equal(await page.locator('.intake-source mark').count(), 4)
        assert.equal(await page.locator('[name=d1_start]').inputValue(), '18:00')
        assert.equal(await page.locator('.intake-doubts').count(), 1, 'the wrong weekday')
        await page.locator('[name=d3_title]').fill('Мітинг солідарності')
        await page.locator('[name=d3_venue]').fill('площа Ринок')
        await page.locator('[name=d0_end]').fill('13:00')
        await page.locator('[name=d0_hosts]').fill('Беларусы Вільні')
        await desk.press('intake.batch.accept', { of: 'Чытанне імёнаў' })
        assert.equal(await page.locator('[name=d3_title]').inputValue(), 'Мітинг солідарності', 'is kept')
        await desk.press('intake.batch.accept-all')
        assert.equal(await page.locator('.intake-draft').count(), 1, 'the one with a doubt is left')
        await desk.press('intake.batch.drop', { of: 'Концерт хора' })
        await desk.press('intake.batch.restore', { of: 'Концерт хора' })
        await desk.press('intake.batch.accept', { of: 'Концерт хора' })
        await desk.has(say('intake.batch.open', { count: 0 }))
        await desk.press('intake.batch.forget')
        await desk.has(say('intake.desk.title'))
      })

      test('publishes them from the queue, and gives a code for one', async t => {
        const desk = await comeAsAnna(t)
        const { page } = desk
        for (const title of TITLES) {
          await desk.open('/desk')
          await desk.follow(title)
          await page.locator('[name=host_check][value=known]').check()
          await desk.press('events.desk.do.publish')
          await page.locator('.done a', { hasText: title }).waitFor()
        }
        await page.locator('.done a').click()
        await page.locator('summary', { hasText: say('events.desk.code') }).click()
        await desk.press('events.desk.do.code')
        codes.vilnius = (await page.locator('output.code').textContent()) ?? ''
        assert.match(codes.vilnius, /^(?:[A-Z0-9]{4}-){6}[A-Z0-9]{4}$/)
        const reader = await come(t)
        await reader.open(eventPaths.list('en', { edition: edition.year }))
        await reader.has(...TITLES)
      })

      test('an organiser announces what was, and the desk publishes it', async t => {
        const mine = await come(t)
        await mine.open(eventPaths.announce('en'))
        for (const [name, value] of Object.entries({
          title: 'Marathon of letters',
          about: 'We write until midnight.',
          from: edition.day,
          start: '19:00',
          end: '21:00',
          city: 'Vienna',
          venue: 'Under the arcades',
          hosts: 'Letters Across',
        }))
          await mine.page.locator(`[name=${name}]`).fill(value)
        await mine.page.locator('[name=kind]').selectOption('letter-marathon')
        await mine.page.locator('[name=country]').selectOption('AT')
        await mine.press('events.announce.send')
        codes.vienna = (await mine.page.locator('output.code').textContent()) ?? ''
        const desk = await comeAsAnna(t)
        await desk.open('/desk')
        await desk.follow('Marathon of letters')
        await desk.page.locator('[name=host_check][value=confirmed]').check()
        await desk.press('events.desk.do.publish')
      })

      /** Opens the form of the report with the code, as an organiser who comes back. */
      const openReport = async (t: TestContext, code: string) => {
        const mine = await come(t)
        await mine.open(eventPaths.mine('en'))
        await mine.page.locator('[name=code]').fill(code)
        await mine.press('events.mine.open')
        await mine.press('reports.mine.title')
        return mine
      }

      test('the organiser tells what happened, and sends a picture', async t => {
        const mine = await openReport(t, codes.vienna)
        const { page } = mine
        await page.locator('[name=text]').fill(REPORT)
        await page.locator('[name=attendance]').fill('more than a hundred')
        await page.locator('[name=quote_0]').fill('Every letter is read by two people.')
        await mine.press('reports.mine.send')
        assert.equal(await page.locator('[name=quote_0]').inputValue(), 'Every letter is read by two people.')
        await mine.has(say('reports.wrong.consent'))
        await page.locator('[name=consent_0][value=named]').check()
        await page.locator('[name=speaker_0]').fill('A volunteer')
        await mine.press('reports.mine.send')
        await mine.has(say('reports.mine.done'))
        await mine.press('reports.mine.pictures-open')
        await sendPicture(mine)
        const other = await openReport(t, codes.vilnius)
        await other.page.locator('[name=text]').fill('Імёны чыталі гадзіну. Потым ішоў дождж.')
        await other.page.locator('[name=language]').selectOption('be')
        await other.page.locator('[name=attendance]').fill('каля сарака чалавек')
        await other.press('reports.mine.send')
        await other.has(say('reports.mine.done'))
      })

      const sendPicture = async (mine: Walker) => {
        const { page } = mine
        const buffer = await (await drawing({ width: 1000, height: 700 })).jpeg().toBuffer()
        await page.locator('#picture').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer })
        await page.locator('[name=credit]').fill('Letters Across')
        await page.locator('[name=alt_en]').first().fill('A table with envelopes')
        if (javaScript) {
          const covered = page.getByRole('button', { name: say('pictures.cover.done') })
          await covered.and(page.locator(':enabled')).waitFor()
          await mine.look()
          await page.getByRole('button', { name: say('pictures.cover.add') }).click()
          await covered.click()
          await page.locator('[name=looked]').check()
          await page.getByRole('button', { name: say('pictures.form.send') }).click()
          await page.getByText(say('pictures.cover.all-sent', { count: 1 })).waitFor()
          await mine.look()
        } else {
          await page.locator('[name=looked]').check()
          await mine.press('pictures.form.send')
          await mine.has(say('pictures.mine.counts', { waiting: 1, decided: 0 }))
          await page.locator('input.pressed').click({ position: { x: 40, y: 40 } })
          await page.getByText(say('pictures.mine.one', { number: 1, covered: 1 })).waitFor()
        }
      }

      test('takes the reports one by one on the evening, and publishes the text while the picture waits', async t => {
        const desk = await comeAsAnna(t)
        for (const waiting of [2, 1]) {
          await desk.open(reportDeskPaths.evening)
          await desk.has(waiting === 1 ? 'One report waits' : `${waiting} reports wait`)
          await desk.press('reports.evening.next')
          await desk.press('reports.desk.do.publish')
          await desk.has(say('reports.desk.state.published'))
        }
        await desk.open(reportDeskPaths.evening)
        await desk.press('reports.evening.next')
        await desk.has(say('reports.evening.none-left'))
        const reader = await come(t)
        await reader.open(eventPaths.list('en', { edition: edition.year }))
        await reader.follow('Marathon of letters')
        await reader.has(REPORT, 'more than a hundred', 'Every letter is read by two people.', 'A volunteer')
        assert.equal(await reader.page.locator('main img[src^="/pictures/"]').count(), 0)
      })

      test('opens the picture and lets it out', {
        skip: !javaScript && 'who has no scripts opens the file with age',
      }, async t => {
        const desk = await comeAsAnna(t)
        const { page } = desk
        await desk.open(reportDeskPaths.evening)
        await desk.follow('one picture waits')
        await desk.follow(say('pictures.desk.one', { number: 1 }))
        await page.getByRole('button', { name: say('pictures.cover.open') }).click()
        await unlockUntil(page, anna.words, page.locator('.cover-stage canvas'))
        await desk.look()
        await desk.press('pictures.desk.approve')
        await desk.open(reportDeskPaths.evening)
        await desk.has(say('reports.evening.none.pictures'))
        const reader = await come(t)
        await reader.open(eventPaths.list('en', { edition: edition.year }))
        await reader.follow('Marathon of letters')
        await reader.has('Photo: Letters Across')
        assert.equal(await reader.page.getByAltText('A table with envelopes').count(), 1)
      })

      test('assembles the round-up, moves and cuts, writes between, and publishes it in three languages', {
        skip,
      }, async t => {
        const news = await fetched('/en/news')
        const desk = await comeAsAnna(t)
        const { page } = desk
        await desk.open('/desk')
        await desk.follow(say('roundups.desk.nav'))
        await desk.press('roundups.desk.assemble')
        const order = () => page.locator('.blocks > li').evaluateAll(list => list.map(({ id }) => id))
        const first = await order()
        assert.equal(first.filter(id => id.startsWith('event-')).length, 5)
        const letters = 'Evening of letters'
        await desk.press('roundups.arrange.up', { of: 'Marathon of letters' })
        const second = await order()
        assert.deepEqual([...second].sort(), [...first].sort())
        assert.notDeepEqual(second, first)
        await desk.press('roundups.arrange.cut', { of: letters })
        assert.equal((await order()).length, first.length - 1)
        await desk.press('roundups.arrange.text-top')
        const [between] = await order()
        assert.match(between ?? '', /^text-/)
        for (const lang of ['en', 'be', 'ru'] as const) {
          await desk.open(`/desk/roundups/${edition.year}/${lang}`)
          await page.locator('[name=title]').fill(WORDS[lang].title)
          await page.locator('[name=lead]').fill(WORDS[lang].lead)
          await page.locator(`[name=between_${between}]`).fill(WORDS[lang].between)
          await page.locator('[name=done]').check()
          await page.locator('[name=published]').check()
          await desk.press('roundups.text.save')
          await desk.has(say('roundups.text.saved'))
        }
        await desk.open('/desk/roundups')
        await desk.has('English: done', 'Belarusian: done', 'Russian: done')
        assert.equal(await fetched('/en/news'), news)
      })

      test('it is read in three languages, taken along, and found from the home page', { skip }, async t => {
        for (const lang of ['en', 'be', 'ru'] as const) {
          const reader = await come(t)
          await reader.open(`/${lang}/`)
          const path = roundupPaths.show(lang, edition.year)
          await reader.follow(WORDS[lang].title)
          assert.equal(new URL(reader.page.url()).pathname, path)
          const words = WORDS[lang]
          await reader.has(words.title, words.lead, words.bold, REPORT, 'Імёны чыталі гадзіну.')
          assert.ok(
            !(await reader.page.locator('.report-body').textContent())?.includes('Evening of letters'),
            'what was cut',
          )
          assert.equal(await reader.page.locator('main strong', { hasText: words.bold }).count(), 1)
          const [asHtml, md, txt] = await Promise.all(
            (['html', 'md', 'txt'] as const).map(as => fetched(roundupPaths.take(lang, edition.year, as))),
          )
          const shown = await reader.page.locator('main img[src*="pictures/"]').count()
          assert.equal(shown, javaScript ? 1 : 0, 'no credit without its picture')
          for (const taken of [asHtml!, md!, txt!])
            for (const word of [words.title, words.bold, REPORT])
              assert.ok(taken.includes(word), `${word} is not in: ${taken}`)
          assert.ok(md!.includes(`**${words.bold}**`))
          assert.ok(!txt!.includes('**'))
          assert.doesNotMatch(asHtml!, /\sclass=|<script|<link/)
        }
      })

      test('what is not translated is marked, and leads to where it is translated', { skip }, async t => {
        const path = roundupPaths.show('ru', edition.year)
        const reader = await come(t)
        const mark = site.inside.world.texts.in('ru')('roundups.untranslated', { language: 'английский' })
        await reader.open(path)
        await reader.has(mark)
        const desk = await comeAsAnna(t)
        const { page } = desk
        const translate = async (words: Record<string, string>) => {
          await desk.open(roundupDeskPaths.text(edition.year, 'ru'))
          await desk.follow(`${say('roundups.text.translate')} : Marathon of letters`)
          for (const [name, text] of Object.entries(words)) await page.locator(`[name=${name}]`).fill(text)
          await page.locator('main form .button').last().click()
          await page.waitForURL(/#done$/)
        }
        await translate({ text: 'Мы написали двести писем под аркадами.', attendance: 'больше сотни' })
        await reader.open(path)
        await reader.has(mark, 'Мы написали двести писем', 'больше сотни')
        await translate({ title: 'Марафон писем' })
        await reader.open(path)
        await reader.has('Марафон писем')
        assert.ok(!(await reader.page.locator('main').textContent())?.includes(mark))
      })

      test('a later correction of a report shows, and marks the other languages as outdated', {
        skip,
      }, async t => {
        const news = await fetched('/en/news')
        const mine = await openReport(t, codes.vienna)
        await mine.page.locator('[name=text]').fill(`${REPORT} One letter came back.`)
        await mine.press('reports.mine.send-again')
        await mine.has(say('reports.mine.done-proposed'))
        const path = roundupPaths.show('be', edition.year)
        assert.doesNotMatch(await fetched(path), /One letter came back/)
        const desk = await comeAsAnna(t)
        await desk.open(reportDeskPaths.evening)
        await desk.press('reports.evening.next')
        assert.match((await desk.page.locator('ins').first().textContent()) ?? '', /One letter came back/)
        await desk.press('reports.desk.do.accept')
        for (const lang of ['en', 'be'])
          assert.match(await fetched(roundupPaths.show(lang, edition.year)), /One letter came back/)
        // What was translated stays until somebody looks at it again.
        assert.match(await fetched(roundupPaths.show('ru', edition.year)), /Мы написали двести писем/)
        await desk.open('/desk/roundups')
        await desk.has('English: done', 'Belarusian: outdated', 'Russian: outdated')
        assert.equal(await fetched('/en/news'), news)
        const reader = await come(t)
        await reader.open(path)
        await reader.has(site.inside.world.texts.in('be')('roundups.outdated'))
        await reader.open(roundupPaths.show('en', edition.year))
        assert.ok(!(await reader.page.locator('main').textContent())?.includes(say('roundups.outdated')))
      })
    })

const TITLES = ['Evening of letters', 'Концерт хора', 'Мітинг солідарності', 'Чытанне імёнаў']
const REPORT = 'We wrote two hundred letters under the arcades.'
const WORDS = {
  en: {
    title: 'How the Day was',
    lead: 'Five cities, one evening.',
    between: 'Before all else: **nobody is forgotten**.',
    bold: 'nobody is forgotten',
  },
  be: {
    title: 'Якім быў Дзень',
    lead: 'Пяць гарадоў, адзін вечар.',
    between: 'Перш за ўсё: **ніхто не забыты**.',
    bold: 'ніхто не забыты',
  },
  ru: {
    title: 'Каким был День',
    lead: 'Пять городов, один вечер.',
    between: 'Прежде всего: **никто не забыт**.',
    bold: 'никто не забыт',
  },
}

/** An invented list in four languages, for one day; the weekday in Russian is a wrong one. */
function listOf(day: string): string {
  const date = new Date(`${day}T12:00:00Z`)
  const wrong = new Date(date.getTime() + 86_400_000)
  const on = (lang: string) =>
    date.toLocaleDateString(lang, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const weekday = wrong.toLocaleDateString('ru', { weekday: 'long', timeZone: 'UTC' })
  return `Дзень салідарнасці: дзе сустракаемся

${on('be')}
12:00 — Вільня, Літва. Чытанне імёнаў. Месца: Кафедральная плошча

${on('en')}
• Gdańsk, Poland. 6:00 PM – 8:00 PM: Evening of letters. Location: Library on the corner

${on('ru')}, ${weekday}
📍 Рига, Латвия, 🕒 19:30. Концерт хора. Место: Дом культуры

${on('uk')}
Коли: 17:00. Де: Львів, площа Ринок. Мітинг солідарності`
}
