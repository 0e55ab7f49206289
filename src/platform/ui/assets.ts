import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const BUILD_FOLDER = fileURLToPath(new URL('../../../build/', import.meta.url))

/** Styles, islands and fonts under names with a hash of their content. */
export type Assets = {
  /** The path of an asset by its plain name: 'site.css' → '/assets/site-1a2b3c4d.css'. */
  path(name: string): string
  /** The style sheet as it is written into a page that lies at `root` ('../'); null where it has to be linked. */
  styles(root: string): Styles | null
  list(): { name: string; path: string; type: string; body: Buffer; br: Buffer | undefined }[]
}

/** A style sheet inside a page, and how the content security policy allows it: 'sha256-…' (CSP level 3, §6.7.3.3). */
export type Styles = { text: string; hash: string }

const DEEPEST = 5
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
}

/** Reads what `npm run build` wrote. Throws, with advice, when it has not run. */
export function loadAssets(folder: string = BUILD_FOLDER): Assets {
  const manifest = join(folder, 'assets.json')
  if (!existsSync(manifest))
    throw new Error('Styles and islands are not built yet: run `npm run build` once.')
  const names = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>
  const styles = keepStyles(readFileSync(join(folder, names['site.css']!), 'utf8'))
  return {
    styles,
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

function keepStyles(css: string): Assets['styles'] {
  const made = new Map<string, Styles>()
  return root => {
    const known = made.get(root)
    if (known) return known
    // Anybody may ask for a page a hundred folders deep.
    if (root.length > '../'.length * DEEPEST) return null
    // In a file of its own its addresses begin beside it, in a page beside that.
    const text = css.replaceAll('url(', `url(${root}assets/`)
    const styles = { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` }
    made.set(root, styles)
    return styles
  }
}
