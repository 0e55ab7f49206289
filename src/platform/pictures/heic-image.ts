/** What a decoded HEIC is: RGBA, upright. */
export type HeicPixels = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }

/** As far as it is used here. */
export type Libheif = { HeifDecoder: new () => { decode(bytes: Uint8Array): Image[] } }

type Image = {
  get_width(): number
  get_height(): number
  display(into: HeicPixels, done: (filled: HeicPixels | null) => void): void
}

/** The first picture of a HEIC; null where it has none, or more than `most` pixels. Throws what the library throws. */
export function decodeHeic(
  { HeifDecoder }: Libheif,
  bytes: Uint8Array,
  most: number,
): Promise<HeicPixels | null> {
  const [image] = new HeifDecoder().decode(bytes)
  const [width, height] = [image?.get_width() ?? 0, image?.get_height() ?? 0]
  if (!image || width * height === 0 || width * height > most) return Promise.resolve(null)
  return new Promise(resolve =>
    image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, resolve),
  )
}
