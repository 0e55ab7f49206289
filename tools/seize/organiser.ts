import type { Wish } from './fill.ts'
import { expectStatus } from './member.ts'
import { submit } from './send.ts'
import type { Tale } from './tale.ts'
import { createVisitor, type Seen, type Visitor } from './visitor.ts'

/** An event as its organiser has it. */
export type Announced = { visitor: Visitor; code: string; title: string; page: Seen }

/** Announces an event by the form; gives the page with its code. */
export async function announce(
  tale: Tale,
  via: Visitor['via'] = 'nginx',
  { scripts = false, ...wish }: Wish & { scripts?: boolean } = {},
): Promise<Announced> {
  const visitor = createVisitor(tale, via, scripts)
  const title = tale.canaries.make('texts', { from: 'announcing an event: title', clear: true })
  const page = await submit(visitor, await visitor.get('/en/events/new'), {
    at: '/en/events/new',
    ...wish,
    values: { title, ...wish.values },
  })
  const code = /<output[^>]*>([^<]+)<\/output>/.exec(expectStatus(page, 201).text)?.[1]
  if (!code) throw new Error('no code was shown')
  return { visitor, code, title, page }
}

/** Opens the page of one's event with the code. */
export async function openMine({ visitor, code }: Announced): Promise<Seen> {
  const page = await visitor.get('/en/events/mine')
  return expectStatus(await submit(visitor, page, { at: '/en/events/mine', values: { code } }), 200)
}

/** Does something with it: 'change', 'answer' or 'leave'. */
export async function lookAfter(
  announced: Announced,
  doing: 'change' | 'answer' | 'leave',
  wish: Wish = {},
): Promise<Seen> {
  const page = await openMine(announced)
  return submit(announced.visitor, page, { at: '/en/events/mine', doing, ...wish })
}

/** The fields of an event that is still to come, and whose place is told only to those who ask. */
export const SECRET_PLACE: Wish = {
  typed: ['secret_place'],
  values: { venue: '', street: '', from: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10) },
}
