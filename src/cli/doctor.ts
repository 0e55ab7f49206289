import { fileURLToPath } from 'node:url'
import { configOf, EXIT, type Io, showUsage } from './command.ts'
import { checkDatabase } from './doctor/database.ts'
import type { Finding } from './doctor/finding.ts'
import { checkFolder } from './doctor/folder.ts'
import { checkMachine, checkUnit } from './doctor/machine.ts'
import { checkNetwork } from './doctor/network.ts'
import { checkOnline, notAsked } from './doctor/online.ts'
import { checkProxyFiles } from './doctor/proxy.ts'
import { checkSecrets } from './doctor/secrets.ts'

const WORKING = fileURLToPath(new URL('../../', import.meta.url))
const OPTIONS = ['--json', '--online']

/** Checks this installation and says what to do; 1 when something must be done. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  if (args.some(arg => !OPTIONS.includes(arg))) return showUsage(io, 'doctor [--json] [--online]')
  const config = configOf(io)
  if (!config) return EXIT.usage
  const folder = checkFolder(config.dataFolder)
  // Opening the database as somebody else would leave files that its owner cannot open.
  const mayOpen = folder.every(({ check, state }) => check !== 'owner' || state === 'ok')
  const findings: Finding[] = [
    ...checkMachine(Date.now()),
    ...checkUnit(),
    { check: 'configuration', state: 'ok', cause: 'The configuration can be read.', advice: '' },
    ...folder,
    ...(await checkSecrets(config.dataFolder, WORKING)),
    ...checkNetwork(config),
    ...checkProxyFiles(config),
    args.includes('--online') ? await checkOnline(config.publicUrls) : notAsked(),
    ...(mayOpen ? await checkDatabase(config) : []),
  ]
  if (args.includes('--json')) io.out(JSON.stringify(findings, null, 2))
  else
    for (const { check, state, cause, advice } of findings)
      io.out(`${state.padEnd(5)} ${check.padEnd(14)} ${cause}${advice && ` ${advice}`}`)
  return findings.some(({ state }) => state === 'fail') ? EXIT.failed : EXIT.done
}
