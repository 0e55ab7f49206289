import { randomUUID } from 'node:crypto'
import { type Edition, NO_EDITION_TEXTS } from '#editions/edition.ts'
import { EDITIONS_TOPIC, insertEdition } from '#editions/store.ts'
import { type Event, type EventContent, type EventTexts, NO_TEXTS } from '#events/event.ts'
import { EVENTS_TOPIC, insertEvent, insertMessage, saveProposal } from '#events/store.ts'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { write } from '#platform/db/database.ts'
import { getPlace } from '#platform/places/places.ts'
import { sealRecord } from '#platform/seal/sealed.ts'
import { addDays, type LocalDate } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import { insertSealed } from '#sealed/store.ts'
import { makeKey } from './seal.ts'

/** Places of the gazetteer in the tests, by their GeoNames ids. */
const PLACES = { vilnius: 593116, warsaw: 756135, klaipeda: 598098 }

/** An edition that begins so many days after now, its day being the third, without anything in it. */
export async function addNextEdition(world: World, { inDays = 30 } = {}): Promise<Edition> {
  const from = addDays(new Date(world.clock()).toISOString().slice(0, 10), inDays)
  const texts = (title: string, theme: string) => ({
    ...NO_EDITION_TEXTS,
    title,
    theme,
    reason:
      'Every year people all over the world stand up for those who are behind bars for what they think.',
    slogan: 'Nobody is forgotten',
    demands: ['Free all political prisoners.', 'Let doctors in.'],
    call: 'Come with a postcard, a pen and a friend.\n\nWhere it is not safe to come, write a letter.',
  })
  const edition: Edition = {
    year: Number(from.slice(0, 4)),
    version: 1,
    published: true,
    day: addDays(from, 2),
    from,
    to: addDays(from, 5),
    zone: 'Europe/Minsk',
    country: 'BY',
    hashtags: ['#solidarity'],
    texts: {
      en: texts('Day of Solidarity', 'Letters get through'),
      be: texts('Дзень салідарнасці', 'Лісты даходзяць'),
    },
    figures: [],
    sources: [],
    example: false,
  }
  await write(world.database, [EDITIONS_TOPIC], trx => insertEdition(trx, edition))
  return edition
}

type Wish = {
  slug: string
  texts?: Partial<EventTexts>
  content?: Partial<EventContent>
  event?: Partial<Event>
}

/** Adds an event on a day of the edition and returns it with its private code. */
export async function addEvent(
  world: World,
  edition: Edition,
  { slug, texts = {}, content = {}, event = {} }: Wish,
): Promise<{ event: Event; code: string }> {
  const code = newCode()
  const made: Event = {
    id: randomUUID(),
    slug,
    edition: edition.year,
    state: 'published',
    version: 1,
    sequence: 0,
    hostCheck: 'confirmed',
    content: {
      kind: 'rally',
      language: 'en',
      texts: {
        en: {
          ...NO_TEXTS,
          title: `Rally ${slug}`,
          about: 'We read the names aloud.\n\nThen we write.',
          venue: 'Cathedral Square',
          ...texts,
        },
      },
      when: at(edition.day),
      where: placed(PLACES.vilnius),
      parts: [],
      hosts: ['Belarusians of Vilnius'],
      anonymous: false,
      spoken: [],
      registration: null,
      photos: null,
      ...content,
    },
    moved: null,
    notice: null,
    publishedAt: world.clock(),
    updatedAt: world.clock(),
    arrived: new Date(world.clock()).toISOString().slice(0, 10),
    ...event,
  }
  await write(world.database, [EVENTS_TOPIC], trx => insertEvent(trx, made, hashCode(code)))
  return { event: made, code }
}

/** One event of each state that has a face of its own, one with sealed parts, and at the desk one that waits, is asked about, changed. */
export async function addEveryState(
  world: World,
  edition: Edition,
): Promise<Record<string, Awaited<ReturnType<typeof addEvent>>>> {
  const { day } = edition
  const notice = { text: 'The hall was flooded. We are sorry.', lang: 'en' }
  const waiting = { slug: null, publishedAt: null, updatedAt: null } as const
  const full = await addEvent(world, edition, {
    slug: 'full',
    texts: {
      title:
        'A long evening with letters, songs, names and a conversation with those who came back from prison',
      bring: 'A pen, and something warm.',
      access: 'No steps. A toilet nearby.',
      safety: 'Masks are welcome.',
    },
    content: {
      kind: 'letter-marathon',
      when: { ...at(day), gather: '18:30', start: '19:00', end: '01:00', night: true },
      parts: [
        { start: '19:00', end: '19:30', titles: { en: 'Reading of the names' } },
        { start: '19:30', end: null, titles: { en: 'Letters' } },
      ],
      hosts: ['Belarusians of Vilnius', 'Letters Across'],
      spoken: ['be', 'lt', 'en'],
      registration: 'https://example.org/register',
      photos: 'ask',
    },
  })
  const states = {
    full,
    plain: await addEvent(world, edition, { slug: 'plain' }),
    cancelled: await addEvent(world, edition, { slug: 'cancelled', event: { state: 'cancelled', notice } }),
    moved: await addEvent(world, edition, {
      slug: 'moved',
      event: {
        state: 'moved',
        notice,
        moved: { when: at(addDays(day, 1)), city: placed(PLACES.warsaw).city, venue: { en: 'Old Town' } },
      },
    }),
    online: await addEvent(world, edition, {
      slug: 'online',
      content: {
        kind: 'webinar',
        anonymous: true,
        hosts: [],
        where: {
          ...placed(PLACES.vilnius),
          form: 'online',
          city: null,
          cityId: null,
          country: null,
          point: null,
          link: 'https://example.org/room',
        },
      },
    }),
    hidden: await addEvent(world, edition, {
      slug: 'hidden',
      content: { where: { ...placed(PLACES.klaipeda), revealHours: 2, hideCity: true } },
    }),
    secret: await addEvent(world, edition, {
      slug: 'secret',
      texts: { venue: '' },
      content: { where: { ...placed(PLACES.klaipeda), asked: true, street: null, link: null } },
    }),
    long: await addEvent(world, edition, {
      slug: 'long',
      content: {
        kind: 'exhibition',
        when: { ...at(edition.from), to: edition.to, start: '10:00', end: '18:00', daily: true },
      },
    }),
    dateless: await addEvent(world, edition, {
      slug: 'dateless',
      content: { when: { ...at(day), from: null, to: null, start: null, end: null } },
    }),
    pending: await addEvent(world, edition, { slug: 'pending', event: { ...waiting, state: 'pending' } }),
    asked: await addEvent(world, edition, { slug: 'asked', event: { ...waiting, state: 'asked' } }),
    changing: await addEvent(world, edition, { slug: 'changing' }),
    leaving: await addEvent(world, edition, { slug: 'leaving' }),
  }
  const key = await makeKey(world)
  await write(world.database, [EVENTS_TOPIC], async trx => {
    const now = world.clock()
    for (const kind of ['contact', 'venue'] as const) {
      const body = sealRecord(key.recipient, { text: `A ${kind}` }, 2048)
      await insertSealed(trx, { kind, subject: states.secret.event.id, keyId: key.id, body, now })
    }
    const said = {
      id: randomUUID(),
      author: 'desk',
      text: 'Which square is it?',
      day: states.asked.event.arrived,
    } as const
    await insertMessage(trx, states.asked.event.id, said)
    const { event } = states.changing
    const content = { ...event.content, when: { ...event.content.when, start: '20:00' } }
    const proposal = { basedOn: 1, note: '', arrived: event.arrived }
    await saveProposal(trx, { ...proposal, eventId: event.id, kind: 'change', content })
    const leaving = states.leaving.event
    await saveProposal(trx, {
      ...proposal,
      eventId: leaving.id,
      kind: 'cancel',
      content: leaving.content,
      note: 'Rain',
    })
  })
  return states
}

function at(day: LocalDate): EventContent['when'] {
  return { from: day, to: day, gather: null, start: '18:00', end: '20:00', night: false, daily: false }
}

function placed(id: number): EventContent['where'] {
  const place = getPlace(id)
  if (!place) throw new Error(`no place ${id}`)
  return {
    form: 'place',
    country: place.country,
    region: null,
    cityId: id,
    city: place.names,
    street: 'Šventaragio g. 1',
    point: { lat: place.lat, lon: place.lon, exact: false },
    zone: place.zone,
    link: null,
    revealHours: null,
    hideCity: false,
  }
}
