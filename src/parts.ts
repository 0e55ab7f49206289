import type { App } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'

/** A part of the product, as the apps see it. */
export type Part = {
  name: string
  /** Adds its public pages. */
  routes?: (app: App, world: World) => void
  /** Adds its pages for staff. */
  desk?: (app: App, world: World) => void
}

export const parts: readonly Part[] = []
