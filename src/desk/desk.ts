import { listCorrections } from '#corrections/store.ts'
import { stateNow } from '#enquiries/enquiry.ts'
import { listAskedGroups } from '#enquiries/store.ts'
import { findAfter } from '#events/after-reads.ts'
import { endEvent } from '#events/desk-actions.ts'
import { type Event, isPublic, type Proposal, PUBLIC_STATES, WAITING_STATES } from '#events/event.ts'
import { alikeKey, findLikely } from '#events/likeness.ts'
import { countStates, findEvent, listAnswered, listEvents, listProposals } from '#events/store.ts'
import { getCoordinator, getDecider, getMember, readDeskForm } from '#members/desk-actions.ts'
import { canModerate, decidesOnEvents, isCoordinator, seesCorrections, writesIn } from '#members/member.ts'
import { idsIn } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { World } from '#platform/world.ts'
import { listWaitingReports } from '#reports/queue-reads.ts'
import { reportSubject } from '#reports/report.ts'
import { findFirstSteps } from './first-steps-reads.ts'
import { deskPaths, QUEUE_TABS, type QueueTab } from './paths.ts'
import { soonestFirst } from './queue-reads.ts'
import { listClaims, listLog } from './store.ts'
import { showTexts } from './texts-desk.ts'
import type { AskedItem } from './views/asked.ts'
import { homePage } from './views/home.ts'
import { logPage } from './views/log.ts'
import { type QueueItem, queuePage } from './views/queue.ts'

const LOG_PAGE = 100
const MAX_SHOWN = 200
const MAX_REFUSED = 500
/** Beside what is cancelled, which everyone sees. */
const ENDED_STATES = ['withdrawn', 'refused', 'draft'] as const

/** The first page of the desk: what waits, and what was decided; the log. */
export function addDesk(app: App, world: World): void {
  app.get('/desk', c => {
    const member = getMember(c)
    if (decidesOnEvents(member)) return showQueue(c, world)
    return writesIn(member, world.texts.codes).length > 0
      ? showTexts(c, world)
      : showPage(c, homePage(c.get('page'), member))
  })
  app.get(deskPaths.texts(), c => {
    if (writesIn(getMember(c), world.texts.codes).length === 0) throw new Problem('not-found')
    return showTexts(c, world)
  })
  app.post('/desk/refuse', c => refuseMany(c, world))
  app.get('/desk/log', async c => {
    getCoordinator(c)
    const before = Number(c.req.query('before'))
    const entries = await listLog(world.database.db, {
      limit: LOG_PAGE + 1,
      ...(Number.isInteger(before) && before > 0 ? { before } : {}),
    })
    const next = entries.length > LOG_PAGE ? entries[LOG_PAGE - 1]!.number : null
    return showPage(c, logPage(c.get('page'), { entries: entries.slice(0, LOG_PAGE), next }))
  })
}

async function showQueue(
  c: Ctx,
  world: World,
  refused?: { error: string; reason: string },
): Promise<Response> {
  const member = getDecider(c)
  const page = c.get('page')
  const { db } = world.database
  const tab = QUEUE_TABS.find(name => name === c.req.query('tab')) ?? 'waiting'
  const alike = c.req.query('alike')
  const mine = (event: Event) => canModerate(member, event.content.where.country)
  const waiting = (await listEvents(db, WAITING_STATES)).filter(mine)
  const published = (await listEvents(db, PUBLIC_STATES)).filter(mine)
  const proposals = await listProposals(db)
  const answered = new Set(await listAnswered(db))
  const inTab = await eventsOf(world, { tab, waiting, published, proposals, answered, mine })
  const claims = await listClaims(db, page.now)
  const alikeGroups = Map.groupBy(
    waiting.filter(({ state }) => state === 'pending'),
    event => alikeKey(event.content),
  )
  const chosen = alike ? waiting.find(({ id }) => id === alike) : undefined
  const shown = chosen ? (alikeGroups.get(alikeKey(chosen.content)) ?? []) : inTab
  const items: QueueItem[] = shown.slice(0, MAX_SHOWN).map(event => {
    const claim = claims.get(`event:${event.id}`)
    const isWaiting = event.state === 'pending'
    return {
      event,
      proposal: proposals.find(({ eventId }) => eventId === event.id),
      answered: answered.has(event.id),
      likely: isWaiting ? findLikely(event, [...published, ...waiting])[0] : undefined,
      alike: isWaiting ? (alikeGroups.get(alikeKey(event.content))?.length ?? 1) : 1,
      inHandOf: claim && claim.member !== member.name ? claim.member : null,
    }
  })
  const reports = await listWaitingReports(db, [...waiting, ...published], answered)
  return showPage(
    c,
    queuePage(page, {
      steps:
        isCoordinator(member) && tab === 'waiting' && !chosen
          ? await findFirstSteps(world, { memberId: member.id, events: [...waiting, ...published] })
          : null,
      after: await findAfter(db, member, c.req.query()),
      tab,
      items,
      hidden: Math.max(0, shown.length - MAX_SHOWN),
      counts: await countsOf(world, {
        waiting,
        published,
        proposals,
        answered,
        mine,
        seesAll: canModerate(member, null),
        reports: reports.length,
      }),
      reports:
        tab === 'waiting' && !chosen
          ? reports.map(({ event, report }) => {
              const holder = claims.get(reportSubject(event.id))?.member ?? null
              return {
                event,
                arrived: report.arrived,
                isChange: report.proposed !== null,
                inHandOf: holder === member.name ? null : holder,
              }
            })
          : [],
      asked: tab === 'waiting' && !chosen ? await listAsked(world, published) : [],
      corrections: tab === 'waiting' && !chosen && seesCorrections(member) ? await listCorrections(db) : [],
      alikeOf: chosen ?? null,
      error: refused?.error ?? null,
      reason: refused?.reason ?? '',
    }),
    refused ? 422 : 200,
  )
}

/** The events of this member whose place somebody waits to be told, the longest first. */
async function listAsked(world: World, published: readonly Event[]): Promise<AskedItem[]> {
  const groups = Map.groupBy(await listAskedGroups(world.database.db), group => group.eventId)
  return published
    .flatMap(event => {
      const waiting = (groups.get(event.id) ?? []).filter(
        group => stateNow(group, event.content) === 'waiting',
      )
      const count = waiting.reduce((sum, group) => sum + group.count, 0)
      const since = waiting.map(group => group.since).sort()[0]
      return since ? { event, count, since } : []
    })
    .sort((a, b) => (a.since < b.since ? -1 : 1))
}

type Lists = {
  waiting: Event[]
  published: Event[]
  proposals: Proposal[]
  /** Events about which the organiser said the last word. */
  answered: ReadonlySet<string>
  mine: (event: Event) => boolean
}

async function eventsOf(
  world: World,
  { tab, waiting, published, proposals, answered, mine }: Lists & { tab: QueueTab },
): Promise<Event[]> {
  const changed = new Set([...answered, ...proposals.map(({ eventId }) => eventId)])
  switch (tab) {
    case 'waiting':
      return [
        ...waiting.filter(({ state }) => state === 'pending'),
        ...published.filter(({ id }) => changed.has(id)),
      ].sort(soonestFirst)
    case 'asked':
      return waiting.filter(({ state }) => state === 'asked').sort(soonestFirst)
    case 'published':
      return published.filter(({ state }) => state !== 'cancelled').sort(soonestFirst)
    case 'ended':
      return [
        ...published.filter(({ state }) => state === 'cancelled'),
        ...(await listEvents(world.database.db, ENDED_STATES)).filter(mine),
      ].sort(soonestFirst)
  }
}

async function countsOf(
  world: World,
  {
    waiting,
    published,
    proposals,
    answered,
    mine,
    seesAll,
    reports,
  }: Lists & { seesAll: boolean; reports: number },
): Promise<Record<QueueTab, number>> {
  const { db } = world.database
  const proposed = new Set(proposals.map(({ eventId }) => eventId))
  const changed = published.filter(({ id }) => proposed.has(id) || answered.has(id)).length
  const states = await countStates(db)
  // Whoever decides for some countries is told of no others, not even how many there are.
  const ended = seesAll
    ? ENDED_STATES.reduce((sum, state) => sum + (states.get(state) ?? 0), 0)
    : (await listEvents(db, ENDED_STATES)).filter(mine).length
  return {
    waiting: waiting.filter(({ state }) => state === 'pending').length + changed + reports,
    asked: waiting.filter(({ state }) => state === 'asked').length,
    published: published.filter(({ state }) => state !== 'cancelled').length,
    ended: published.filter(({ state }) => state === 'cancelled').length + ended,
  }
}

/** Refuses all that were ticked, each with its line in the log; one that somebody else decided is left alone. */
async function refuseMany(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getDecider(c)
  const reason = cleanText(form.get('reason')).slice(0, 1000)
  const ids = idsIn(form, 'id').slice(0, MAX_REFUSED)
  if (ids.length === 0) return showQueue(c, world, { error: 'none', reason: form.get('reason') })
  for (const id of ids) {
    const event = await findEvent(world.database.db, id)
    if (!event || isPublic(event) || !WAITING_STATES.includes(event.state)) continue
    if (!canModerate(member, event.content.where.country)) continue
    const notice = reason ? { text: reason, lang: c.get('page').lang } : null
    await endEvent({ world, by: member, event }, { state: 'refused', notice }).catch(ignoreFaster)
  }
  return goTo(c, deskPaths.queue())
}

function ignoreFaster(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'conflict') throw error
}
