import { findClaim, listLog, takeClaim } from '#desk/store.ts'
import { isPublic } from '#events/event.ts'
import { readField } from '#events/fields.ts'
import { listMessages } from '#events/store.ts'
import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { eventSubject } from '#pictures/picture.ts'
import { listPictures } from '#pictures/store.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { World } from '#platform/world.ts'
import {
  acceptChange,
  askAboutReport,
  type Deed,
  declineChange,
  publishReport,
  refuseReport,
} from './desk-actions.ts'
import { addReportEditing } from './edit-desk.ts'
import { addEvening } from './evening-desk.ts'
import { reportDeskPaths } from './paths.ts'
import { getReported } from './reach-desk.ts'
import { isWaiting, type Report, reportSubject } from './report.ts'
import { reportReviewPage } from './views/desk/review.ts'
import { type Reported, translatableLanguages } from './writing-reads.ts'

/** What the desk does with reports: look, publish, ask, change, translate, refuse. */
export function addReportsDesk(app: App, world: World): void {
  addEvening(app, world)
  addReportEditing(app, world)
  app.get('/desk/events/:id/report', async c => showReview(c, world, await getReported(c, world)))
  for (const action of Object.keys(DEEDS) as (keyof typeof DEEDS)[])
    app.post(`/desk/events/:id/report/${action}`, c => act(c, world, action))
}

type Review = Reported & { form?: Form; errors?: FieldErrors; conflict?: boolean }

async function showReview(
  c: Ctx,
  world: World,
  { event, report, form = EMPTY_FORM, errors = {}, conflict = false }: Review,
): Promise<Response> {
  const page = c.get('page')
  const member = getMember(c)
  const { db } = world.database
  const subject = reportSubject(event.id)
  const claim =
    c.req.method === 'GET' && (isWaiting(report) || report.state === 'asked')
      ? await takeClaim(db, { subject, member: member.name, now: page.now })
      : await findClaim(db, subject, page.now)
  const pictures = await listPictures(db, [eventSubject(event.id)])
  const waiting = pictures.filter(({ state }) => state === 'waiting').length
  const setting = { codes: world.texts.codes, now: page.now }
  const body = reportReviewPage(page, {
    event,
    report,
    messages: await listMessages(db, event.id),
    log: await listLog(db, { limit: 30, subject: `event:${event.id}` }),
    otherMember: claim && claim.member !== member.name ? claim : null,
    languages: translatableLanguages(member, { event, report }, setting),
    pictures: { waiting, path: pictureDeskPaths.of(eventSubject(event.id)) },
    form,
    errors,
    conflict,
  })
  return showPage(c, body, conflict ? 409 : Object.keys(errors).length > 0 ? 422 : 200)
}

type Doing = {
  when: (reported: Reported) => boolean
  /** The field without whose text it is not done. */
  text?: string
  run: (deed: Deed, text: string) => Promise<Report>
}

const isProposed = ({ report }: Reported) => report.proposed !== null

/** What a form of the review page does, by its address, and in which states; some need a text. */
const DEEDS: Record<'publish' | 'ask' | 'refuse' | 'accept' | 'decline', Doing> = {
  publish: {
    when: ({ event, report }) => report.state !== 'published' && isPublic(event),
    run: publishReport,
  },
  ask: { when: () => true, text: 'question', run: askAboutReport },
  refuse: { when: ({ report }) => report.state !== 'refused', text: 'refuse_reason', run: refuseReport },
  accept: { when: isProposed, run: acceptChange },
  decline: { when: isProposed, text: 'decline_reason', run: declineChange },
}

async function act(c: Ctx, world: World, action: keyof typeof DEEDS): Promise<Response> {
  const form = await readDeskForm(world, c)
  const reported = await getReported(c, world)
  const { when, text: name, run } = DEEDS[action]
  const isStale = Number(form.get('version')) !== reported.report.version
  if (isStale || !when(reported)) return showReview(c, world, { ...reported, form, conflict: true })
  const errors: FieldErrors = {}
  const text = name ? readField(form, name, errors, cleanText, 3000) : ''
  if (name && !text) errors[name] ??= { key: 'needed' }
  if (Object.keys(errors).length > 0) return showReview(c, world, { ...reported, form, errors })
  try {
    await run({ world, by: getMember(c), report: reported.report }, text)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return showReview(c, world, { ...(await getReported(c, world)), form, conflict: true })
  }
  return goTo(c, reportDeskPaths.show(reported.event.id), '#done')
}
