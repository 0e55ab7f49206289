import assert from 'node:assert/strict'
import { test } from 'node:test'
import { announce, decide, idInQueue, publish, send, textOf, withExample } from '#testing/event.ts'
import { signIn } from '#testing/member.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'

const MINE = '/en/events/mine/report'
const AFTER = Date.parse('2024-05-22T20:00:00Z')

/** A report as a browser would send it. */
function report(fields: Record<string, string> = {}): Record<string, string> {
  return {
    do: 'send',
    text: 'We wrote forty letters. It rained, and nobody left.',
    language: 'en',
    attendance: 'more than a hundred',
    at_least: '',
    quotes: '1',
    incidents: '1',
    quote_0: 'I will come again.',
    consent_0: 'unnamed',
    speaker_0: '',
    incident_0: '',
    by_0: '',
    ...fields,
  }
}

async function decideReport(
  member: Awaited<ReturnType<typeof signIn>>,
  id: string,
  { action, ...fields }: { action: string } & Record<string, string>,
): Promise<Response> {
  const page = await (await member.get(`/desk/events/${id}/report`)).text()
  return member.post(`/desk/events/${id}/report/${action}`, { version: versionIn(page), ...fields })
}

function versionIn(page: string): string {
  return /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
}

async function published(make: () => Promise<TestWorld>) {
  const world = await withExample(await make())
  const event = await publish(world)
  world.setNow(AFTER)
  return { world, ...event, member: await signIn(world) }
}

onBothEngines('a report', make => {
  test('is told with the code, published at the desk and shown on the page of the event', async () => {
    const { world, code, id, slug, member } = await published(make)
    assert.equal((await send(world, MINE, { code, ...report() })).status, 200)
    assert.doesNotMatch(await textOf(world, `/en/events/${slug}`), /forty letters/)
    assert.equal((await decideReport(member, id, { action: 'publish' })).status, 303)
    const page = await textOf(world, `/en/events/${slug}`)
    assert.match(page, /forty letters/)
    assert.match(page, /more than a hundred/)
    assert.match(page, /I will come again/)
    const russian = await textOf(world, `/ru/events/${slug}`)
    assert.match(russian, /<div class="report-text" lang="en">/)
    assert.match(russian, /Оригинал написан на языке: английский/)
  })
})
