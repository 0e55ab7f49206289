import { describe, test } from 'node:test'
import { eventPaths } from '#events/paths.ts'
import { write } from '#platform/db/database.ts'
import { postPaths } from '#posts/paths.ts'
import { reportPaths } from '#reports/paths.ts'
import { roundupPaths } from '#roundups/paths.ts'
import { safetyPaths } from '#safety/paths.ts'
import { readSettings, SETTINGS_TOPIC, saveSettings } from '#settings/store.ts'
import { prepareTour, send } from '#testing/tour.ts'
import type { Visitor } from '#testing/visit.ts'

const fill = (name: string, text: string) => async (visitor: Visitor) => {
  await visitor.page.locator(`[name=${name}]`).fill(text)
  await send(visitor)
}

describe('public pages for everybody', () => {
  const { look, site, states, reports } = prepareTour()

  test('reading', t =>
    look(t, {
      steps: lang => [
        `/${lang}/`,
        `/${lang}/2024/`,
        eventPaths.list(lang),
        eventPaths.list(lang, { q: 'zzzz' }),
        eventPaths.calendar(lang),
        eventPaths.map(lang),
        eventPaths.countryMap(lang, 'LT'),
        ...['full', 'cancelled', 'moved', 'online', 'hidden', 'secret', 'dateless'].map(slug =>
          eventPaths.show(lang, slug),
        ),
        eventPaths.show(lang, reports().shown.slug!),
        roundupPaths.show(lang, 2024),
        postPaths.event(lang, 'full'),
        postPaths.roundup(lang, 2024),
        postPaths.day(lang, '2024-05-21'),
        eventPaths.next(lang),
        safetyPaths.show(lang),
        eventPaths.embed(lang),
        `/${lang}/nothing`,
      ],
    }))

  test('forms, as they come and when they are refused', t =>
    look(t, {
      steps: lang => [
        eventPaths.announce(lang),
        fill('hosts', 'John Smith'),
        eventPaths.mine(lang),
        fill('code', 'AAAA'),
        fill('code', states()['asked']!.code),
        reportPaths.mine(lang),
        fill('code', reports().code),
        fill('attendance', 'x'.repeat(200)),
        reportPaths.mine(lang),
        fill('code', states()['full']!.code),
        `/${lang}/wrong`,
        fill('text', 'x'.repeat(2001)),
        fill('text', 'The name of the square is wrong.'),
      ],
    }))

  test('forms while they are paused', async t => {
    const { database } = site().inside.world
    await write(database, [SETTINGS_TOPIC], async trx =>
      saveSettings(trx, { ...(await readSettings(trx)), shield: 'paused' }),
    )
    await look(t, { steps: lang => [eventPaths.announce(lang), `/${lang}/wrong`] })
  })
})
