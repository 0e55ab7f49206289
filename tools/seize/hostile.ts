import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { bodyOf, multipartOf } from './body.ts'
import { type Filled, fillForm } from './fill.ts'
import type { PageForm } from './form.ts'
import { HOST } from './house.ts'
import { findFormLine, kindOf } from './known.ts'
import type { Tale } from './tale.ts'
import { createVisitor, type Seen, type Sent, type Visitor } from './visitor.ts'

const URLENCODED = 'application/x-www-form-urlencoded'
/** What would end the session of who sends it. */
const ENDS = /\/(?:sign-out|lock|end-all)$/
const AT_ONCE = 4
/** In the smoke set each so-manieth form is also sent too large. */
const LARGE_EACH = 5
/** More than a form may have of somebody who is not signed in. */
const TOO_MUCH = 700_000

/** Sends each form that was met in ways in which it is not taken: nothing of it may be left, also not what is clear. */
export async function sendRefused(tale: Tale): Promise<void> {
  const forms = [...tale.met.values()].map(({ form }) => form).filter(({ method }) => method === 'POST')
  const send = async (form: PageForm, index: number) => {
    const visitor = createVisitor(tale, index % 2 === 0 ? 'nginx' : 'directly')
    const fill = () => fillForm(tale.canaries, form, { refused: true })
    // Of another site; of nobody in particular; multipart; a type that is none.
    const ways = [
      () => offer(visitor, fill(), { headers: { 'sec-fetch-site': 'cross-site' } }),
      () => offer(visitor, fill()),
      () => {
        const filled = fill()
        return offer(visitor, filled, multipartOf(filled))
      },
      () => {
        const filled = fill()
        const body = JSON.stringify(Object.fromEntries(filled.fields))
        return offer(visitor, filled, { body, type: 'application/json' })
      },
    ]
    // In the smoke set each form goes two of these ways, and its neighbour the others.
    for (const [way, go] of ways.entries()) if (tale.set === 'full' || way % 2 === index % 2) await go()
    // Too large, with the canaries at both ends.
    if (tale.set === 'smoke' && index % LARGE_EACH !== 0) return
    const five = fill()
    await offer(visitor, five, { body: tooLarge(five), type: URLENCODED })
  }
  for (let at = 0; at < forms.length; at += AT_ONCE)
    await Promise.all(forms.slice(at, at + AT_ONCE).map((form, index) => send(form, at + index)))
}

/** Sends what a member sees with canaries in everything but the token: most of it is wrong, and the rest is taken. */
export async function sendWrong(member: Visitor, pages: readonly Seen[]): Promise<void> {
  const forms = new Map(pages.flatMap(page => page.forms).map(form => [kindOf(form), form]))
  for (const form of forms.values()) {
    if (form.method !== 'POST' || !/^\/desk/.test(form.action) || ENDS.test(form.action)) continue
    // One that the table does not know is a fault that is told at the end.
    if (!findFormLine(form, '')) continue
    const token = form.fields.find(([name]) => name === 'token')?.[1] ?? ''
    await offer(member, fillForm(member.tale.canaries, form, { refused: true, values: { token } }))
  }
}

async function offer(
  visitor: Visitor,
  filled: Filled,
  { headers = {}, ...other }: Partial<Sent> = {},
): Promise<void> {
  const sent = { method: 'POST', path: filled.form.action, ...bodyOf(filled), ...other, headers }
  const answer = await visitor.ask(sent).catch(() => null)
  // Some forms take whatever is written into them.
  if (answer && answer.status < 400) for (const canary of filled.clear) canary.clear = true
}

/** The canaries at both ends of what is more than a form may have; a form with files may have more than that. */
function tooLarge(filled: Filled): Buffer {
  const { body } = bodyOf({ ...filled, form: { ...filled.form, multipart: false } })
  return Buffer.concat([body, Buffer.from(`&more=${'x'.repeat(TOO_MUCH)}&`), body])
}

/** Sends forms whose connection breaks in the middle, at several places, through nginx and not. */
export async function cutUploads(tale: Tale): Promise<void> {
  const form = announcing(tale)
  const cuts = ['head', 'first', 'middle', 'last', 'large', 'multipart'] as const
  for (const via of ['nginx', 'directly'] as const)
    await Promise.all(
      cuts.map(async cut => {
        const visitor = createVisitor(tale, via)
        const filled = fillForm(tale.canaries, form, { refused: true })
        const multipart = multipartOf(filled)
        const body = cut === 'multipart' ? multipart.body : bodyOf(filled).body
        const large = Buffer.concat([body, Buffer.alloc(150_000, 'x')])
        const sent = {
          head: Buffer.alloc(0),
          first: body.subarray(0, 30),
          middle: body.subarray(0, body.length / 2),
          last: body.subarray(0, -1),
          large,
          multipart: body.subarray(0, -10),
        }[cut]
        const type = cut === 'multipart' ? multipart.type : URLENCODED
        const socket = await open(visitor)
        // Twice as much is said to come, so that it is read for as long as it comes.
        socket.write(headOf(visitor, { path: form.action, type, length: large.length * 2 }))
        await write(socket, sent)
        await wait(100)
        socket.destroy()
      }),
    )
}

/** Leaves forms half sent and sends others whole; resolves as soon as all are on their way. */
export async function sendAndStay(tale: Tale): Promise<() => void> {
  const form = announcing(tale)
  const sockets = await Promise.all(
    (['nginx', 'directly', 'directly'] as const).map(async via => {
      const visitor = createVisitor(tale, via)
      const body = bodyOf(fillForm(tale.canaries, form, { refused: true })).body
      const socket = await open(visitor)
      socket.write(headOf(visitor, { path: form.action, type: URLENCODED, length: body.length * 2 }))
      await write(socket, body)
      return socket
    }),
  )
  const whole = await Promise.all(
    (['nginx', 'directly', 'directly', 'directly'] as const).map(async via => {
      const visitor = createVisitor(tale, via)
      const body = bodyOf(fillForm(tale.canaries, form)).body
      const socket = await open(visitor)
      socket.write(headOf(visitor, { path: form.action, type: URLENCODED, length: body.length }))
      socket.write(body)
      return socket
    }),
  )
  return () => {
    for (const socket of [...sockets, ...whole]) socket.destroy()
  }
}

function announcing({ met }: Tale): PageForm {
  const form = [...met.values()]
    .map(({ form }) => form)
    .find(one => one.action === '/en/events/new' && one.method === 'POST')
  if (!form) throw new Error('nobody met the form for announcing')
  return form
}

function headOf(
  visitor: Visitor,
  { path, type, length }: { path: string; type: string; length: number },
): string {
  const headers = { ...visitor.headers(), 'content-type': type, 'content-length': String(length) }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}

function open(visitor: Visitor): Promise<Socket> {
  const { house } = visitor.tale
  return new Promise((resolve, reject) => {
    const localAddress = visitor.localAddress
    const socket: Socket =
      visitor.via === 'nginx' && house.nginx
        ? connectTls(
            {
              host: '127.0.0.1',
              port: house.nginx.port,
              ...(localAddress ? { localAddress } : {}),
              servername: HOST,
              rejectUnauthorized: false,
            },
            () => resolve(socket),
          )
        : connect({ host: '127.0.0.1', port: house.port }, () => resolve(socket))
    socket.once('error', reject)
    // Later the other side may hang up as it likes.
    socket.on('error', () => {})
    socket.resume()
  })
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise(resolve => socket.write(bytes, () => resolve()))
}
