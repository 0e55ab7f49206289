import type { Event, EventContent } from '#events/event.ts'
import * as store from '#events/store.ts'
import type { Calls } from './calls.ts'

const content = { language: 'en' } as EventContent
const event: Event = {
  id: 'e1',
  slug: 'evening-of-letters',
  edition: 2024,
  state: 'published',
  version: 2,
  sequence: 0,
  hostCheck: 'known',
  content,
  moved: null,
  notice: null,
  publishedAt: null,
  updatedAt: null,
  arrived: '2024-05-21',
}
const proposal = {
  eventId: 'e1',
  kind: 'change',
  content,
  note: '',
  basedOn: 2,
  arrived: '2024-05-21',
} as const
const message = { id: 'm1', author: 'desk', text: 'Where is it?', day: '2024-05-21' } as const

export const calls: Calls<typeof store> = {
  insertEvent: ({ db }) => store.insertEvent(db, event, 'hash'),
  updateEvent: ({ db }) => store.updateEvent(db, event),
  lockEvent: ({ db }) => store.lockEvent(db, 'e1'),
  updateCodeHash: ({ db }) => store.updateCodeHash(db, 'e1', 'hash'),
  deleteEvent: ({ db }) => store.deleteEvent(db, 'e1'),
  findEvent: ({ db }) => store.findEvent(db, 'e1'),
  findEventByCode: ({ db }) => store.findEventByCode(db, 'hash'),
  findEventBySlug: ({ db }) => store.findEventBySlug(db, 'evening-of-letters'),
  listSlugs: ({ db }) => store.listSlugs(db, 'withdrawn'),
  listAnswered: ({ db }) => store.listAnswered(db),
  listEvents: ({ db }) => store.listEvents(db, ['published', 'moved']),
  countStates: ({ db }) => store.countStates(db),
  saveProposal: ({ db }) => store.saveProposal(db, proposal),
  findProposal: ({ db }) => store.findProposal(db, 'e1'),
  listProposals: ({ db }) => store.listProposals(db),
  deleteProposal: ({ db }) => store.deleteProposal(db, 'e1'),
  insertMessage: ({ db }) => store.insertMessage(db, 'e1', message),
  listMessages: ({ db }) => store.listMessages(db, 'e1'),
}
