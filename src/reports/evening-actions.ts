import { takeFirst } from '#desk/store.ts'
import { listAnswered } from '#events/store.ts'
import type { World } from '#platform/world.ts'
import { needsDecision, reportSubject } from './report.ts'
import { findReport } from './store.ts'

/** Gives a member the first of these reports (ids of events, in order) that nobody has in hand, as takeFirst does. */
export async function takeNext(
  world: World,
  { member, eventIds }: { member: string; eventIds: readonly string[] },
): Promise<string | null> {
  const { db } = world.database
  const bySubject = new Map(eventIds.map(eventId => [reportSubject(eventId), eventId]))
  const subject = await takeFirst(db, {
    member,
    now: world.clock(),
    subjects: [...bySubject.keys()],
    isWaiting: async each => {
      const eventId = bySubject.get(each)!
      const report = await findReport(db, eventId)
      const isAnswered = report?.state === 'asked' && (await listAnswered(db)).includes(eventId)
      return needsDecision(report, isAnswered)
    },
  })
  return subject && bySubject.get(subject)!
}
