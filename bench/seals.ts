import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { median, type Row, round } from './table.ts'

/** How a record of 2 KB is encrypted to one key: as Vestka does, by the package alone, or without a file format. */
export type Way = 'vestka' | 'library' | 'primitives'

const WAYS = ['vestka', 'library', 'primitives'] as const
const TURNS = 5
const MS = 800

/** Seals a second in one process and in two at once; each way in turn, so that what else runs disturbs all alike. */
export async function measureSeals(): Promise<Row[]> {
  const processes = [await startProcess(), await startProcess()]
  const counts = { 1: emptyLists(), 2: emptyLists() }
  try {
    for (let turn = 0; turn < TURNS; turn++)
      for (const how of [1, 2] as const)
        for (const way of WAYS) {
          const made = await Promise.all(processes.slice(0, how).map(child => sealIn(child, way)))
          counts[how][way].push(made.reduce((sum, each) => sum + each))
        }
  } finally {
    for (const child of processes) child.kill()
  }
  return [row('Seals of 2 KB, one process', counts[1]), row('Seals of 2 KB, two processes', counts[2])]
}

function row(what: string, lists: Record<Way, number[]>): Row {
  const [ours, library, primitives] = WAYS.map(way => median(lists[way])) as [number, number, number]
  const besides = [`age-encryption ${round(library)}`, `the primitives alone ${round(primitives)}`]
  return {
    what,
    figure: `${round(ours)}/s`,
    comparison: `${besides.join('; ')}: ratio ${(ours / primitives).toFixed(2)}`,
    target: '–',
    reached: true,
  }
}

function emptyLists(): Record<Way, number[]> {
  return { vestka: [], library: [], primitives: [] }
}

async function startProcess(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('sealer.ts', import.meta.url)))
  await once(child, 'message')
  return child
}

async function sealIn(child: ChildProcess, way: Way): Promise<number> {
  child.send({ way, ms: MS })
  const [perSecond] = await once(child, 'message')
  return perSecond
}
