/** What is known of a picture before it is decoded. */
export type Container = {
  type: 'jpeg' | 'png' | 'webp' | 'avif' | 'heic'
  /** As the header says, in pixels. */
  width: number
  height: number
  /** The picture ends before this byte; what comes after is not part of it. */
  end: number
}

/** Why bytes are no picture that is taken. */
export type ContainerError = 'svg' | 'type' | 'broken' | 'moving' | 'polyglot'

export type Inspected = { ok: true; value: Container } | { ok: false; error: ContainerError }

export function refuse(error: ContainerError): Inspected {
  return { ok: false, error }
}

export function found(value: Container): Inspected {
  return { ok: true, value }
}

/** Four letters at a place, as containers name their parts. */
export function nameAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4)
}
