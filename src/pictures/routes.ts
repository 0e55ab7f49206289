import { createHash } from 'node:crypto'
import type { App, Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { readSize } from './files-actions.ts'
import { addMinePictures } from './mine-routes.ts'
import { readFileName } from './paths.ts'
import { findShown } from './reads.ts'

// A picture that is taken down must not stand in caches for long; whoever has it is asked by its ETag.
const HOUR_SECONDS = 3600

/** Pages on which pictures are sent. */
export function addPictureRoutes(app: App, world: World): void {
  addMinePictures(app, world)
}

/** The files of published pictures, '/pictures/<id>-480.webp': they are in no language. */
export function addPictureFiles(app: App, world: World): void {
  app.get('/pictures/:name', async c => {
    const name = readFileName(c.req.param('name'))
    // Other sites may show them: who republishes a report takes its pictures along.
    c.set('shared', true)
    const picture = name && (await findShown(world, name.id, world.clock()))
    const bytes = picture && (await readSize(world, name.id, name.size))
    if (!name || !bytes) throw new Problem('not-found')
    return sendFile(c, bytes, { type: name.type, side: name.size })
  })
}

/** Answers with a picture under a name that tells nothing; 304 where the browser has it. */
export function sendFile(c: Ctx, bytes: Buffer, { type, side }: { type: string; side: number }): Response {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`
  const ending = type === 'image/jpeg' ? 'jpg' : 'webp'
  const headers = {
    ETag: etag,
    'Cache-Control': `public, max-age=${HOUR_SECONDS}`,
  }
  if ((c.req.header('if-none-match') ?? '').includes(etag)) return c.body(null, 304, headers)
  return c.body(new Uint8Array(bytes), 200, {
    ...headers,
    'Content-Type': type,
    'Content-Disposition': `inline; filename="picture-${side}.${ending}"`,
  })
}
