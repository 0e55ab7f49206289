import type { Draft } from '#intake/draft.ts'

/** A draft in one line: date, end date, times, town (or online, region, country), kind. */
export function inShort(draft: Draft): string {
  const day = [draft.date ?? '?', draft.endDate].filter(Boolean).join('/')
  const time = [draft.start, draft.end].filter(Boolean).join('–') || '-'
  const place =
    draft.online && !draft.cityEn ? 'online' : (draft.cityEn ?? draft.region ?? draft.country ?? '-')
  return `${day} ${time} ${place} ${draft.kind}${draft.cancelled ? ' cancelled' : ''}`
}
