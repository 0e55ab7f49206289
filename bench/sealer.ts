// One process of bench/seals.ts: says 'ready', and at each message with milliseconds how many seals a second it made.
import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { Encrypter } from 'age-encryption'
import { newIdentity, sealAge } from '#platform/seal/age.ts'
import { writeRecord } from '#platform/seal/record.ts'
import type { Way } from './seals.ts'

const { recipient } = newIdentity()
const record = writeRecord({ text: 'Ring after six, ask for the green door.' }, 2048)
const publicKey = createPublicKey(generateKeyPairSync('x25519').privateKey)
const library = new Encrypter()
library.addRecipient(recipient)

const ways: Record<Way, () => unknown> = {
  vestka: () => sealAge([recipient], record),
  library: () => library.encrypt(record),
  primitives: () => {
    const { privateKey } = generateKeyPairSync('x25519')
    const secret = diffieHellman({ privateKey, publicKey })
    const key = Buffer.from(hkdfSync('sha256', secret, randomBytes(16), 'x', 32))
    const cipher = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 })
    return Buffer.concat([cipher.update(record), cipher.final(), cipher.getAuthTag()])
  },
}

process.on('message', async ({ way, ms }: { way: Way; ms: number }) => {
  await seal(way, ms / 4)
  process.send!(await seal(way, ms))
})
process.send!('ready')

async function seal(way: Way, ms: number): Promise<number> {
  const began = performance.now()
  let made = 0
  let taken = 0
  for (; taken < ms; taken = performance.now() - began) {
    await ways[way]()
    made++
  }
  return (made * 1000) / taken
}
