import { listCorrections } from '#corrections/store.ts'
import { eventsToTranslate, listWritable } from '#events/writing-reads.ts'
import { getMember } from '#members/desk-actions.ts'
import { seesCorrections, writesIn } from '#members/member.ts'
import { articlesToTranslate } from '#news/writing-reads.ts'
import { type Ctx, showPage } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'
import { reportsToTranslate } from '#reports/writing-reads.ts'
import { roundupsToTranslate } from '#roundups/writing-reads.ts'
import { byLanguage } from './to-translate.ts'
import { textsListPage } from './views/texts.ts'

const MAX_SHOWN = 300

/**
 * The first page of editors and translators: what waits to be translated, of whatever kind, by language; then the events
 * whose texts they write; for editors, what readers report.
 */
export async function showTexts(c: Ctx, world: World): Promise<Response> {
  const member = getMember(c)
  const { db } = world.database
  const { codes } = world.texts
  const pageLang = c.get('page').lang
  const setting = { codes, now: world.clock() }
  const list = await listWritable(db, member, setting)
  // Another kind of thing to translate adds its list here; see to-translate.ts.
  const waiting = [
    ...(await roundupsToTranslate(db, member, { codes })),
    ...(await articlesToTranslate(world, member, pageLang)),
    ...(await reportsToTranslate(world, member, pageLang)),
    ...(await eventsToTranslate(db, member, { ...setting, pageLang })),
  ]
  const languages = writesIn(member, codes)
  const chosen = languages.find(lang => lang === c.req.query('lang'))
  const page = textsListPage(c.get('page'), {
    waiting: byLanguage(waiting, languages),
    chosen: chosen ?? null,
    list: list.slice(0, MAX_SHOWN),
    hidden: Math.max(0, list.length - MAX_SHOWN),
    corrections: seesCorrections(member) ? await listCorrections(db) : [],
  })
  return showPage(c, page)
}
