import type { LocalDate } from '#platform/time/local.ts'
import type { Block, Roundup } from './roundup.ts'

/** An event as the round-up orders it: by its first day, by its first instant (ms UTC), by its name. */
export type Orderable = { id: string; day: LocalDate | null; startsAt: number | null; name: string }

/**
 * The blocks of a new round-up: a heading a day, the newest first, each day's events in the order in which they
 * began. What has no date stands before the end; `unreported` asks for the list of what nobody has told about.
 */
export function assemble(
  events: readonly Orderable[],
  { unreported }: { unreported: boolean },
): readonly Block[] {
  const none = unreported ? addUnreported([]) : []
  return events.toSorted(inOrder).reduce((blocks, event) => addEvent(blocks, event), none)
}

/** Puts an event at the end of its day; a heading for the day is made where there is none. */
export function addEvent(blocks: readonly Block[], event: Orderable): readonly Block[] {
  if (blocks.some(block => block.kind === 'event' && block.eventId === event.id)) return blocks
  const block: Block = { id: `event-${event.id}`, kind: 'event', eventId: event.id }
  const heading = blocks.findIndex(one => one.kind === 'day' && one.date === event.day)
  if (heading >= 0) return insertAt(blocks, endOfDay(blocks, heading), block)
  if (!event.day) return insertAt(blocks, endOfDays(blocks), block)
  const { day } = event
  const older = blocks.findIndex(one => one.kind === 'day' && one.date < day)
  return insertAt(
    blocks,
    older >= 0 ? older : endOfDays(blocks),
    { id: `day-${day}`, kind: 'day', date: day },
    block,
  )
}

/** Moves a block one place up or down; unchanged at either end. */
export function moveBlock(blocks: readonly Block[], id: string, by: -1 | 1): readonly Block[] {
  const from = blocks.findIndex(block => block.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= blocks.length) return blocks
  const moved = [...blocks]
  const [block] = moved.splice(from, 1)
  moved.splice(to, 0, block!)
  return moved
}

/**
 * Puts the blocks into the order of the numbers that an editor typed, by block id. Blocks without a number keep the
 * place they have; of equal numbers the one that was moved comes first.
 */
export function orderBlocks(
  blocks: readonly Block[],
  typed: Readonly<Record<string, number>>,
): readonly Block[] {
  const placed = blocks.map((block, index) => {
    const place = typed[block.id] ?? index + 1
    return { block, place, moved: place !== index + 1, index }
  })
  return placed
    .sort((a, b) => a.place - b.place || Number(b.moved) - Number(a.moved) || a.index - b.index)
    .map(({ block }) => block)
}

/** Adds a text of the editor's own after a block, or at the top for null. */
export function addText(blocks: readonly Block[], after: string | null, id: string): readonly Block[] {
  return insertAt(blocks, blocks.findIndex(block => block.id === after) + 1, { id, kind: 'text' })
}

/** Adds an article of the newsroom after a block, or at the top for null. */
export function addArticle(
  blocks: readonly Block[],
  after: string | null,
  articleId: string,
): readonly Block[] {
  const id = `article-${articleId}`
  if (blocks.some(block => block.id === id)) return blocks
  return insertAt(blocks, blocks.findIndex(block => block.id === after) + 1, {
    id,
    kind: 'article',
    articleId,
  })
}

/** Adds the list of what was announced and nobody has told of, at the end; there is one at most. */
export function addUnreported(blocks: readonly Block[]): readonly Block[] {
  if (blocks.some(({ kind }) => kind === 'unreported')) return blocks
  return [...blocks, { id: 'unreported', kind: 'unreported' }]
}

/** Leaves a block out; an event that is left out is remembered, so that it does not count as new. */
export function cutBlock(
  roundup: Pick<Roundup, 'blocks' | 'cut'>,
  id: string,
): Pick<Roundup, 'blocks' | 'cut'> {
  const block = roundup.blocks.find(one => one.id === id)
  if (!block) return roundup
  const blocks = roundup.blocks.filter(one => one !== block)
  return { blocks, cut: block.kind === 'event' ? [...roundup.cut, block.eventId] : roundup.cut }
}

/** Of all events those that are neither in the round-up nor cut from it. */
export function newEvents<E extends { id: string }>(
  { blocks, cut }: Pick<Roundup, 'blocks' | 'cut'>,
  events: readonly E[],
): E[] {
  const known = new Set([...cut, ...blocks.flatMap(block => (block.kind === 'event' ? block.eventId : []))])
  return events.filter(({ id }) => !known.has(id))
}

function endOfDay(blocks: readonly Block[], heading: number): number {
  const next = blocks.findIndex(
    (block, index) => index > heading && (block.kind === 'day' || block.kind === 'unreported'),
  )
  return next < 0 ? blocks.length : next
}

function endOfDays(blocks: readonly Block[]): number {
  const last = blocks.findIndex(block => block.kind === 'unreported')
  return last < 0 ? blocks.length : last
}

function insertAt(blocks: readonly Block[], at: number, ...more: readonly Block[]): readonly Block[] {
  return [...blocks.slice(0, at), ...more, ...blocks.slice(at)]
}

function inOrder(a: Orderable, b: Orderable): number {
  if (a.day !== b.day) return (a.day ?? '') < (b.day ?? '') ? 1 : -1
  const [first, second] = [a.startsAt ?? Infinity, b.startsAt ?? Infinity]
  return first === second ? (a.name < b.name ? -1 : 1) : first - second
}
