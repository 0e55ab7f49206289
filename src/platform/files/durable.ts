import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Files that are on the disk under names that nobody looks at, until they are put in their places. */
export type Staged = {
  /** Gives them their names; when it resolves that survives a loss of power. */
  put(): Promise<void>
  /** Deletes what was not put. */
  drop(): Promise<void>
}

/** How names of files begin that have not been put. */
export const STAGED = '.part-'

/** Writes files, whose names are relative to `folder`, so that they are whole or not there. Only the owner reads them. */
export async function stageFiles(
  folder: string,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<Staged> {
  const moves = files.map(({ name, bytes }) => {
    const to = join(folder, name)
    return {
      bytes,
      to,
      from: join(dirname(to), `${STAGED}${randomBytes(8).toString('hex')}-${basename(to)}`),
    }
  })
  const drop = async () => {
    await Promise.all(moves.map(({ from }) => rm(from, { force: true })))
  }
  try {
    for (const { from, bytes } of moves) {
      await mkdir(dirname(from), { recursive: true, mode: 0o700 })
      const handle = await open(from, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
  } catch (error) {
    await drop()
    throw error
  }
  return {
    drop,
    put: async () => {
      for (const { from, to } of moves) await rename(from, to)
      for (const path of new Set([folder, ...moves.map(({ to }) => dirname(to))])) await flush(path)
    },
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
