import type { Draft } from '#intake/draft.ts'
import { foldWord } from './tokens.ts'

const MOST_COMPARED = 40

/** Marks drafts of one list that may be the same event: the same day and place, and the same time or a like title. */
export function markDuplicates(drafts: readonly Draft[]): Draft[] {
  const seen = new Map<string, number[]>()
  return drafts.map((draft, index) => {
    if (!draft.date) return draft
    const key = `${draft.date} ${draft.placeId ?? (draft.online ? 'online' : draft.country) ?? ''}`
    const earlier = seen.get(key) ?? []
    const twin = earlier.find(other => isLike(drafts[other]!, draft))
    if (earlier.length < MOST_COMPARED) earlier.push(index)
    seen.set(key, earlier)
    if (twin === undefined) return draft
    return {
      ...draft,
      doubts: [
        ...draft.doubts,
        { code: 'duplicate', key: 'intake.doubt.duplicate', values: { title: drafts[twin]!.title } },
      ],
    }
  })
}

function isLike(one: Draft, two: Draft): boolean {
  if (one.start && two.start && one.start !== two.start) return false
  const words = wordsOf(one.title)
  const shared = [...wordsOf(two.title)].filter(word => words.has(word)).length
  const isAlike = shared >= 1 && shared >= 0.5 * Math.min(words.size, wordsOf(two.title).size)
  return isAlike || (one.kind === two.kind && one.start !== undefined && one.start === two.start)
}

function wordsOf(title: string): Set<string> {
  return new Set(
    title
      .split(/[^\p{L}\p{N}]+/u)
      .filter(word => word.length > 3)
      .map(foldWord),
  )
}
