import { dropClaim, listClaims, takeClaim } from '#desk/store.ts'
import { listAnswered } from '#events/store.ts'
import type { World } from '#platform/world.ts'
import { needsDecision, reportSubject } from './report.ts'
import { findReport } from './store.ts'

/**
 * Gives a member the first of these reports (ids of events, in order) that nobody has in hand, and puts it into theirs.
 * Two at the same moment get two different ones: the row of the claim decides. What they have already comes last.
 */
export async function takeNext(
  world: World,
  { member, eventIds }: { member: string; eventIds: readonly string[] },
): Promise<string | null> {
  const now = world.clock()
  const { db } = world.database
  const claims = await listClaims(db, now)
  const holder = (eventId: string) => claims.get(reportSubject(eventId))?.member
  const free = eventIds.filter(eventId => holder(eventId) === undefined)
  const mine = eventIds.filter(eventId => holder(eventId) === member)
  for (const eventId of [...free, ...mine]) {
    const subject = reportSubject(eventId)
    const claim = await takeClaim(db, { subject, member, now })
    if (claim.member !== member) continue
    // Somebody may have decided since the list was made, and let it go.
    const report = await findReport(db, eventId)
    const answered = report?.state === 'asked' ? new Set(await listAnswered(db)) : new Set<string>()
    if (needsDecision(report, answered.has(eventId))) return eventId
    await dropClaim(db, subject)
  }
  return null
}
