import { keyPaths } from '#keys/paths.ts'
import type { Ring } from '#keys/ring.ts'
import { createSafe } from '#keys/safe.ts'
import { readPhrase, unknownWords } from '#platform/seal/words.ts'
import type { Texts } from '#platform/text/texts.ts'
import type { Assets } from '#platform/ui/assets.ts'
import { sealedDeskPaths } from '#sealed/paths.ts'
import { createDoor, type Desk } from '../remote/desk.ts'
import { codeOf, explainFault, remoteFault } from '../remote/fault.ts'
import type { KnownSeals, Sight } from '../remote/known-seals.ts'
import { type Item, readList, readRemoteRecord, readRing } from '../remote/shapes.ts'
import { isSameWords } from '../remote/words.ts'
import { readContent } from './content.ts'
import type { LocalAnswer, LocalRequest } from './local-server.ts'
import { makeLocalPage } from './page.ts'
import {
  endedPage,
  faultPage,
  listPage,
  openedPage,
  sealPage,
  shown,
  signInPage,
  wordsPage,
} from './views.ts'

export type OpenerInput = {
  /** Of the desk, from readAddress. */
  address: string
  texts: Texts
  assets: Assets
  known: KnownSeals
  /** A file that was downloaded before, to be opened with what the member holds. */
  file?: { name: string; bytes: Uint8Array }
  /** Called when the member presses 'end', after the last page was made. */
  onEnd(): void
}

export type Opener = {
  handle(request: LocalRequest): Promise<LocalAnswer>
  /** Forgets the key and signs out. */
  close(): Promise<void>
}

/**
 * Opens what a desk keeps, in this process: signs in, has the seal compared, asks for the seven words, and fetches one
 * record at a time when it is to be opened. Nothing that the desk sends is run or put into a page but as text.
 */
export function createOpener({ address, texts, assets, known, file, onEnd }: OpenerInput): Opener {
  const door = createDoor(address)
  const { host } = new URL(address)
  let desk: Desk | null = null
  let isHeld = false
  let isOver = false
  // The words with which the member goes on without remembering them.
  let accepted: string | null = null
  const atDesk = () => desk ?? raise(remoteFault('ended'))
  const safe = createSafe(async path => {
    const json = await atDesk().get(path)
    return path === keyPaths.ring ? readRing(json) : readRemoteRecord(json)
  })

  const pageOf = (request: LocalRequest) =>
    makeLocalPage({ texts, assets }, request, {
      notice: t => t('cli.open.notice', { host }),
      canForget: isHeld,
    })

  const look = async (): Promise<{ ring: Ring; sight: Sight; isTrusted: boolean }> => {
    const ring = await safe.readRing(keyPaths.ring)
    isHeld = (await safe.look(ring)).unlocked
    const sight = known.look(address, ring)
    return { ring, sight, isTrusted: sight.state === 'same' || accepted === sight.fingerprint }
  }

  const signIn = async (request: LocalRequest): Promise<LocalAnswer> => {
    const { form } = request
    const name = form.get('name')
    try {
      desk = await door.signIn({ name, passphrase: form.get('passphrase'), totp: form.get('totp') })
      return { to: '/' }
    } catch (error) {
      const page = pageOf(request)
      const fault = explainFault(page.t, error)
      const status = codeOf(error) === 'wait' ? 429 : 422
      return shown(page, signInPage(page, { host, name, fault }), status)
    }
  }

  const confirmSeal = async (request: LocalRequest): Promise<LocalAnswer> => {
    const { ring, sight } = await look()
    const { form } = request
    if (sight.state === 'changed' && !isSameWords(form.get('typed'), sight.fingerprint)) {
      const page = pageOf(request)
      return shown(page, sealPage(page, { sight, fault: page.t('cli.seal.wrong') }), 422)
    }
    // What was compared is what the page showed, not what the server says a moment later.
    if (sight.state !== 'changed' && form.get('shown') !== sight.fingerprint) return { to: '/' }
    if (sight.state === 'changed' || form.get('how') === 'remember') known.confirm(address, ring)
    else accepted = sight.fingerprint
    return { to: '/' }
  }

  const list = async (request: LocalRequest, ring: Ring): Promise<LocalAnswer> => {
    const items = readList(await atDesk().get(sealedDeskPaths.list))
    const openable = new Set(ring.keys.filter(({ copy }) => copy).map(({ id }) => id))
    const page = pageOf(request)
    const fault = ring.member ? undefined : page.t('cli.fault.no-member-key')
    const input = {
      items,
      openable,
      isHeld,
      ...(fault ? { fault } : {}),
      ...(file ? { file: file.name } : {}),
    }
    return shown(page, listPage(page, input))
  }

  const open = async (request: LocalRequest, ring: Ring, record: string): Promise<LocalAnswer> => {
    if (!isHeld) return askWords(request, record)
    if (file && record === 'file') {
      const content = readContent(await safe.openFile(ring, file.bytes))
      const page = pageOf(request)
      const value = content ? content.value : page.t('cli.record.binary')
      return shown(page, openedPage(page, { name: file.name, value }))
    }
    const items: Item[] = readList(await atDesk().get(sealedDeskPaths.list))
    const item = items.find(({ id }) => id === record) ?? raise(remoteFault('not-found'))
    const value = await safe.open(ring, sealedDeskPaths.record(item.id))
    const page = pageOf(request)
    return shown(page, openedPage(page, { item, value }))
  }

  const askWords = (request: LocalRequest, record: string, error?: unknown): LocalAnswer => {
    const page = pageOf(request)
    const fault = error === undefined ? {} : { fault: explainFault(page.t, error) }
    return shown(page, wordsPage(page, { record, ...fault }), error === undefined ? 200 : 422)
  }

  const unlock = async (request: LocalRequest, ring: Ring): Promise<LocalAnswer> => {
    const typed = request.form.get('words')
    const record = request.form.get('record')
    try {
      const phrase = readPhrase(typed)
      if (!phrase)
        throw remoteFault('not-words', { words: unknownWords(typed).slice(0, 7).join(', ') || '–' })
      await safe.unlock(ring, phrase)
      isHeld = true
    } catch (error) {
      return askWords(request, record, error)
    }
    return record ? open(request, ring, record) : { to: '/' }
  }

  const answer = async (request: LocalRequest): Promise<LocalAnswer> => {
    const { method, path, form } = request
    const does = (what: string) => method === 'POST' && path === what
    if (isOver || does('/end')) {
      if (!isOver) onEnd()
      isOver = true
      const page = pageOf(request)
      return shown(page, endedPage(page))
    }
    if (does('/sign-in')) return signIn(request)
    if (!desk) {
      const page = pageOf(request)
      return shown(page, signInPage(page, { host, name: '' }))
    }
    if (does('/forget')) {
      safe.forget()
      return { to: '/' }
    }
    if (does('/seal')) return confirmSeal(request)
    const { ring, sight, isTrusted } = await look()
    if (!isTrusted) {
      const page = pageOf(request)
      return shown(page, sealPage(page, { sight }))
    }
    if (does('/words')) return unlock(request, ring)
    if (does('/open')) return open(request, ring, form.get('record'))
    return path === '/' ? list(request, ring) : { to: '/' }
  }

  return {
    handle: async request => {
      try {
        return await answer(request)
      } catch (error) {
        const page = pageOf(request)
        const text = explainFault(page.t, error)
        if (codeOf(error) !== 'ended') return shown(page, faultPage(page, text), 422)
        desk = null
        return shown(page, signInPage(page, { host, name: '', fault: text }), 422)
      }
    },
    close: async () => {
      safe.forget()
      await desk?.signOut()
      desk = null
    },
  }
}

function raise(error: Error): never {
  throw error
}
