import { adviceError } from '#platform/log/advice.ts'
import { openAge } from '#platform/seal/open.ts'
import type { Texts } from '#platform/text/texts.ts'
import type { Assets } from '#platform/ui/assets.ts'
import { readContent } from './content.ts'
import type { Opener } from './opener.ts'
import { makeLocalPage } from './page.ts'
import { endedPage, openedPage, shown } from './views.ts'

type FileOpenerInput = {
  file: { name: string; bytes: Uint8Array }
  /** Secret halves, 'AGE-SECRET-KEY-1…', of which one opens the file. */
  identities: readonly string[]
  texts: Texts
  assets: Assets
  onEnd(): void
}

/** Shows one age file, opened in this process, without any desk. Throws advice where nothing opens it. */
export async function createFileOpener(input: FileOpenerInput): Promise<Opener> {
  const { file, identities, onEnd, ...around } = input
  const plain = await openAge(identities, file.bytes).catch(() => {
    throw adviceError('This key does not open the file, or the file is damaged.', 'Try another key file.')
  })
  const content = readContent(plain)
  return {
    handle: async request => {
      const isEnd = request.method === 'POST' && request.path === '/end'
      if (isEnd) onEnd()
      const page = makeLocalPage(around, request, {
        notice: t => t('cli.open.notice-file'),
        canForget: false,
      })
      if (isEnd) return shown(page, endedPage(page))
      if (request.path !== '/') return { to: '/' }
      const value = content ? content.value : page.t('cli.record.binary')
      return shown(page, openedPage(page, { name: file.name, value }))
    },
    close: async () => undefined,
  }
}
