import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { x25519 } from '@noble/curves/ed25519.js'
import { base64nopad } from '@scure/base'
import * as vectors from 'cctv-age'
import { NODE } from './age.ts'
import { sealWith } from './format.ts'
import { openAge } from './open.ts'
import { identityFrom, secretOf } from './pair.ts'

type Vector = { name: string; facts: Record<string, string>; identities: string[]; file: Uint8Array }

const all = Object.entries(vectors as unknown as Record<string, Uint8Array>).map(readVector)

test('every public vector of the format opens or is refused as it says', async () => {
  assert.ok(all.length > 100)
  const outcomes = new Set<string>()
  for (const { name, facts, identities, file } of all) {
    outcomes.add(facts['expect']!)
    const opened = openAge(identities, file)
    if (facts['expect'] !== 'success') await assert.rejects(opened, name)
    else assert.equal(sha256(await opened), facts['payload'], name)
  }
  assert.ok(outcomes.has('success') && outcomes.has('payload failure') && outcomes.has('HMAC failure'))
})

test('given the same random bytes, sealing writes the vectors byte by byte', async () => {
  let checked = 0
  for (const { name, facts, identities, file } of all) {
    const text = Buffer.from(file).toString('latin1')
    const header = /^age-encryption\.org\/v1\n-> X25519 (\S{43})\n\S{43}\n--- \S{43}\n/.exec(text)
    if (facts['expect'] !== 'success' || !header || identities.length !== 1) continue
    const mine = secretOf(identities[0]!)!
    const share = base64nopad.decode(header[1]!)
    // What is shared is the same from both ends, so the secret half of the share is not needed.
    const secret = x25519.getSharedSecret(mine, share)
    const random = [
      Buffer.from(facts['file key']!, 'hex'),
      file.subarray(header[0].length, header[0].length + 16),
    ]
    const sealed = sealWith(
      { ...NODE, random: () => random.shift()!, agree: () => ({ share, secret }) },
      [identityFrom(mine).recipient],
      await openAge(identities, file),
    )
    assert.ok(Buffer.from(sealed).equals(file), name)
    checked++
  }
  assert.ok(checked >= 8, `${checked} vectors`)
})

function readVector([name, bytes]: [string, Uint8Array]): Vector {
  const end = Buffer.from(bytes).indexOf('\n\n')
  const lines = Buffer.from(bytes.subarray(0, end)).toString().split('\n')
  const pairs = lines.map(line => line.split(': ') as [string, string])
  const facts = Object.fromEntries(pairs)
  const body = bytes.subarray(end + 2)
  return {
    name,
    facts,
    identities: pairs.filter(([key]) => key === 'identity' || key === 'passphrase').map(([, value]) => value),
    file: facts['compressed'] === 'zlib' ? new Uint8Array(inflateSync(body)) : body,
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
