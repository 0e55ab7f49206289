import { randomUUID } from 'node:crypto'
import { type App, type Ctx, neverStore, showPage } from '#platform/http/context.ts'
import { readForm } from '#platform/http/form.ts'
import { createGate, type Gate } from '#platform/http/gate.ts'
import { Problem } from '#platform/http/problem.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { World } from '#platform/world.ts'
import { getSettings } from '#settings/store.ts'
import { reportWrong } from './actions.ts'
import { CORRECTION_LIMIT, readPath } from './correction.ts'
import { thanksPage, wrongPage } from './views/wrong.ts'

const FRESH = { text: '', error: null, slow: null, again: false }

/** 'This is wrong', from every page. */
export function addCorrectionRoutes(app: App, world: World): void {
  const gate = createGate(world, { name: 'correction', burst: 10, windowMs: 600_000, slowMs: 3000 })
  app.get('/:lang{[a-z]{2,3}}/wrong', async c => {
    if (c.get('page').lang !== c.req.param('lang')) throw new Problem('not-found')
    neverStore(c)
    const { shield } = await getSettings(world.database)
    const about = readPath(c.req.query('page') ?? '/')
    return showPage(
      c,
      wrongPage(c.get('page'), { ...FRESH, about, id: randomUUID(), paused: shield === 'paused' }),
    )
  })
  app.post('/:lang{[a-z]{2,3}}/wrong', c => take(c, world, gate))
}

async function take(c: Ctx, world: World, gate: Gate): Promise<Response> {
  const page = c.get('page')
  const form = await readForm(c)
  const sent = form.get('text')
  const text = cleanText(sent)
  const about = readPath(form.get('page'))
  const id = /^[0-9a-f-]{36}$/.test(form.get('id')) ? form.get('id') : randomUUID()
  const { shield } = await getSettings(world.database)
  const shown = { ...FRESH, about, text: sent, id, paused: shield === 'paused' }
  const over = [...text].length - CORRECTION_LIMIT
  const error = !text
    ? page.t('ui.form.needed')
    : sent.includes('\uFFFD')
      ? page.t('ui.form.unreadable')
      : over > 0
        ? page.t('ui.form.long', { over, limit: CORRECTION_LIMIT })
        : null
  if (error) return showPage(c, wrongPage(page, { ...shown, error }), 422)
  if (shown.paused) return showPage(c, wrongPage(page, shown), 503)
  const answer = gate.ask(c, form, { harder: shield === 'harder' })
  if (!answer.pass) {
    if (answer.again) return showPage(c, wrongPage(page, { ...shown, again: true }), 422)
    c.header('Retry-After', String(answer.slow.seconds))
    return showPage(c, wrongPage(page, { ...shown, slow: answer.slow }), 429)
  }
  const arrived = new Date(world.clock()).toISOString().slice(0, 10)
  await reportWrong(world, { id, path: about, text, lang: page.lang, arrived })
  return showPage(c, thanksPage(page, about), 201)
}
