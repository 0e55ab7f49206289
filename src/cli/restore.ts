import { resolve } from 'node:path'
import { takeCopy } from '#platform/backup/copies.ts'
import { restoreBackup } from '#platform/backup/restore.ts'
import { createDatabase } from '#platform/db/database.ts'
import { openEngine } from '#platform/db/open.ts'
import { prepareDataFolder } from '#platform/files/data-folder.ts'
import { adviceError } from '#platform/log/advice.ts'
import { backupRecipients } from './backup-keys.ts'
import { configOf, EXIT, type Io, showUsage } from './command.ts'
import { readIdentities, takeIdentityOptions } from './identity.ts'
import { LEFT_OUT } from './left-out.ts'
import { pictureFiles, receivePictures } from './picture-files.ts'

/** Puts a backup in the place of what the database holds, all of it or nothing. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const replace = args.includes('--replace')
  const taken = takeIdentityOptions(args.filter(arg => arg !== '--replace'))
  const [file, ...more] = taken?.rest ?? []
  if (!taken || !file || file.startsWith('-') || more.length > 0)
    return showUsage(io, 'restore FILE [--identity FILE | --sheets] [--replace]')
  const config = configOf(io)
  if (!config) return EXIT.usage
  const identities = await readIdentities(taken.options)
  prepareDataFolder(config.dataFolder)
  const database = createDatabase(await openEngine(config))
  const pictures = await receivePictures(config.dataFolder)
  let hasCopy = false
  try {
    const { rows, head, files } = await restoreBackup(database, {
      file: resolve(file),
      identities,
      takeFile: pictures.take,
      beforeReplacing: async () => {
        if (!replace)
          throw adviceError(
            'There is something in the database already. Nothing was changed.',
            'Add --replace to put the backup in its place; a copy of what is there is taken first.',
          )
        hasCopy = true
        const name = await takeCopy(database.engine, {
          dataFolder: config.dataFolder,
          why: 'before-restore',
          leaveOut: LEFT_OUT,
          sealTo: await backupRecipients(database),
          files: pictureFiles(config.dataFolder),
        })
        io.out(`A copy of what was there lies in the data folder: copies/${name}`)
      },
    })
    // An empty database may lie beside pictures of which there is no copy.
    const old = await pictures.put({ keepOld: !hasCopy })
    if (old)
      io.out(`Pictures that were there lie in the data folder: ${old}. Delete them when nobody misses any.`)
    const andFiles = files > 0 ? ` and ${files} files of pictures` : ''
    io.out(`Restored ${rows} rows${andFiles}, as they were at ${head.made}. Everybody has to sign in again.`)
    return EXIT.done
  } finally {
    await pictures.drop()
    await database.close()
  }
}
