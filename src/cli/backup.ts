import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeBackup } from '#platform/backup/write.ts'
import { createDatabase } from '#platform/db/database.ts'
import { openEngine } from '#platform/db/open.ts'
import { refuseOtherUser } from '#platform/files/data-folder.ts'
import { adviceError } from '#platform/log/advice.ts'
import { isRecipient } from '#platform/seal/age.ts'
import { backupRecipients } from './backup-keys.ts'
import { configOf, EXIT, type Io, showUsage } from './command.ts'
import { LEFT_OUT } from './left-out.ts'
import { pictureFiles } from './picture-files.ts'

/** Writes a backup to a file that does not exist yet; the server may run meanwhile. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { file, to, unsealed } = readArguments(args)
  if (!file) return showUsage(io, 'backup FILE [--to age1… | --unsealed]')
  const config = configOf(io)
  if (!config) return EXIT.usage
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'vestka.sqlite')))
    throw adviceError('There is no database in the data folder.', 'Check VESTKA_DATA.')
  refuseOtherUser(config.dataFolder)
  process.umask(0o077)
  const database = createDatabase(await openEngine(config))
  try {
    const sealTo = unsealed ? [] : to.length > 0 ? to : await backupRecipients(database)
    if (sealTo.length === 0 && !unsealed)
      throw adviceError(
        'There is no key for backups yet, so the backup would be readable for whoever finds it.',
        'Sign in at the desk and make the keys. Until then name a key of yours (--to age1…), or add --unsealed.',
      )
    const { rows, tables, files } = await writeBackup(database.engine, {
      file: resolve(file),
      leaveOut: LEFT_OUT,
      sealTo,
      files: pictureFiles(config.dataFolder),
    })
    const pictures = files > 0 ? ` and ${files} files of pictures` : ''
    io.out(
      `The backup is complete: ${rows} rows of ${tables.size} tables${pictures}, read back and found whole.`,
    )
    io.out(
      unsealed
        ? 'It is not sealed: keep it as you keep the database.'
        : to.length > 0
          ? 'It is sealed to the keys that were named.'
          : 'It is sealed to the key for backups, to the own keys of those who hold it, and to the recovery key.',
    )
    return EXIT.done
  } finally {
    await database.close()
  }
}

function readArguments(args: readonly string[]): { file: string | null; to: string[]; unsealed: boolean } {
  const rest = [...args]
  const to: string[] = []
  for (let at = rest.indexOf('--to'); at >= 0; at = rest.indexOf('--to')) {
    const [, recipient = ''] = rest.splice(at, 2)
    if (!isRecipient(recipient))
      throw adviceError('--to needs a public key of age.', "It begins with 'age1'.")
    to.push(recipient)
  }
  const files = rest.filter(arg => arg !== '--unsealed')
  const unsealed = files.length < rest.length
  const [file, ...more] = files
  const isWrong = !file || file.startsWith('-') || more.length > 0 || (unsealed && to.length > 0)
  return { file: isWrong ? null : file, to, unsealed }
}
