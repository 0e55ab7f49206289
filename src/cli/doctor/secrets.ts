import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import { type Finding, fail, ok, warn } from './finding.ts'

const PIECE = 1024 * 1024
const HEAD = 4096
const MOST_FILES = 20_000
/** What a Vestka is released with: keys in there are those of tests. */
const RELEASED = /^(node_modules|\..*|build|src|tools|docs|e2e|bench|deploy|migrations|public|proc|sys|dev)$/
const SECRET = /AGE-SECRET-KEY-(1|PQ-1)[02-9AC-HJ-NP-Z]{40,}/
const KEY_LENGTH = 256

type Kind = 'secret' | 'locked' | 'backup' | 'core'
type Found = Record<Kind, string[]> & { complete: boolean }

/**
 * Looks for what would undo the seal on this disk: secret keys as they lie (or under a passphrase), backups that are
 * not sealed, and the memory of a crashed program. Looks through every byte of the data folder and of what else lies
 * in the folder of Vestka, not through its own files.
 */
export async function checkSecrets(dataFolder: string, workingFolder: string): Promise<Finding[]> {
  const found: Found = { secret: [], locked: [], backup: [], core: [], complete: true }
  const seen = new Set<string>()
  for (const folder of [dataFolder, workingFolder]) {
    const { files, complete } = listFiles(resolve(folder), folder === dataFolder)
    found.complete &&= complete
    for (const file of files) {
      if (seen.has(file)) continue
      seen.add(file)
      const kind = await kindOf(file)
      if (kind === 'unreadable') found.complete = false
      else if (kind) found[kind].push(file)
    }
  }
  return [checkSecretKeys(found), checkCopies(found.backup), checkCores(found.core)]
}

function checkSecretKeys({ secret, locked, complete }: Found): Finding {
  if (secret.length > 0)
    return fail(
      'secret-keys',
      `A secret key lies on this disk, in ${nameAll(secret)}.`,
      'Whoever takes the disk opens what is sealed to it. Move it to a member’s own device, delete it here, and make a new key.',
    )
  if (locked.length > 0)
    return warn(
      'secret-keys',
      `A file under a passphrase, such as a member's key file, lies on this disk: ${nameAll(locked)}.`,
      'It belongs on that member’s own device: delete it here.',
    )
  return complete
    ? ok('secret-keys', 'No secret key lies in the data folder or in the folder of Vestka.')
    : warn(
        'secret-keys',
        'Not all files of the data folder and the folder of Vestka could be looked through for secret keys.',
        'Run this as the user of Vestka, and keep other files elsewhere.',
      )
}

function checkCopies(files: readonly string[]): Finding {
  return files.length === 0
    ? ok('copies', 'No backup lies here unsealed.')
    : warn(
        'copies',
        `${files.length === 1 ? 'One backup is' : `${files.length} backups are`} not sealed: ${nameAll(files)}.`,
        'Once there are keys, take a new backup and delete these.',
      )
}

function checkCores(files: readonly string[]): Finding {
  return files.length === 0
    ? ok('core-files', 'No core file lies here.')
    : fail(
        'core-files',
        `The memory of a crashed program lies in ${nameAll(files)}.`,
        'Delete it (shred -u), and see that no more are written.',
      )
}

function nameAll(files: readonly string[]): string {
  const more = files.length - 3
  return `${files.slice(0, 3).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function listFiles(folder: string, isData: boolean): { files: string[]; complete: boolean } {
  const files: string[] = []
  const open = [folder]
  let complete = true
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    try {
      for (const entry of readdirSync(at, { withFileTypes: true })) {
        const path = join(at, entry.name)
        if (entry.isFile()) files.push(path)
        else if (entry.isDirectory() && (isData || at !== folder || !RELEASED.test(entry.name)))
          open.push(path)
      }
    } catch (error) {
      // A folder that is not there holds nothing.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') complete = false
    }
    if (files.length > MOST_FILES) return { files: files.slice(0, MOST_FILES), complete: false }
  }
  return { files, complete }
}

async function kindOf(file: string): Promise<Kind | 'unreadable' | null> {
  try {
    const handle = openSync(file, 'r')
    try {
      // Pieces overlap, so that a key across a border is seen.
      const piece = Buffer.alloc(PIECE + KEY_LENGTH)
      for (let at = 0, length = piece.length; length === piece.length; at += PIECE) {
        length = readSync(handle, piece, 0, piece.length, at)
        const bytes = piece.subarray(0, length)
        const kind = at === 0 ? await kindOfHead(bytes.subarray(0, HEAD)) : null
        if (kind) return kind
        if (bytes.includes('AGE-SECRET-KEY-') && SECRET.test(bytes.toString('latin1'))) return 'secret'
      }
      return null
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unreadable'
  }
}

async function kindOfHead(head: Buffer): Promise<Kind | null> {
  if (isCore(head)) return 'core'
  if (/^age-encryption\.org\/v1\n-> scrypt /.test(head.toString('latin1'))) return 'locked'
  return (await isUnsealedBackup(head)) ? 'backup' : null
}

/** ELF, type 4 (ET_CORE), in the order of bytes that byte 5 names. */
function isCore(head: Buffer): boolean {
  if (head.toString('latin1', 0, 4) !== '\x7fELF' || head.length < 18) return false
  return (head[5] === 2 ? head.readUInt16BE(16) : head.readUInt16LE(16)) === 4
}

/** Whether gzip (RFC 1952) begins with the head of a backup; a backup in clear lines counts too. */
async function isUnsealedBackup(head: Buffer): Promise<boolean> {
  const isOurs = (text: string) => text.startsWith('{"vestka":"backup"')
  if (head[0] !== 0x1f || head[1] !== 0x8b) return isOurs(head.toString('latin1', 0, 64))
  const gunzip = createGunzip()
  gunzip.end(head)
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) return isOurs(chunk.toString('latin1', 0, 64))
  } catch {
    // It is cut off, or no gzip at all.
  }
  return false
}
