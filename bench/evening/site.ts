import { createDeskApp, createPublicApp } from '#app.ts'
import { saveOwnKey } from '#keys/actions.ts'
import { sealIdentity, sealWithWords } from '#keys/pairs.ts'
import { KEYS_TOPIC, saveCopy } from '#keys/store.ts'
import { readConfig } from '#platform/config/config.ts'
import { write } from '#platform/db/database.ts'
import { newIdentity } from '#platform/seal/pair.ts'
import type { World } from '#platform/world.ts'
import { createWorld } from '#serve.ts'
import { addEvent, addNextEdition } from '#testing/events.ts'
import { setUpHolder } from '#testing/holder.ts'
import { signIn, signInAs } from '#testing/member.ts'

/** The words of a key. */
export type Say = (key: string, values?: Record<string, string | number>) => string

/** An event of which a report and pictures come in. */
export type City = { id: string; slug: string; code: string; address: string }

export type Evening = {
  world: World
  cities: City[]
  /** The key that pictures are sealed to. */
  key: { id: string; recipient: string }
  members: { name: string; cookie: string; words: string }[]
}

/** Fills an empty data folder: events of yesterday, a key, and three members who hold it. `env` is that of the server. */
export async function prepareEvening(env: Record<string, string>, count: number): Promise<Evening> {
  const config = readConfig(env)
  if (!config.ok) throw new Error(JSON.stringify(config.errors))
  const world = await createWorld(config.value)
  const inside = { world, public: createPublicApp(world), desk: createDeskApp(world) }
  const edition = await addNextEdition(world, { inDays: -3 })
  const cities: City[] = []
  for (let at = 0; at < count; at++) {
    const slug = `city-${at}`
    const { event, code } = await addEvent(world, edition, { slug })
    cities.push({ id: event.id, slug, code, address: `10.0.0.${at + 1}` })
  }
  const holder = await setUpHolder(inside)
  const { id, recipient, identity } = await holder.openKey('organisers')
  const members = [
    { name: 'Anna', cookie: (await signInAs(inside, holder.member)).cookie, words: holder.words },
  ]
  for (const name of ['Barys', 'Volha']) {
    const { member, cookie } = await signIn(inside, { name })
    const own = newIdentity()
    await saveOwnKey(world, member, {
      recipient: own.recipient,
      byWords: await sealWithWords(holder.words, own.identity),
    })
    const body = await sealIdentity(own.recipient, identity)
    await write(world.database, [KEYS_TOPIC], trx => saveCopy(trx, { keyId: id, memberId: member.id, body }))
    members.push({ name, cookie, words: holder.words })
  }
  return { world, cities, key: { id, recipient }, members }
}
