import { writingLanguages } from '#events/languages.ts'
import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { canModerate } from '#members/member.ts'
import { memberPaths } from '#members/paths.ts'
import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { link } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { editReport, translateReport } from './desk-actions.ts'
import { formOfReport, readReport, slotsOf } from './form-reads.ts'
import { reportDeskPaths } from './paths.ts'
import { getReported, getTranslatable } from './reach-desk.ts'
import { formOfReportTexts, readReportTranslation } from './translation-reads.ts'
import { reportEditPage, reportTextsPage } from './views/desk/edit.ts'
import type { Reported } from './writing-reads.ts'

/** Writing reports at the desk: the desk's version, another language. */
export function addReportEditing(app: App, world: World): void {
  app.get('/desk/events/:id/report/edit', async c => {
    const reported = await getReported(c, world)
    return showEdit(c, world, { ...reported, form: formOfReport(reported.report.content) })
  })
  app.post('/desk/events/:id/report/edit', c => edit(c, world))
  app.get('/desk/events/:id/report/texts/:lang', async c => {
    const { lang, ...reported } = await getTranslatable(c, world)
    return showTexts(c, { ...reported, lang, form: formOfReportTexts(reported.report.content, lang) })
  })
  app.post('/desk/events/:id/report/texts/:lang', c => translate(c, world))
}

type Edit = Reported & { form: Form; errors?: FieldErrors; conflict?: boolean }

function showEdit(
  c: Ctx,
  world: World,
  { event, report, form, errors = {}, conflict = false }: Edit,
): Response {
  const page = c.get('page')
  return showPage(
    c,
    reportEditPage(page, {
      event,
      report,
      form,
      errors,
      conflict,
      languages: writingLanguages(world.texts.codes),
      language: report.content.language,
      slots: slotsOf(form),
      action: link(page, reportDeskPaths.edit(event.id)),
    }),
    statusOf(errors, conflict),
  )
}

async function edit(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const reported = await getReported(c, world)
  if (form.has('add')) return showEdit(c, world, { ...reported, form })
  const { report } = reported
  const language = report.content.language
  const read = readReport(form, { languages: writingLanguages(world.texts.codes), language })
  if (!read.ok) return showEdit(c, world, { ...reported, form, errors: read.errors })
  const stale = async () => showEdit(c, world, { ...(await getReported(c, world)), form, conflict: true })
  if (Number(form.get('version')) !== report.version) return stale()
  const done = await unlessFaster(editReport({ world, by: getMember(c), report }, read.value))
  return done ? goTo(c, reportDeskPaths.show(report.eventId), '#done') : stale()
}

type Texts = Edit & { lang: string }

function showTexts(c: Ctx, { errors = {}, conflict = false, ...shown }: Texts): Response {
  const body = reportTextsPage(c.get('page'), { ...shown, back: backFrom(c, shown), errors, conflict })
  return showPage(c, body, statusOf(errors, conflict))
}

async function translate(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const reported = await getTranslatable(c, world)
  const { report, lang } = reported
  const errors: FieldErrors = {}
  const content = readReportTranslation(form, { content: report.content, lang, errors })
  if (Object.keys(errors).length > 0) return showTexts(c, { ...reported, form, errors })
  const stale = async () => showTexts(c, { ...(await getTranslatable(c, world)), form, conflict: true })
  if (Number(form.get('version')) !== report.version) return stale()
  const done = await unlessFaster(translateReport({ world, by: getMember(c), report }, content))
  return done ? goTo(c, backFrom(c, reported), '#done') : stale()
}

/** Where a member goes on: to the report, or to the list of texts for who decides about none. */
function backFrom(c: Ctx, { event }: Reported): string {
  return canModerate(getMember(c), event.content.where.country)
    ? reportDeskPaths.show(event.id)
    : memberPaths.desk
}

async function unlessFaster(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return false
    throw error
  }
}

function statusOf(errors: FieldErrors, conflict: boolean): 200 | 409 | 422 {
  return conflict ? 409 : Object.keys(errors).length > 0 ? 422 : 200
}
