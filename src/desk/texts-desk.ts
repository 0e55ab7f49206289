import { listCorrections } from '#corrections/store.ts'
import { listWritable } from '#events/writing-reads.ts'
import { getMember } from '#members/desk-actions.ts'
import { seesCorrections } from '#members/member.ts'
import { type Ctx, showPage } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'
import { textsListPage } from './views/texts.ts'

const MAX_SHOWN = 300

/** The first page of editors and translators: the events whose texts they write; for editors, what readers report. */
export async function showTexts(c: Ctx, world: World): Promise<Response> {
  const member = getMember(c)
  const { db } = world.database
  const list = await listWritable(db, member, { codes: world.texts.codes, now: world.clock() })
  const page = textsListPage(c.get('page'), {
    list: list.slice(0, MAX_SHOWN),
    hidden: Math.max(0, list.length - MAX_SHOWN),
    corrections: seesCorrections(member) ? await listCorrections(db) : [],
  })
  return showPage(c, page)
}
