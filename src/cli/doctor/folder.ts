import { existsSync, lstatSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, fail, ok, warn } from './finding.ts'

const MB = 1024 * 1024
/** Types of file systems that do not outlive the machine or its container (statfs(2)). */
const FLEETING: Record<number, string> = {
  16914836: 'tmpfs',
  2240043254: 'ramfs',
  2035054128: 'the inside of a container',
}

/** The data folder: there, our own, for nobody else, on a disk, with room. */
export function checkFolder(folder: string): Finding[] {
  if (!existsSync(folder))
    return [
      warn('folder', 'There is no data folder yet.', 'It is made at the first start; check VESTKA_DATA.'),
    ]
  return [checkOwner(folder), checkRights(folder), checkDisk(folder), checkRoom(folder)]
}

function checkOwner(folder: string): Finding {
  const user = process.getuid?.()
  return user === undefined || statSync(folder).uid === user
    ? ok('owner', 'The data folder belongs to the user who runs this.')
    : fail('owner', 'The data folder belongs to another user.', 'Run Vestka and its commands as that user.')
}

function checkRights(folder: string): Finding {
  const open = [folder, ...filesIn(folder)].filter(file => (lstatSync(file).mode & 0o077) !== 0)
  return open.length === 0
    ? ok('rights', 'Nobody else can read the data folder.')
    : fail(
        'rights',
        `Others may read ${open.length === 1 ? 'one file or folder' : `${open.length} files or folders`} of the data folder.`,
        'Run chmod -R go= on the data folder.',
      )
}

function checkDisk(folder: string): Finding {
  const where = FLEETING[statfsSync(folder).type]
  return where
    ? fail('disk', `The data folder is on ${where}: it is lost with it.`, 'Put it on a disk or a volume.')
    : ok('disk', 'The data folder is on a disk.')
}

function checkRoom(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.round((bavail * bsize) / MB)
  const advice = 'Remove old files from copies/ in the data folder, or give it a larger disk.'
  if (free < 100) return fail('room', `Only ${free} MB are free.`, advice)
  if (free < 1024) return warn('room', `Only ${free} MB are free.`, advice)
  return ok('room', `${free} MB are free.`)
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map(entry =>
    join(entry.parentPath, entry.name),
  )
}
