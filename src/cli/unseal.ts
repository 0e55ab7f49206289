import { createWriteStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { isAge, openStream } from '#platform/backup/envelope.ts'
import { adviceError, isAdvice } from '#platform/log/advice.ts'
import { EXIT, type Io, showUsage } from './command.ts'
import { readIdentities, takeIdentityOptions } from './identity.ts'

const USAGE = 'unseal --identity FILE | --sheets  IN OUT'

/** Opens an age file as `age -d -i FILE` does, into a file that does not exist yet. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const taken = takeIdentityOptions(args)
  const [from, to, ...more] = taken?.rest ?? []
  if (!taken || !from || !to || more.length > 0 || (!taken.options.identity && !taken.options.sheets))
    return showUsage(io, USAGE)
  if (existsSync(to)) throw adviceError('There is such a file already.', 'Choose another name.')
  if (!(await isAge(from))) throw adviceError('The file is not sealed.', 'It can be read as it is.')
  const source = await openStream(from, await readIdentities(taken.options))
  try {
    await pipeline(source, createWriteStream(to, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    throw isAdvice(error) ? error : adviceError('The file is damaged.', `Delete what was written to ${to}.`)
  }
  io.out(`${to} holds what was sealed, readable for everyone who gets at it.`)
  return EXIT.done
}
