import { configOf, EXIT, type Io, showUsage } from './command.ts'
import { checkDatabase } from './doctor/database.ts'
import type { Finding } from './doctor/finding.ts'
import { checkFolder } from './doctor/folder.ts'
import { checkMachine, checkUnit } from './doctor/machine.ts'
import { checkNetwork } from './doctor/network.ts'

/** Checks this installation and says what to do; 1 when something must be done. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const asJson = args[0] === '--json'
  if (args.length > (asJson ? 1 : 0)) return showUsage(io, 'doctor [--json]')
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
    ...checkNetwork(config),
    ...(mayOpen ? await checkDatabase(config) : []),
  ]
  if (asJson) io.out(JSON.stringify(findings, null, 2))
  else
    for (const { check, state, cause, advice } of findings)
      io.out(`${state.padEnd(5)} ${check.padEnd(14)} ${cause}${advice && ` ${advice}`}`)
  return findings.some(({ state }) => state === 'fail') ? EXIT.failed : EXIT.done
}
