import { randomUUID } from 'node:crypto'
import { getWriter, readDeskForm } from '#members/desk-actions.ts'
import type { Form } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { arrangeRoundup } from './actions.ts'
import {
  addArticle,
  addEvent,
  addText,
  addUnreported,
  cutBlock,
  moveBlock,
  newEvents,
  orderBlocks,
} from './blocks.ts'
import { getOne, type One } from './one-desk.ts'
import { roundupDeskPaths } from './paths.ts'
import { MAX_BLOCKS, type Roundup, standOf } from './roundup.ts'
import { getSources } from './sources-routes.ts'
import { isTold, orderable, type Sources, stampsOf, tellable } from './telling-card.ts'
import { arrangePage } from './views/desk/arrange.ts'

/** The order of a round-up: what is told, where, and what is cut. */
export function addArrangeDesk(app: App, world: World): void {
  app.get('/desk/roundups/:year{[0-9]{4}}', async c => {
    getWriter(c)
    return showArranged(c, world, { ...(await getOne(c, world)), conflict: false })
  })
  app.post('/desk/roundups/:year{[0-9]{4}}', c => arrange(c, world))
}

/** One change of the order: what the pressed button says, after the numbers that were typed. */
async function arrange(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getWriter(c)
  const one = await getOne(c, world)
  const { edition, roundup } = one
  if (Number(form.get('version')) !== roundup.version)
    return showArranged(c, world, { ...one, conflict: true })
  const { sources } = await getSources(world, edition, c.get('page').lang)
  const changed = applyWish(roundup, form, sources)
  if (changed.blocks.length > MAX_BLOCKS) throw new Problem('invalid')
  try {
    await arrangeRoundup(world, member, changed)
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict')
      return showArranged(c, world, { ...(await getOne(c, world)), conflict: true })
    throw error
  }
  const at = /^(?:up|down|text|article)[:]([\w-]+)$/.exec(form.get('do'))?.[1]
  return goTo(c, roundupDeskPaths.edit(edition.year), at ? `#${at}` : '#done')
}

function applyWish(roundup: Roundup, form: Form, sources: Sources): Roundup {
  const typed = Object.fromEntries(
    roundup.blocks.flatMap(({ id }) => {
      const place = Number(form.get(`place_${id}`))
      return form.get(`place_${id}`) && Number.isFinite(place) ? [[id, place]] : []
    }),
  )
  const ordered = { ...roundup, blocks: orderBlocks(roundup.blocks, typed) }
  const [wish = '', id = ''] = form.get('do').split(/:(.*)/)
  switch (wish) {
    case 'up':
      return { ...ordered, blocks: moveBlock(ordered.blocks, id, -1) }
    case 'down':
      return { ...ordered, blocks: moveBlock(ordered.blocks, id, 1) }
    case 'cut':
      return { ...ordered, ...cutBlock(ordered, id) }
    case 'text':
      return { ...ordered, blocks: addText(ordered.blocks, id || null, `text-${randomUUID().slice(0, 8)}`) }
    case 'article': {
      const articleId = form.get(`article_${id}`)
      return sources.articles.has(articleId)
        ? { ...ordered, blocks: addArticle(ordered.blocks, id || null, articleId) }
        : ordered
    }
    case 'unreported':
      return { ...ordered, blocks: addUnreported(ordered.blocks) }
    case 'restore':
    case 'add': {
      // All at once are those of which there is something to tell; the others an editor chooses one by one.
      const wanted = tellable(sources.events).filter(event =>
        id === 'all' ? isTold(event, sources) : event.id === id,
      )
      const fresh =
        wish === 'add' ? newEvents(ordered, wanted) : wanted.filter(event => ordered.cut.includes(event.id))
      return {
        ...ordered,
        blocks: fresh.map(orderable).reduce((blocks, event) => addEvent(blocks, event), ordered.blocks),
        cut: ordered.cut.filter(one => !fresh.some(event => event.id === one)),
      }
    }
    default:
      return ordered
  }
}

async function showArranged(
  c: Ctx,
  world: World,
  { edition, roundup, texts, conflict }: One & { conflict: boolean },
): Promise<Response> {
  const { sources } = await getSources(world, edition, c.get('page').lang)
  const original = texts.find(({ lang }) => lang === roundup.original)
  const stamps = stampsOf(roundup.blocks, sources)
  const [fresh, announced] = split(newEvents(roundup, tellable(sources.events)), event =>
    isTold(event, sources),
  )
  return showPage(
    c,
    arrangePage(c.get('page'), {
      edition,
      roundup,
      sources,
      original: original ?? null,
      fresh,
      announced,
      cut: sources.events.filter(({ id }) => roundup.cut.includes(id)),
      stands: world.texts.codes.map(lang => {
        const text = texts.find(one => one.lang === lang)
        return { lang, stand: standOf(text, original, stamps), isPublic: text?.publishedAt != null }
      }),
      conflict,
    }),
    conflict ? 409 : 200,
  )
}

function split<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter(one => !test(one))]
}
