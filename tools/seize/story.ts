import { join } from 'node:path'
import { visitAsPeople } from './browser.ts'
import { crawl } from './crawl.ts'
import {
  askForPlace,
  beginDay,
  coordinate,
  decideOnEvents,
  dismiss,
  lookAfterAccount,
  setUpDesk,
} from './desk.ts'
import { needlesOf } from './encodings.ts'
import { faultsOf } from './faults.ts'
import { cutUploads, sendAndStay, sendRefused, sendWrong } from './hostile.ts'
import { type House, openHouse } from './house.ts'
import { giveAndRenew, setUpKeys } from './keys.ts'
import type { Member } from './member.ts'
import { writeForReaders } from './newsroom.ts'
import { announce } from './organiser.ts'
import { type Look, searchAll } from './places.ts'
import { read } from './reader.ts'
import { tellWhatHappened } from './reports.ts'
import { sealAgain } from './seal-again.ts'
import { createSearch } from './search.ts'
import { addSecond, askSecond } from './second.ts'
import { beginTale, type Tale } from './tale.ts'
import { createVisitor, type Seen } from './visitor.ts'

export type Outcome = Pick<Tale, 'skipped'> & {
  engine: House['engine']
  unsealed: boolean
  looks: (Look & { moment: string })[]
  /** Why the run does not count, whatever it found. */
  faults: string[]
}

/** Which house, and how much of the story. */
export type Asked = Pick<House, 'engine' | 'unsealed'> & { set: 'smoke' | 'full' }

/** Tells the whole story over one house: everything is filled in, broken, crashed, and then searched. */
export async function tell({ set, ...kind }: Asked): Promise<Outcome> {
  const house = await openHouse(kind, set)
  try {
    const tale = beginTale(house, set)
    const looks: Outcome['looks'] = []
    const search = createSearch([])
    let known = 0
    const look = async (moment: string) => {
      search.add(tale.canaries.all.slice(known).flatMap(needlesOf))
      known = tale.canaries.all.length
      const found = await searchAll(tale, search)
      looks.push(...found.map(one => ({ moment, ...one })))
    }
    await fillEverything(tale)
    await look('running')
    for (let times = set === 'full' ? 3 : 1; times > 0; times--) {
      await crash(tale)
      await look('crashed')
      if (times > 1) await house.vestka.start()
    }
    await upgrade(tale)
    await look('stopped')
    // The control of the smoke set does not look for more forms: that is done where the seal is.
    const faults = isBrief(tale) ? [] : faultsOf(tale, looks)
    return { ...kind, looks, skipped: tale.skipped, faults }
  } catch (error) {
    const state = house.vestka.pid() ? 'Vestka runs' : 'Vestka has ended'
    const said = kind.unsealed ? '' : house.vestka.output().slice(-2000)
    throw new Error(`${kind.engine}, ${kind.unsealed ? 'control' : 'sealed'}: ${state}. ${said}`, {
      cause: error,
    })
  } finally {
    await house.close()
  }
}

async function fillEverything(tale: Tale): Promise<void> {
  const { house } = tale
  const first = await setUpDesk(tale)
  const holder = await setUpKeys(tale, first)
  const member = await lookAfterAccount(first)
  await beginDay(member)
  await read(tale)
  const event = await decideOnEvents(tale, member)
  await tellWhatHappened(event)
  await writeForReaders(member, event.id)
  for (const via of ['nginx', 'directly'] as const) await announce(tale, via, { scripts: true })
  const slug = await askForPlace(tale, member)
  if (tale.set === 'full') await visitAsPeople(tale, slug)
  const other = await coordinate(tale, member)
  const second = await addSecond(tale, member)
  await giveAndRenew(tale, { member, holder, other, second })
  await sealAgain(tale, member)
  await askSecond(tale, member, second)
  const own = isBrief(tale) ? [] : await crawlAll(tale, { member, other })
  await dismiss(member, other.name)
  await sendRefused(tale)
  await sendWrong(member, own)
  await cutUploads(tale)
  const backup = (name: string) => join(house.folder, 'backups', name)
  await house.vestka.command('backup', backup('sealed.jsonl.gz.age'))
  await house.vestka.command('backup', backup('unsealed.jsonl.gz'), '--unsealed')
}

function isBrief({ set, house }: Tale): boolean {
  return set === 'smoke' && house.unsealed
}

/** Looks for forms that nobody filled in; gives the pages of the first member. */
async function crawlAll(tale: Tale, { member, other }: { member: Member; other: Member }): Promise<Seen[]> {
  await crawl(createVisitor(tale), ['/en/', '/desk/sign-in', '/desk/welcome', '/en/events/new', '/en/wrong'])
  await crawl(other, ['/desk'])
  return crawl(member, ['/desk'])
}

/** The end without a warning, while forms arrive. */
async function crash(tale: Tale): Promise<void> {
  const release = await sendAndStay(tale)
  await tale.house.vestka.kill()
  release()
}

/** It starts again, as a newer version, and is stopped in order. */
async function upgrade(tale: Tale): Promise<void> {
  const { vestka } = tale.house
  await vestka.start('--import', './tools/seize/upgrade.ts')
  await announce(tale)
  await vestka.stop()
}
