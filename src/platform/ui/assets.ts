import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const BUILD_FOLDER = fileURLToPath(new URL('../../../build/', import.meta.url))

/** Styles, islands and fonts under names with a hash of their content. */
export type Assets = {
  /** The path of an asset by its plain name: 'site.css' → '/assets/site-1a2b3c4d.css'. */
  path(name: string): string
  list(): { name: string; path: string; type: string; body: Buffer; br: Buffer | undefined }[]
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
}

/** Reads what `npm run build` wrote. Throws, with advice, when it has not run. */
export function loadAssets(folder: string = BUILD_FOLDER): Assets {
  const manifest = join(folder, 'assets.json')
  if (!existsSync(manifest))
    throw new Error('Styles and islands are not built yet: run `npm run build` once.')
  const names = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>
  return {
    path: name => {
      const file = names[name]
      if (!file) throw new Error(`no asset ${name}`)
      return `/assets/${file}`
    },
    list: () =>
      Object.entries(names).map(([name, file]) => ({
        name,
        path: `/assets/${file}`,
        type: TYPES[extname(file)] ?? 'application/octet-stream',
        body: readFileSync(join(folder, file)),
        br: existsSync(join(folder, `${file}.br`)) ? readFileSync(join(folder, `${file}.br`)) : undefined,
      })),
  }
}
