import { FAMILIES, type Family } from './canary.ts'
import type { Hit } from './places.ts'
import type { Outcome } from './story.ts'

/** What a run comes to: lines for people, the last one for everybody, and whether it may pass. */
export type Report = { lines: string[]; last: string; passed: boolean }

/** So many hits of a run are told one by one. */
const TOLD = 40

/** Puts together what the runs with the seal and their controls found. Nothing in it repeats what was found. */
export function reportOf(outcomes: readonly Outcome[]): Report {
  const sealed = outcomes.filter(({ unsealed }) => !unsealed)
  const control = outcomes.filter(({ unsealed }) => unsealed)
  const hits = hitsOf(sealed)
  const controlHits = hitsOf(control)
  const families = new Set<Family>(controlHits.map(({ family }) => family))
  const missed = FAMILIES.filter(family => !families.has(family))
  const faults = outcomes.flatMap(({ faults }) => faults)
  const skipped = outcomes.flatMap(({ skipped }) => skipped)
  return {
    lines: [
      ...tableOf(outcomes),
      ...hits.slice(0, TOLD).map(describe),
      ...(hits.length > TOLD ? [`and ${hits.length - TOLD} more`] : []),
      ...missed.map(family => `the control did not find: ${family}`),
      ...[...new Set(faults)].map(fault => `fault: ${fault}`),
      ...[...new Set(skipped)].map(reason => `skipped: ${reason}`),
    ],
    last: `sealed: ${hits.length} hits; control: ${controlHits.length} hits in ${families.size} of ${FAMILIES.length} families`,
    passed: hits.length === 0 && missed.length === 0 && faults.length === 0,
  }
}

/** The same thing in the same file counts once, however often it was looked there. */
function hitsOf(outcomes: readonly Outcome[]): (Hit & { engine: string; moment: string })[] {
  const seen = new Map<string, Hit & { engine: string; moment: string }>()
  for (const { engine, looks } of outcomes)
    for (const { moment, hits } of looks)
      for (const hit of hits) {
        const key = `${engine} ${hit.place} ${hit.file} ${hit.family} ${hit.form} ${hit.from}`
        if (!seen.has(key)) seen.set(key, { ...hit, engine, moment })
      }
  return [...seen.values()]
}

function describe({
  family,
  form,
  from,
  place,
  file,
  at,
  engine,
  moment,
}: ReturnType<typeof hitsOf>[number]): string {
  return `hit: ${family}, ${form}, of ${from}, in ${place}: ${file} at ${at} (${engine}, ${moment})`
}

function tableOf(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.flatMap(({ engine, unsealed, looks }) =>
    [...new Set(looks.map(({ place }) => place))].map(place => {
      const own = looks.filter(look => look.place === place)
      const sum = (pick: (look: (typeof own)[number]) => number) =>
        own.reduce((all, look) => all + pick(look), 0)
      return [
        unsealed ? 'control' : 'sealed',
        engine,
        place,
        (sum(look => look.bytes) / 1e6).toFixed(1),
        (sum(look => look.ms) / 1000).toFixed(2),
        String(sum(look => look.hits.length)),
        String(sum(look => look.expected)),
      ]
    }),
  )
  const all = [['run', 'database', 'place', 'MB', 'seconds', 'hits', 'clear, as said'], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map(row => row[column]!.length)))
  return all.map(row =>
    row
      .map((cell, column) => (column < 3 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  )
}
