import { readDeskForm } from '#members/desk-actions.ts'
import { writesTexts } from '#members/member.ts'
import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { renderMarkdown } from '#platform/markdown/markdown.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { Html } from '#platform/ui/html.ts'
import type { World } from '#platform/world.ts'
import { saveText } from './actions.ts'
import type { Article } from './article.ts'
import { formOfText, readText } from './article-form.ts'
import { newsDeskPaths } from './paths.ts'
import { listOwnPictures, showNamedPictures } from './pictures-desk.ts'
import { getPictures } from './pictures-routes.ts'
import { getWritable } from './reach-desk.ts'
import { findArticle } from './store.ts'
import { getTargets } from './targets-routes.ts'
import { deskFigure } from './views/desk/figure.ts'
import { textPage } from './views/desk/text.ts'
import { newsZone } from './zone-reads.ts'

/** Writing an article in one language: with a preview before it is saved, and the original beside a translation. */
export function addTextDesk(app: App, world: World): void {
  app.get('/desk/news/:id/texts/:lang', async c => showText(c, world, {}))
  app.post('/desk/news/:id/texts/:lang', c => save(c, world))
}

type Shown = { form?: Form; errors?: FieldErrors; conflict?: boolean; preview?: boolean }

async function showText(
  c: Ctx,
  world: World,
  { form, errors = {}, conflict = false, preview = false }: Shown,
): Promise<Response> {
  const { article, lang, member } = await getWritable(c, world)
  const page = c.get('page')
  const zone = await newsZone(world)
  const own = formOfText(article.texts[lang], {
    zone,
    original: article.texts[article.original]?.version ?? 0,
  })
  const wrong = Object.keys(errors).length > 0
  return showPage(
    c,
    textPage(page, {
      article,
      lang,
      form: form ?? own,
      errors,
      conflict,
      preview:
        form && preview ? await render(c, world, { article, lang, body: cleanText(form.get('body')) }) : null,
      pictures: writesTexts(member) ? await listOwnPictures(world, article.id) : null,
      saved: c.req.query('saved') !== undefined,
      isWhole: writesTexts(member),
    }),
    conflict ? 409 : wrong ? 422 : 200,
  )
}

async function save(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const { article, lang, member } = await getWritable(c, world)
  if (form.get('do') === 'preview') return showText(c, world, { form, preview: true })
  const before = article.texts[lang]
  const isOriginal = lang === article.original
  const read = readText(form, { id: article.id, lang, before, isOriginal, setsTimes: writesTexts(member) })
  if (!read.ok) return showText(c, world, { form, errors: read.errors })
  try {
    await saveText(world, member, read.value)
    const saved = await findArticle(world.database.db, article.id)
    if (saved) await showNamedPictures(world, member, saved)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return showText(c, world, { form, conflict: true })
  }
  return goTo(c, `${newsDeskPaths.text(article.id, lang)}?saved`)
}

/** The text as readers will see it, with links that work from the desk, and pictures that are not published yet. */
async function render(
  c: Ctx,
  world: World,
  { article, lang, body }: { article: Article; lang: string; body: string },
): Promise<Html> {
  const page = c.get('page')
  const reader = world.texts.codes.includes(lang) ? lang : page.lang
  const targets = await getTargets(world, { lang: reader, root: null })
  const pictures = await listOwnPictures(world, article.id)
  const { pictures: shown } = await getPictures(world, article)
  const known = new Map([...shown, ...pictures.map(picture => [picture.id, picture] as const)])
  return renderMarkdown(body, {
    ...targets,
    picture: (id, alt) => deskFigure(page, known.get(id), { id, alt }),
  })
}
