import { registerHooks } from 'node:module'

/** Puts modules of ours in the place of those of the product, by paths from the project and from this folder. */
export function replaceModules(paths: Readonly<Record<string, string>>): void {
  const replaced = new Map(
    Object.entries(paths).map(([path, other]) => [
      new URL(`../../${path}`, import.meta.url).href,
      new URL(other, import.meta.url).href,
    ]),
  )
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context)
      const other = replaced.get(found.url)
      // What is put in their place takes the rest from them.
      const isOurs = [...replaced.values()].includes(context.parentURL ?? '')
      return other && !isOurs ? { ...found, url: other } : found
    },
  })
}
