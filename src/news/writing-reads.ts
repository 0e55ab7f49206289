import type { ToTranslate } from '#desk/to-translate.ts'
import { type Member, writesIn, writesTexts } from '#members/member.ts'
import type { World } from '#platform/world.ts'
import { type Outline, textState, titleOf } from './article.ts'
import { newsDeskPaths } from './paths.ts'
import { listOutlines } from './store.ts'

/** Translators write in their languages, once the original is done; its own words are for those who write for all. */
export function mayWrite(
  member: Member,
  article: Pick<Outline, 'original' | 'texts'>,
  lang: string,
): boolean {
  if (writesTexts(member)) return true
  const isReady = article.texts[article.original]?.state === 'done'
  return (
    isReady && lang !== article.original && member.role === 'translator' && member.languages.includes(lang)
  )
}

/** The articles that wait for a translation which this member may write, published ones first, then the newest. */
export async function articlesToTranslate(
  world: World,
  member: Member,
  pageLang: string,
): Promise<ToTranslate[]> {
  const languages = writesIn(member, world.texts.codes)
  const outlines = await listOutlines(world.database.db)
  return outlines
    .filter(({ texts, original }) => texts[original]?.state === 'done')
    .sort((a, b) => Number(b.published) - Number(a.published) || newest(b) - newest(a))
    .flatMap(article =>
      languages.flatMap(lang => {
        const state = textState(article, lang)
        if (state === 'done' || lang === article.original || !mayWrite(member, article, lang)) return []
        const { title, lang: titleLang } = titleOf(article, pageLang)
        return {
          kind: 'article' as const,
          title,
          titleLang,
          lang,
          href: newsDeskPaths.text(article.id, lang),
          state,
        }
      }),
    )
}

function newest({ texts, original }: Outline): number {
  return texts[original]?.publishedAt ?? Infinity
}
