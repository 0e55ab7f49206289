/**
 * To be called before anything of `age-encryption` that uses keys. Over plain http on a host name browsers have no
 * crypto.subtle; the library brings its own X25519 along, but takes it only when subtle says that it does not know the
 * curve, and fails where there is no subtle at all.
 */
export function allowPlainHttp(): void {
  if (crypto.subtle) return
  const importKey = () => Promise.reject(new DOMException('not a secure context', 'NotSupportedError'))
  Object.defineProperty(crypto, 'subtle', { value: { importKey } })
}
