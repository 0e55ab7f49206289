import { readFileSync } from 'node:fs'
import type { Event } from '#events/event.ts'
import { eventStamp } from '#events/event-stamp.ts'
import type { Db } from '#platform/db/tables.ts'
import { addEvent, addText } from '#roundups/blocks.ts'
import type { Block, RoundupText } from '#roundups/roundup.ts'
import { insertRoundup, saveRoundupText } from '#roundups/store.ts'

type Example = {
  original: string
  publishedAt: string
  modifiedAt: string
  /** Slugs of events, those of a day in the order in which they are told. */
  order: string[]
  /** The editor's words, each after (or before) an event; after null: at the top. */
  between: { id: string; after?: string | null; before?: string }[]
  texts: Record<string, Pick<RoundupText, 'title' | 'lead' | 'between'>>
}

/** The round-up of the example edition, published in every language that it is written in. */
export async function insertExampleRoundup(
  trx: Db,
  edition: number,
  events: readonly Event[],
): Promise<void> {
  const { original, texts, ...example } = JSON.parse(
    readFileSync(new URL('roundup-2024.json', import.meta.url), 'utf8'),
  ) as Example
  const bySlug = new Map(events.map(event => [event.slug, event]))
  const told = example.order.map(slug => bySlug.get(slug)!)
  const blocks = placeTexts(arrange(told), example.between, bySlug)
  await insertRoundup(trx, { edition, version: 1, original, blocks, cut: [] })
  const stamps = Object.fromEntries(told.map(event => [`event-${event.id}`, eventStamp(event)]))
  for (const [lang, text] of Object.entries(texts))
    await saveRoundupText(trx, edition, {
      ...text,
      lang,
      version: 1,
      state: 'done',
      publishedAt: Date.parse(example.publishedAt),
      modifiedAt: Date.parse(example.modifiedAt),
      basedOn: lang === original ? null : 1,
      stamps,
    })
}

function arrange(events: readonly Event[]): readonly Block[] {
  return events
    .map(({ id, content }) => ({ id, day: content.when.from, startsAt: null, name: '' }))
    .reduce((blocks, event) => addEvent(blocks, event), [] as readonly Block[])
}

function placeTexts(
  blocks: readonly Block[],
  between: Example['between'],
  bySlug: ReadonlyMap<string | null, Event>,
): readonly Block[] {
  const at = (slug: string) => `event-${bySlug.get(slug)!.id}`
  return between.reduce((placed, { id, after, before }) => {
    if (!before) return addText(placed, after ? at(after) : null, id)
    const index = placed.findIndex(block => block.id === at(before))
    return addText(placed, placed[index - 1]?.id ?? null, id)
  }, blocks)
}
