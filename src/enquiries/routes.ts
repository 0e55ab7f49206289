import { textsIn } from '#events/event.ts'
import { eventPaths } from '#events/paths.ts'
import { findBySlug } from '#events/reads.ts'
import type { ListedEvent } from '#events/visible-event.ts'
import { getKeys } from '#keys/store.ts'
import { newCode, readCode } from '#platform/codes/codes.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import { type App, type Ctx, neverStore, showPage } from '#platform/http/context.ts'
import { readForm } from '#platform/http/form.ts'
import { createGate, type Gate } from '#platform/http/gate.ts'
import { Problem } from '#platform/http/problem.ts'
import { sealRecord } from '#platform/seal/sealed.ts'
import type { Slow } from '#platform/ui/public-form.ts'
import type { World } from '#platform/world.ts'
import { keyOfForm, readSealedField, type SealedError, sealKeysOf } from '#sealed/field.ts'
import { KIND } from '#sealed/record.ts'
import { getSettings } from '#settings/store.ts'
import { askForPlace } from './actions.ts'
import { addAsked } from './asked-routes.ts'
import { isAsked, mayAsk } from './enquiry.ts'
import { askPage, closedPage, type EventLink, sentPage } from './views/ask.ts'

const MINUTES_MS = 60_000

/** Asking for a place that is told only to those who ask, and reading the answer with a code. */
export function addEnquiryRoutes(app: App, world: World): void {
  addAsked(app, world)
  const gate = createGate(world, { name: 'enquiry', burst: 10, windowMs: 10 * MINUTES_MS, slowMs: 3000 })
  app.get('/:lang/events/:slug/ask', async c => {
    neverStore(c)
    return showForm(c, world, await getEvent(c, world), { form: EMPTY_FORM, code: newCode() })
  })
  app.post('/:lang/events/:slug/ask', c => ask(c, world, gate))
}

type Shown = { form: Form; code: string; error?: SealedError; slow?: Slow | null; again?: boolean }

async function showForm(c: Ctx, world: World, event: ListedEvent, shown: Shown): Promise<Response> {
  const page = c.get('page')
  const about = linkTo(event, page.lang)
  if (!mayAsk(event, page.now)) return showPage(c, closedPage(page, { event: about, why: 'over' }), 410)
  const keys = sealKeysOf(await getKeys(world.database), 'enquiry', page.now)
  const key = keyOfForm(shown.form, keys)
  if (!key) return showPage(c, closedPage(page, { event: about, why: 'keys' }), 503)
  const { shield } = await getSettings(world.database)
  const { error = null, slow = null, again = false } = shown
  const paused = shield === 'paused'
  if (slow) c.header('Retry-After', String(slow.seconds))
  return showPage(
    c,
    askPage(page, { ...shown, slug: event.slug, event: about, key, error, slow, again, paused }),
    paused ? 503 : slow ? 429 : error || again ? 422 : 200,
  )
}

async function ask(c: Ctx, world: World, gate: Gate): Promise<Response> {
  const form = await readForm(c)
  const page = c.get('page')
  const keys = sealKeysOf(await getKeys(world.database), 'enquiry', page.now)
  const read = readSealedField(form, { name: 'note', kind: 'enquiry', keys })
  const event = await getEvent(c, world)
  const code = readCode(form.get('code')) ?? newCode()
  const { shield } = await getSettings(world.database)
  const { current } = keys
  if (!mayAsk(event, page.now) || !current || shield === 'paused')
    return showForm(c, world, event, { form, code })
  if (!read.ok) return showForm(c, world, event, { form, code, error: read.error })
  const answer = gate.ask(c, form, { harder: shield === 'harder' })
  if (!answer.pass)
    return showForm(c, world, event, {
      form,
      code,
      ...(answer.again ? { again: true } : { slow: answer.slow }),
    })
  // Sealed as well where nothing was written: who wrote something is nobody's business.
  const nothing = () => ({
    keyId: current.id,
    body: sealRecord(current.recipient, { text: '' }, KIND.enquiry.size),
  })
  await askForPlace(world, { eventId: event.id, code, note: read.value ?? nothing() })
  return showPage(c, sentPage(page, { code, event: linkTo(event, page.lang) }), 201)
}

/** The public event of this address whose place has to be asked for; for others there is no such page. */
async function getEvent(c: Ctx, world: World): Promise<ListedEvent> {
  const found = await findBySlug(world, c.req.param('slug') ?? '')
  if (!found || !isAsked(found.event.content)) throw new Problem('not-found')
  return found.event
}

function linkTo({ slug, content }: ListedEvent, lang: string): EventLink {
  return { title: textsIn(content, lang).texts.title, path: eventPaths.show(lang, slug) }
}
