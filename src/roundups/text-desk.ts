import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { type Form, formOf } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { writeRoundupText } from './actions.ts'
import { getLanguage, getOne, type One } from './one-desk.ts'
import { roundupDeskPaths } from './paths.ts'
import { changedBlocks, emptyRoundupText, type RoundupText, standOf } from './roundup.ts'
import { getSources } from './sources-routes.ts'
import { stampsOf, tell } from './telling-card.ts'
import { formOfText, readText, type TextErrors } from './text-form.ts'
import { textPage } from './views/desk/text.ts'

/** The words of a round-up in one language. */
export function addTextDesk(app: App, world: World): void {
  app.get('/desk/roundups/:year/:lang{[a-z]{2,3}}', async c => {
    const lang = getLanguage(c, world)
    const one = await getOne(c, world)
    const was = one.texts.find(text => text.lang === lang)
    const form = formOf(new URLSearchParams(formOfText(was, one.edition.zone)))
    return showText(c, world, { ...one, lang, form, errors: {}, conflict: false })
  })
  app.post('/desk/roundups/:year/:lang{[a-z]{2,3}}', c => writeText(c, world))
}

type Writing = One & { lang: string; form: Form; errors: TextErrors; conflict: boolean }

async function writeText(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const lang = getLanguage(c, world)
  const one = await getOne(c, world)
  const { edition, roundup, texts } = one
  const was = texts.find(text => text.lang === lang)
  const again = (errors: TextErrors, conflict: boolean) =>
    showText(c, world, { ...one, lang, form, errors, conflict })
  if (Number(form.get('version')) !== (was?.version ?? 0)) return again({}, true)
  const read = readText(form, { roundup, was, lang, zone: edition.zone, now: world.clock() })
  if (!read.ok) return again(read.errors, false)
  const { sources } = await getSources(world, edition, lang)
  const original = texts.find(text => text.lang === roundup.original)
  const isDone = read.value.state === 'done'
  const text: RoundupText = {
    ...read.value,
    version: was?.version ?? 0,
    basedOn: lang === roundup.original ? null : isDone ? (original?.version ?? 0) : (was?.basedOn ?? null),
    stamps: isDone ? stampsOf(roundup.blocks, sources) : (was?.stamps ?? {}),
  }
  try {
    await writeRoundupText(world, getMember(c), { edition: edition.year, text, was })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') {
      const now = await getOne(c, world)
      return showText(c, world, { ...now, lang, form, errors: {}, conflict: true })
    }
    throw error
  }
  return goTo(c, `${roundupDeskPaths.text(edition.year, lang)}?saved`, '#saved')
}

async function showText(c: Ctx, world: World, writing: Writing): Promise<Response> {
  const { edition, roundup, texts, lang, errors, conflict } = writing
  const { sources } = await getSources(world, edition, lang)
  const original = texts.find(text => text.lang === roundup.original)
  const was = texts.find(text => text.lang === lang)
  const shown = was ?? emptyRoundupText(lang)
  const stamps = stampsOf(roundup.blocks, sources)
  const wrong = Object.keys(errors).length > 0
  return showPage(
    c,
    textPage(c.get('page'), {
      ...writing,
      version: was?.version ?? 0,
      theirs: conflict ? shown : null,
      original: original?.lang === lang ? null : (original ?? null),
      stand: standOf(was, original, stamps),
      changed: was && lang !== roundup.original ? changedBlocks(was, stamps) : [],
      telling: tell({ roundup, text: shown, texts }, sources),
      saved: c.req.query('saved') !== undefined && !wrong && !conflict,
    }),
    conflict ? 409 : wrong ? 422 : 200,
  )
}
