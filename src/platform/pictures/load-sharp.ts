import type { default as SharpModule } from 'sharp'

let loading: Promise<typeof SharpModule> | undefined

/** The library that decodes and encodes. It takes 26 MB, which a server needs only when the first picture comes. */
export function loadSharp(): Promise<typeof SharpModule> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // What was decoded for one must not stay in memory for others; two at once are enough for the processor.
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loading
}
