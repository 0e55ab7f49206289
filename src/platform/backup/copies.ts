import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../db/engine.ts'
import type { FilesToKeep } from './format.ts'
import { writeBackup } from './write.ts'

/** Takes a copy into the folder "copies" of the data folder, named after why and when; resolves with its name. */
export async function takeCopy(
  engine: Engine,
  copy: {
    dataFolder: string
    why: string
    leaveOut: readonly string[]
    sealTo: readonly string[]
    files?: FilesToKeep
  },
): Promise<string> {
  const { dataFolder, why, ...options } = copy
  const folder = join(dataFolder, 'copies')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${why}-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl.gz${options.sealTo.length > 0 ? '.age' : ''}`
  await writeBackup(engine, { file: join(folder, name), ...options })
  return name
}
