import { findMine } from '#events/actions.ts'
import type { Event } from '#events/event.ts'
import { writingLanguages } from '#events/languages.ts'
import { listMessages } from '#events/store.ts'
import { readCode } from '#platform/codes/codes.ts'
import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, neverStore, showPage } from '#platform/http/context.ts'
import { readForm } from '#platform/http/form.ts'
import { createGate, type Gate } from '#platform/http/gate.ts'
import { link } from '#platform/ui/page.ts'
import type { Slow } from '#platform/ui/public-form.ts'
import type { World } from '#platform/world.ts'
import { getSettings } from '#settings/store.ts'
import { sendReport } from './actions.ts'
import { closedBecause } from './card.ts'
import { formOfReport, readReport, slotsOf } from './form-reads.ts'
import { reportPaths } from './paths.ts'
import { originalOnly } from './report.ts'
import { findReport } from './store.ts'
import { closedReportPage, mineReportPage, reportCodePage } from './views/mine.ts'

const MINUTES_MS = 60_000

/** Telling what happened, with the code of the event. */
export function addReportRoutes(app: App, world: World): void {
  const gate = createGate(world, { name: 'report', burst: 60, windowMs: 10 * MINUTES_MS, slowMs: 1000 })
  app.get('/:lang/events/mine/report', c => {
    neverStore(c)
    return showPage(c, reportCodePage(c.get('page'), { typed: '', wrong: false, slow: null }))
  })
  app.post('/:lang/events/mine/report', c => report(c, world, gate))
}

async function report(c: Ctx, world: World, gate: Gate): Promise<Response> {
  const page = c.get('page')
  const form = await readForm(c)
  neverStore(c)
  const isSent = form.get('do') === 'send'
  const { shield } = await getSettings(world.database)
  const answer = gate.ask(c, form, { harder: isSent && shield === 'harder' })
  const slow = answer.pass || answer.again ? null : answer.slow
  const typed = form.get('code').slice(0, 200)
  const code = readCode(typed)
  // What was typed behind the code must not be lost with a token that is too old.
  const event = slow && !isSent ? undefined : await findMine(world, code)
  if (slow) c.header('Retry-After', String(slow.seconds))
  if (slow && !event) return showPage(c, reportCodePage(page, { typed, wrong: false, slow }), 429)
  if (!event || !code) return showPage(c, reportCodePage(page, { typed, wrong: true, slow: null }), 422)
  const why = closedBecause(event, page.now)
  if (why) return showPage(c, closedReportPage(page, { event, code, why }), 409)
  if (!isSent) return showForm(c, world, { event, code })
  if (form.has('add')) return showForm(c, world, { event, code, sent: form })
  const languages = writingLanguages(world.texts.codes)
  // Of what is there already somebody has seen the language.
  const read = readReport(form, { languages, language: page.lang, guess: !form.get('version') })
  if (!read.ok) return showForm(c, world, { event, code, sent: form, errors: read.errors })
  if (shield === 'paused') return showForm(c, world, { event, code, sent: form, paused: true })
  if (!answer.pass) return showForm(c, world, { event, code, sent: form, again: answer.again, slow })
  const version = form.get('version') ? Number(form.get('version')) : null
  const taken = await sendReport(world, event, { content: read.value, version })
  if (!taken) return showForm(c, world, { event, code, sent: form, conflict: true })
  return showForm(c, world, { event, code, done: true })
}

type Shown = {
  event: Event
  code: string
  /** What was sent and is shown again; without it the form shows what is kept. */
  sent?: Form
  errors?: FieldErrors
  done?: boolean
  conflict?: boolean
  paused?: boolean
  again?: boolean
  slow?: Slow | null
}

async function showForm(c: Ctx, world: World, shown: Shown): Promise<Response> {
  const page = c.get('page')
  const { db } = world.database
  const { event, errors = {}, conflict = false, paused = false, again = false, slow = null } = shown
  const kept = await findReport(db, event.id)
  const content = kept && originalOnly(kept.proposed ?? kept.content)
  const form = shown.sent ?? formOfReport(content ?? emptyReport(event.content.language))
  const isWrong = again || Object.keys(errors).length > 0
  return showPage(
    c,
    mineReportPage(page, {
      event,
      code: shown.code,
      report: kept,
      messages: await listMessages(db, event.id),
      form,
      errors,
      languages: writingLanguages(world.texts.codes),
      language: page.lang,
      slots: slotsOf(form),
      action: link(page, reportPaths.mine(page.lang)),
      done: shown.done ?? false,
      conflict,
      paused,
      again,
      slow,
    }),
    conflict ? 409 : paused ? 503 : slow ? 429 : isWrong ? 422 : 200,
  )
}

function emptyReport(language: string) {
  return { language, text: {}, attendance: null, quotes: [], incidents: [] }
}
