import { inspect } from 'node:util'
import { isAgeFile, sealAge } from './age.ts'
import { type Size, writeRecord } from './record.ts'

declare const content: unique symbol

/**
 * A T that only the holder of a key can read: an age file. It has no text: to render, log or serialise one by accident
 * throws TypeError. Its bytes are had by `bytesOf` alone, for the store.
 */
export type Sealed<T> = { readonly [content]: T }

const bytes = new WeakMap<object, Uint8Array>()

/** Seals a value to a recipient ('age1…') in a record of `size` bytes. Throws RangeError when it does not fit. */
export function sealRecord<T>(recipient: string, value: T, size: Size): Sealed<T> {
  return toSealed(sealAge([recipient], writeRecord(value, size)))
}

/**
 * What a browser sealed before it was sent, as base64; null when it is not an age file to one X25519 recipient with a
 * record of exactly `size` bytes. What is inside cannot be checked here: whoever opens it must expect anything.
 */
export function readSealed<T>(base64: string, size: Size): Sealed<T> | null {
  if (base64.length > size * 2 + 1024) return null
  const file = Buffer.from(base64, 'base64')
  return isAgeFile(file, size) ? toSealed(file) : null
}

/** A sealed record as the store found it. */
export function toSealed<T>(file: Uint8Array): Sealed<T> {
  const sealed = Object.freeze(Object.assign(Object.create(null), REFUSING)) as Sealed<T>
  bytes.set(sealed, file)
  return sealed
}

/** The age file. */
export function bytesOf(sealed: Sealed<unknown>): Uint8Array {
  return bytes.get(sealed)!
}

function refuse(): never {
  throw new TypeError('what is sealed has no text')
}

const REFUSING = {
  toString: refuse,
  valueOf: refuse,
  toJSON: refuse,
  [Symbol.toPrimitive]: refuse,
  [Symbol.iterator]: refuse,
  [inspect.custom]: () => '[sealed]',
}
