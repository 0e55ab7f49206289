import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { adviceError } from '../log/advice.ts'

/**
 * Makes the data folder readable by its owner only, and everything that this process writes from now on. Refuses
 * another user, who would leave files in it that the server cannot open.
 */
export function prepareDataFolder(folder: string): void {
  refuseOtherUser(folder)
  process.umask(0o077)
  mkdirSync(join(folder, 'copies'), { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

/** Throws with advice unless the folder is new or belongs to whoever runs this. */
export function refuseOtherUser(folder: string): void {
  const user = process.getuid?.()
  if (user === undefined || !existsSync(folder) || statSync(folder).uid === user) return
  throw adviceError(
    'The data folder belongs to another user.',
    'Run this as that user: sudo -u vestka ./vestka … (the name may differ).',
  )
}
