import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { STAGED, type Staged, stageFiles } from '#platform/files/durable.ts'
import type { Sizes } from '#platform/pictures/sizes.ts'
import type { World } from '#platform/world.ts'
import { fileName, readFileName } from './paths.ts'
import { SHOWN_SIZES, type ShownSize } from './picture.ts'

const HOUR_MS = 3_600_000

/** Where the files of approved pictures are. */
export function picturesFolder({ config }: Pick<World, 'config'>): string {
  return join(config.dataFolder, 'pictures')
}

/** Writes the three sizes of a picture beside their places; `put` belongs into the transaction that keeps the picture. */
export function stageSizes(world: World, id: string, sizes: Sizes): Promise<Staged> {
  return stageFiles(picturesFolder(world), [
    { name: fileName(id, 480), bytes: sizes.small },
    { name: fileName(id, 1200), bytes: sizes.medium },
    { name: fileName(id, 2400), bytes: sizes.large },
  ])
}

/** A size of a picture; null when there is no such file. */
export async function readSize(world: World, id: string, size: ShownSize): Promise<Buffer | null> {
  try {
    return await readFile(join(picturesFolder(world), fileName(id, size)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Deletes the files of a picture. */
export async function deleteSizes(world: World, id: string): Promise<void> {
  await Promise.all(
    SHOWN_SIZES.map(size => rm(join(picturesFolder(world), fileName(id, size)), { force: true })),
  )
}

/** Deletes files that belong to none of these pictures, if they are older than an hour: somebody may just be writing. */
export async function deleteOrphans(world: World, ids: ReadonlySet<string>, now: number): Promise<number> {
  const folder = picturesFolder(world)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  let deleted = 0
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const id = readFileName(entry.name)?.id
    if (id !== undefined ? ids.has(id) : !entry.name.startsWith(STAGED)) continue
    const path = join(entry.parentPath, entry.name)
    const found = await stat(path).catch(() => null)
    if (!found || now - found.mtimeMs < HOUR_MS) continue
    await rm(path, { force: true })
    deleted += 1
  }
  return deleted
}
