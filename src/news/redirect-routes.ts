import type { App, Ctx } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'
import { findMoved } from './redirect-reads.ts'

/**
 * Leads from older addresses of articles to where they are now (301). It is asked only where the site itself has no
 * such page, and leads only to pages of ours, so nobody else can be put behind an address of the site.
 */
export function addRedirects(app: App, world: World): void {
  app.use(async (c, next) => {
    const isOldRoot = c.req.path === '/' && /^\?(p|page_id)=\d/.test(new URL(c.req.url).search)
    const moved = isOldRoot ? await findFor(c as Ctx, world) : undefined
    if (moved) return moved
    await next()
    if (c.res.status !== 404) return
    const found = await findFor(c as Ctx, world)
    if (!found) return
    // Without this hono merges the headers of the page 'not found' into it.
    c.res = undefined
    c.res = found
  })
}

async function findFor(c: Ctx, world: World): Promise<Response | undefined> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined
  const { pathname, search } = new URL(c.req.url)
  const to = await findMoved(world, pathname, search)
  return to === undefined
    ? undefined
    : new Response(null, { status: 301, headers: { Location: c.get('page').root + to.slice(1) } })
}
