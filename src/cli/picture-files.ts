import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileName, readFileName } from '#pictures/paths.ts'
import type { FilesToKeep } from '#platform/backup/format.ts'
import { stageFiles } from '#platform/files/durable.ts'
import { adviceError } from '#platform/log/advice.ts'

/** The files of approved pictures, for a backup. */
export function pictureFiles(dataFolder: string): FilesToKeep {
  const folder = join(dataFolder, 'pictures')
  return {
    list: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessAbsent)
      return entries
        .flatMap(entry => (entry.isFile() && isOurs(entry.name) ? ownName(entry.name) : []))
        .sort()
    },
    read: name => readFile(join(folder, name)).catch(unlessAbsent).then(orNull),
  }
}

/**
 * Takes the files of a backup beside those that are there; `put` gives them their place when the database is restored, and
 * deletes the others, or keeps them and says where. Refuses (throws) a name that no picture has.
 */
export async function receivePictures(dataFolder: string): Promise<{
  take(name: string, bytes: Buffer): Promise<void>
  put(options: { keepOld: boolean }): Promise<string | null>
  drop(): Promise<void>
}> {
  const folder = join(dataFolder, 'pictures')
  const [fresh, old] = ['restored', 'replaced'].map(
    what => `${folder}.${what}-${randomBytes(4).toString('hex')}`,
  )
  return {
    take: async (name, bytes) => {
      const last = name.split('/').at(-1) ?? ''
      if (!isOurs(last) || ownName(last) !== name)
        throw adviceError('The backup holds a file that is none of ours.', 'Take another copy of it.')
      await (await stageFiles(fresh!, [{ name, bytes }])).put()
    },
    put: async ({ keepOld }) => {
      const hadSome = (await pictureFiles(dataFolder).list()).length > 0
      await mkdir(fresh!, { recursive: true, mode: 0o700 })
      await rename(folder, old!).catch(unlessAbsent)
      await rename(fresh!, folder)
      const handle = await open(dirname(folder), 'r')
      await handle.sync()
      await handle.close()
      if (keepOld && hadSome) return basename(old!)
      await rm(old!, { recursive: true, force: true })
      return null
    },
    drop: () => rm(fresh!, { recursive: true, force: true }),
  }
}

function isOurs(name: string): boolean {
  return readFileName(name) !== null
}

/** Its name in the folder of pictures. */
function ownName(name: string): string {
  const { id, size } = readFileName(name)!
  return fileName(id, size)
}

function unlessAbsent(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}

function orNull(found: Buffer | []): Buffer | null {
  return Buffer.isBuffer(found) ? found : null
}
