import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { buildSync } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '#testing/chromium.ts'
import { hashCode, newCode, readCode } from '../codes/codes.ts'
import { identityOf } from '../codes/identity.ts'
import { isAgeFile, newIdentity, sealAge } from './age.ts'
import { fingerprintOf } from './fingerprint.ts'
import { openAge } from './open.ts'
import { identityFrom } from './pair.ts'
import { readRecord, writeRecord } from './record.ts'
import { joinShares, splitSecret } from './shares.ts'
import { readPhrase } from './words.ts'

// What Vestka's pages allow, and a page that opens sealed things no less.
const POLICY =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
const MODULES = `
  export * from './sealing.client.ts'
  export { fingerprintOf } from './fingerprint.ts'
  export { openAge } from './open.ts'
  export { identityFrom, newIdentity } from './pair.ts'
  export { joinShares, splitSecret } from './shares.ts'
  export { newPhrase } from './words.ts'
  export { hashCode, newCode } from '../codes/codes.ts'
  export { identityOf } from '../codes/identity.ts'
`
type Modules = typeof import('./sealing.client.ts') &
  typeof import('./fingerprint.ts') &
  typeof import('./open.ts') &
  typeof import('./pair.ts') &
  typeof import('./shares.ts') &
  typeof import('./words.ts') &
  typeof import('../codes/codes.ts') &
  typeof import('../codes/identity.ts')

const server = createServer((request, response) => {
  const isScript = request.url === '/seal.js'
  response.setHeader('content-security-policy', POLICY)
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
  response.end(isScript ? bundle() : '<!doctype html><html lang="en"><title>x</title>')
})
let browser: Browser

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  browser = await launchChromium()
})
after(async () => {
  await browser.close()
  server.close()
})

for (const host of ['vestka.test', 'localhost'])
  test(`browsers seal, open, split and derive as the server does, on http://${host}`, async () => {
    const page = await openPage(host)
    assert.equal(await page.evaluate(() => crypto.subtle === undefined), host === 'vestka.test')
    const mine = newIdentity()
    const secret = new Uint8Array(randomBytes(32))
    const shares = await splitSecret(secret)
    const code = newCode()
    const value = { text: 'Пішыце на ёлку, 💌' }
    const file = sealAge([mine.recipient], writeRecord(value, 2048))
    const given = { ...mine, value, shares, code, secret: [...secret], file: [...file] }
    const found = await page.evaluate(async given => {
      const address = '/seal.js'
      const seal = (await import(address)) as Modules
      const bytes = Uint8Array.from(given.secret)
      const pair = seal.newIdentity()
      const opened = await seal.openAge([given.identity], Uint8Array.from(given.file))
      return {
        sealed: await seal.sealRecord(given.recipient, given.value, 2048),
        refused: await seal.sealRecord('age1none', 1, 512).catch((error: Error) => error.name),
        opened: [...opened],
        pair,
        same: seal.identityFrom(bytes),
        shares: await seal.splitSecret(bytes),
        joined: [...(await seal.joinShares([given.shares[2]!, given.shares[0]!]))!],
        phrase: seal.newPhrase(),
        fingerprint: seal.fingerprintOf([given.recipient]),
        code: seal.newCode(),
        hash: seal.hashCode(given.code),
        ofCode: seal.identityOf(given.code),
      }
    }, given)
    const sealed = Buffer.from(found.sealed, 'base64')
    assert.equal(isAgeFile(sealed, 2048), true)
    assert.equal(sealed.length, file.length)
    assert.deepEqual(readRecord(await openAge([mine.identity], sealed)), value)
    assert.equal(found.refused, 'TypeError')
    assert.deepEqual(readRecord(Uint8Array.from(found.opened)), value)
    assert.deepEqual(await openAge([found.pair.identity], sealAge([found.pair.recipient], secret)), secret)
    assert.deepEqual(found.same, identityFrom(secret))
    assert.deepEqual(await joinShares(found.shares.slice(1)), secret)
    assert.deepEqual(found.joined, [...secret])
    assert.equal(readPhrase(found.phrase), found.phrase)
    assert.equal(found.fingerprint, fingerprintOf([mine.recipient]))
    assert.equal(readCode(found.code), found.code)
    assert.equal(found.hash, hashCode(code))
    assert.deepEqual(found.ofCode, identityOf(code))
    await page.close()
  })

async function openPage(host: string): Promise<Page> {
  const page = await browser.newPage()
  page.on('pageerror', error => assert.fail(error))
  page.on('console', message => assert.fail(message.text()))
  await page.goto(`http://${host}:${(server.address() as AddressInfo).port}/`)
  return page
}

function bundle(): Uint8Array {
  const { outputFiles } = buildSync({
    stdin: { contents: MODULES, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return outputFiles[0]!.contents
}
