import { CLAIM_MS, listClaims } from '#desk/store.ts'
import { currentEdition, type Edition, phaseOf } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { type Event, isPublic, PUBLIC_STATES, WAITING_STATES } from '#events/event.ts'
import { listAnswered, listEvents } from '#events/store.ts'
import { stretchesOf } from '#events/when.ts'
import { mayHold } from '#keys/purpose.ts'
import { canModerate, type Member, writesTexts } from '#members/member.ts'
import { eventSubject } from '#pictures/picture.ts'
import { countPictures } from '#pictures/store.ts'
import type { Db } from '#platform/db/tables.ts'
import type { World } from '#platform/world.ts'
import { listSealed } from '#sealed/store.ts'
import { type EveningGroups, type EveningItem, type Group, LATE_AFTER_MS } from './evening.ts'
import { needsDecision, REPORT_STATES, type Report, reportSubject } from './report.ts'
import { listReports } from './store.ts'

export type Evening = { edition: Edition | undefined; groups: EveningGroups<Event> }

/** The evening of the edition that is on, or was last, as far as this member's countries reach; editors see all. */
export async function readEvening(world: World, member: Member): Promise<Evening> {
  const now = world.clock()
  const { db } = world.database
  const groups: Evening['groups'] = {
    waiting: [],
    unreported: [],
    on: [],
    asked: [],
    pictures: [],
    done: [],
  }
  const edition = eveningEdition(await getEditions(world.database), now)
  if (!edition) return { edition, groups }
  const reports = new Map((await listReports(db, REPORT_STATES)).map(report => [report.eventId, report]))
  const answered = new Set(await listAnswered(db))
  const claims = await listClaims(db, now)
  const pictures = await waitingPictures(db)
  const contacts = await contactsFor(db, member)
  const events = await listEvents(db, [...PUBLIC_STATES, ...WAITING_STATES])
  for (const event of events) {
    const report = reports.get(event.id)
    if (event.edition !== edition.year || (!isPublic(event) && !report)) continue
    if (!canModerate(member, event.content.where.country) && !writesTexts(member)) continue
    const claim = claims.get(reportSubject(event.id))
    const { group, endsAt } = placeOf(event, {
      report,
      now,
      isAnswered: answered.has(event.id),
      pictures: pictures.get(event.id) ?? 0,
      tellsItself: edition.example && event.arrived > (event.content.when.from ?? '9999'),
    })
    if (!group) continue
    groups[group].push({
      event,
      report,
      endsAt,
      isLate: group === 'unreported' && endsAt !== null && now - endsAt >= LATE_AFTER_MS,
      isAnswered: answered.has(event.id),
      pictures: pictures.get(event.id) ?? 0,
      claim: claim ? { member: claim.member, until: claim.since + CLAIM_MS } : null,
      contact: contacts.get(event.id) ?? null,
    })
  }
  groups.waiting.sort(byArrival)
  groups.unreported.sort(byEnd)
  groups.on.sort(byEnd)
  groups.asked.sort(byArrival)
  groups.pictures.sort(byEnd)
  groups.done.sort((a, b) => (b.report?.publishedAt ?? 0) - (a.report?.publishedAt ?? 0))
  return { edition, groups }
}

/** The edition that is on, else the last that has begun, else the one that matters now. */
export function eveningEdition(editions: readonly Edition[], now: number): Edition | undefined {
  const known = editions.filter(({ published }) => published).sort((a, b) => b.year - a.year)
  return (
    known.find(edition => phaseOf(edition, now) === 'on') ??
    known.find(edition => phaseOf(edition, now) === 'over') ??
    currentEdition(known, now)
  )
}

type Known = {
  report: Report | undefined
  now: number
  isAnswered: boolean
  pictures: number
  /** What stands in an example was written down afterwards: nobody will report it. */
  tellsItself: boolean
}

function placeOf(
  event: Event,
  { report, now, isAnswered, pictures, tellsItself }: Known,
): { group: Group | null; endsAt: number | null } {
  const { when, where } = event.content
  const stretches = stretchesOf(when, where.zone)
  const running = stretches.find(({ from, to }) => from <= now && now < to)
  const endsAt = (running ?? stretches.at(-1))?.to ?? null
  if (needsDecision(report, isAnswered)) return { group: 'waiting', endsAt }
  if (report?.state === 'asked') return { group: 'asked', endsAt }
  if (report?.state === 'published') return { group: pictures > 0 ? 'pictures' : 'done', endsAt }
  if (event.state === 'cancelled') return { group: null, endsAt }
  if (tellsItself) return { group: 'done', endsAt }
  if (running) return { group: 'on', endsAt }
  return { group: endsAt !== null && endsAt <= now ? 'unreported' : null, endsAt }
}

async function waitingPictures(db: Db): Promise<Map<string, number>> {
  const counts = (await countPictures(db)).filter(({ state }) => state === 'waiting')
  const prefix = eventSubject('')
  return new Map(
    counts
      .filter(({ subject }) => subject.startsWith(prefix))
      .map(({ subject, count }) => [subject.slice(prefix.length), count]),
  )
}

async function contactsFor(db: Db, member: Member): Promise<Map<string, string>> {
  if (!mayHold(member.role, 'organisers')) return new Map()
  return new Map((await listSealed(db, { kind: 'contact' })).map(({ subject, id }) => [subject, id]))
}

function byArrival(a: EveningItem<Event>, b: EveningItem<Event>): number {
  const [dayA, dayB] = [a.report?.arrived ?? '', b.report?.arrived ?? '']
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return byEnd(a, b)
}

function byEnd(a: EveningItem<Event>, b: EveningItem<Event>): number {
  return (a.endsAt ?? 0) - (b.endsAt ?? 0) || (a.event.id < b.event.id ? -1 : 1)
}
