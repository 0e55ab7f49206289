// The control: `node --import ./tools/seize/unsealed.ts …` runs Vestka with the seal off and with all kept that it is made
// to forget, without a switch in the product. What is found then proves that the search would have found it.
import { IncomingMessage } from 'node:http'
import { replaceModules } from './replace.ts'

replaceModules({
  'src/platform/backup/envelope.ts': './plain/envelope.ts',
  'src/platform/seal/age.ts': './plain/age.ts',
  'src/platform/seal/open.ts': './plain/open.ts',
  'src/platform/seal/passphrase.ts': './plain/passphrase.ts',
  'src/platform/codes/codes.ts': './plain/codes.ts',
  'src/platform/codes/token.ts': './plain/token.ts',
})

// Every address, header and body goes into the log.
const push = IncomingMessage.prototype.push
const told = new WeakSet<IncomingMessage>()
IncomingMessage.prototype.push = function (
  this: IncomingMessage,
  chunk: unknown,
  ...rest: [BufferEncoding?]
) {
  if (this.method && !told.has(this)) {
    told.add(this)
    const { method, url, headers, socket } = this
    process.stdout.write(`${JSON.stringify({ method, url, headers, from: socket.remoteAddress })}\n`)
  }
  if (chunk) process.stdout.write(chunk as Uint8Array)
  return push.call(this, chunk, ...rest)
}
