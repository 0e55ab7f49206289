import { getMember } from '#members/desk-actions.ts'
import { type Member, writesIn, writesTexts } from '#members/member.ts'
import type { Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { type Article, writtenIn } from './article.ts'
import { findArticle } from './store.ts'
import { mayWrite } from './writing-reads.ts'

/** Who writes the news, in all languages or in theirs; for others there is no such page. */
export function getNewsMember(c: Ctx, world: World): Member {
  const member = getMember(c)
  if (writesIn(member, world.texts.codes).length === 0) throw new Problem('not-found')
  return member
}

/** The article of this address, for whoever writes for all; for others there is none. */
export async function getArticle(c: Ctx, world: World): Promise<Article> {
  if (!writesTexts(getMember(c))) throw new Problem('not-found')
  return findById(c, world)
}

/** The article of this address and the language in which this member may write it; for others there is none. */
export async function getWritable(
  c: Ctx,
  world: World,
): Promise<{ article: Article; lang: string; member: Member }> {
  const member = getNewsMember(c, world)
  const article = await findById(c, world)
  const lang = c.req.param('lang') ?? ''
  if (!writtenIn(article, world.texts.codes).includes(lang) || !mayWrite(member, article, lang))
    throw new Problem('not-found')
  return { article, lang, member }
}

async function findById(c: Ctx, world: World): Promise<Article> {
  const id = c.req.param('id') ?? ''
  const article = /^[0-9a-f-]{36}$/.test(id) ? await findArticle(world.database.db, id) : undefined
  if (!article) throw new Problem('not-found')
  return article
}
