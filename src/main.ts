import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiled code is kept beside the packages: it saves a third of each later start. Where that folder cannot be
// written nothing is kept. What is imported before this line would not be kept either.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/vestka-code', import.meta.url)))
const { serve } = await import('./serve.ts')
await serve()
