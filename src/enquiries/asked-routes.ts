import { textsIn } from '#events/event.ts'
import { eventPaths } from '#events/paths.ts'
import { hashCode, readCode } from '#platform/codes/codes.ts'
import { identityOf } from '#platform/codes/identity.ts'
import type { Form } from '#platform/forms/form.ts'
import { type App, type Ctx, neverStore, showPage } from '#platform/http/context.ts'
import { readForm } from '#platform/http/form.ts'
import { createGate, type Gate } from '#platform/http/gate.ts'
import { openAge } from '#platform/seal/open.ts'
import { readRecord } from '#platform/seal/record.ts'
import { bytesOf } from '#platform/seal/sealed.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { findAsked, takeBack } from './actions.ts'
import { type Answer, textOfRecord } from './enquiry.ts'
import { type AnswerFace, answerPage, codePage, takenBackPage } from './views/asked.ts'

const MINUTES_MS = 60_000
const FINDER = /^[\w-]{43}$/

/** Reading the answer to an enquiry, and taking it back. */
export function addAsked(app: App, world: World): void {
  const gate = createGate(world, { name: 'asked', burst: 60, windowMs: 10 * MINUTES_MS, slowMs: 1000 })
  app.get('/:lang/events/asked', c => {
    neverStore(c)
    return showPage(c, codePage(c.get('page'), { typed: '', wrong: false, slow: null, again: false }))
  })
  app.post('/:lang/events/asked', async c => {
    neverStore(c)
    const form = await readForm(c)
    if (form.get('do') === 'leave') return leave(c, world, { gate, form })
    return form.has('finder') ? sendSealed(c, world, { gate, form }) : showAnswer(c, world, { gate, form })
  })
}

type Asked = NonNullable<Awaited<ReturnType<typeof findAsked>>>
type Sent = { gate: Gate; form: Form }

/** Without scripts: the code opens the answer here, in memory, and nowhere else. */
async function showAnswer(c: Ctx, world: World, { gate, form }: Sent): Promise<Response> {
  const page = c.get('page')
  const typed = form.get('code').slice(0, 200)
  const answer = gate.ask(c, form)
  if (!answer.pass) return refuse(c, { typed, slow: answer.again ? null : answer.slow })
  const code = readCode(typed)
  const asked = code ? await findAsked(world, hashCode(code)) : undefined
  if (!asked || !code)
    return showPage(c, codePage(page, { typed, wrong: true, slow: null, again: false }), 422)
  const place = asked.enquiry.answer && (await openAnswer(code, asked.enquiry.answer))
  return showPage(c, answerPage(page, { face: faceOf(page, asked), place, code }))
}

/** With scripts: only the hash of the code comes here, and what is sealed goes out as it is. */
async function sendSealed(c: Ctx, world: World, { gate, form }: Sent): Promise<Response> {
  const page = c.get('page')
  const { t } = page
  const token = page.token()
  const answer = gate.ask(c, form)
  if (!answer.pass) {
    if (answer.again) return c.json({ token, again: true })
    const { seconds, ticket } = answer.slow
    const text = `${t('ui.form.slow.title')}. ${t('ui.form.slow.text', { seconds })}`
    return c.json({ token, slow: { text, ticket } })
  }
  const asked = await findByFinder(world, form)
  if (!asked) return c.json({ token })
  const sealed = asked.enquiry.answer
  const base64 = sealed && Buffer.from(bytesOf(sealed)).toString('base64')
  return c.json({ token, known: { ...faceOf(page, asked), answer: base64 } })
}

async function leave(c: Ctx, world: World, { gate, form }: Sent): Promise<Response> {
  const answer = gate.ask(c, form)
  if (!answer.pass)
    return refuse(c, { typed: form.get('code').slice(0, 200), slow: answer.again ? null : answer.slow })
  const code = readCode(form.get('code'))
  const asked = code ? await findAsked(world, hashCode(code)) : await findByFinder(world, form)
  // Sent twice, it is gone as well.
  if (asked) await takeBack(world, asked.enquiry)
  return showPage(c, takenBackPage(c.get('page')))
}

function refuse(
  c: Ctx,
  { typed, slow }: { typed: string; slow: { seconds: number; ticket: string } | null },
): Response {
  if (slow) c.header('Retry-After', String(slow.seconds))
  return showPage(
    c,
    codePage(c.get('page'), { typed, wrong: false, slow, again: slow === null }),
    slow ? 429 : 422,
  )
}

async function findByFinder(world: World, form: Form): Promise<Asked | undefined> {
  const finder = form.get('finder')
  return FINDER.test(finder) ? findAsked(world, finder) : undefined
}

function faceOf(page: Page, { enquiry, event }: Asked): AnswerFace {
  const { t, lang } = page
  const { state, reason, place } = enquiry
  const day = formatShortDate(enquiry.decided ?? enquiry.arrived, lang)
  const lines = {
    waiting: [place ? t('enquiries.answer.changed', { day }) : t('enquiries.answer.waiting-text', { day })],
    told: [t('enquiries.answer.told-text', { day }), t('enquiries.answer.told-care')],
    refused: [
      ...(reason ? [t(`enquiries.reason.${reason}`)] : []),
      t('enquiries.answer.refused-text', { day }),
    ],
  }[state]
  const about = t('enquiries.answer.about', { title: textsIn(event.content, lang).texts.title })
  return { state, about, event: link(page, eventPaths.show(lang, event.slug ?? '')), lines }
}

async function openAnswer(code: string, answer: Answer): Promise<string | null> {
  try {
    return textOfRecord(readRecord(await openAge([identityOf(code).identity], bytesOf(answer))))
  } catch {
    return null
  }
}
