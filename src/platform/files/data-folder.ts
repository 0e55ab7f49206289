import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Makes the data folder readable by its owner only, and everything that this process writes from now on. */
export function prepareDataFolder(folder: string): void {
  process.umask(0o077)
  mkdirSync(join(folder, 'copies'), { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}
