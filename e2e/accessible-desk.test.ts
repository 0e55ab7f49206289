import { describe, test } from 'node:test'
import { editionDeskPaths } from '#editions/paths.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { intakeDeskPaths } from '#intake/paths.ts'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { reportDeskPaths } from '#reports/paths.ts'
import { roundupDeskPaths } from '#roundups/paths.ts'
import { signIn } from '#testing/member.ts'
import { prepareTour, send } from '#testing/tour.ts'
import type { Visitor } from '#testing/visit.ts'

describe('the desk for everybody', () => {
  const { look, site, states, reports } = prepareTour()

  test('working', t =>
    look(t, {
      cookie: async () => (await signIn(site().inside)).cookie,
      steps: () => {
        const idOf = (state: string) => states()[state]!.event.id
        return [
          '/desk',
          ...['full', 'secret', 'pending', 'asked', 'changing', 'leaving'].map(state =>
            eventDeskPaths.show(idOf(state)),
          ),
          eventDeskPaths.edit(idOf('full')),
          eventDeskPaths.translate(idOf('full'), 'be'),
          eventDeskPaths.create(),
          reportDeskPaths.evening,
          reportDeskPaths.show(reports().shown.id),
          reportDeskPaths.show(reports().waiting.id),
          reportDeskPaths.edit(reports().waiting.id),
          reportDeskPaths.translate(reports().shown.id, 'be'),
          ...pasteList,
          roundupDeskPaths.list(),
          roundupDeskPaths.edit(2024),
          roundupDeskPaths.text(2024, 'en'),
          roundupDeskPaths.text(2024, 'be'),
          pictureDeskPaths.list,
          editionDeskPaths.list(),
          editionDeskPaths.edit(2024),
          '/desk/settings',
          '/desk/contacts',
          '/desk/log',
          '/desk/account',
          '/desk/members',
          '/desk/approvals',
          '/desk/nothing',
        ]
      },
    }))

  test('waiting for consent', t =>
    look(t, {
      cookie: async () => {
        const { inside } = site()
        const [asker, second] = [await signIn(inside), await signIn(inside)]
        for (const who of [asker, second]) await who.post('/desk/members/invite', { role: 'coordinator' })
        return second.cookie
      },
      steps: () => ['/desk/approvals', '/desk/approvals?done=asked'],
    }))

  test('writing texts, and waiting for a part', async t => {
    for (const role of ['editor', 'letters'] as const)
      await look(t, {
        cookie: async () => (await signIn(site().inside, { role })).cookie,
        steps: () => (role === 'editor' ? ['/desk', '/desk/editions', '/desk/editions/2024'] : ['/desk']),
      })
  })

  test('the way in', t => look(t, { steps: () => ['/desk/sign-in', '/desk/welcome'] }))
})

const paste = (text: string) => async (visitor: Visitor) => {
  await visitor.page.locator('[name=text]').fill(text)
  await send(visitor)
}

/** A pasted text without events, a list with a doubt, and a draft that cannot be taken as it is. */
const pasteList = [
  intakeDeskPaths.list(),
  paste('Nothing happens here.'),
  paste('21 May 2024, Monday\nGdańsk, Poland. 18:00: Evening of letters. Location: Library'),
  async ({ page }: Visitor) => {
    await page.locator('[name=d0_title]').fill('')
    const loaded = page.waitForEvent('load')
    await page.locator('main form .button[value="accept:0"]').click()
    await loaded
  },
]
