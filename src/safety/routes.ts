import { type App, keep, showPage } from '#platform/http/context.ts'
import { safetyPage } from './views/safety.ts'

/** What the site promises, and what it does not. */
export function addSafetyRoutes(app: App): void {
  app.get('/:lang/safety', c => {
    keep(c, [])
    return showPage(c, safetyPage(c.get('page')))
  })
}
