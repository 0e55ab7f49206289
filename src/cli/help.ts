import { EXIT, type Io } from './command.ts'

const HELP = `Vestka: a worldwide Day of Solidarity with Political Prisoners.

  ./vestka serve                    serve the site (the same as npm start)
  ./vestka backup FILE              write a sealed copy of the database while the server runs
                                    (--to age1… other keys; --unsealed: readable for whoever finds it)
  ./vestka restore FILE [--replace] put a copy back; --replace when there is something already;
                                    --identity FILE or --sheets opens a sealed one
  ./vestka unseal --identity FILE | --sheets IN OUT
                                    open an age file, as age -d does
  ./vestka open --remote URL        on a member's own machine: read what is sealed, without trusting the server
                                    (open FILE.age --remote URL | --identity FILE for a downloaded file)
  ./vestka keys status              which keys there are, and what is sealed to them
  ./vestka keys rotate PURPOSE      ask the coordinators for a new key; with --remote URL: make it, on one's own machine
  ./vestka keys reseal PURPOSE --remote URL
                                    on a member's own machine: seal again what older keys hold
  ./vestka member invite ROLE | invite moderator PL,LT|all | invite translator be,ru
  ./vestka member list | remove NAME | reset NAME
  ./vestka import-wxr FILE [--lang be]  take the posts and pages of a WordPress export as articles
  ./vestka doctor [--json] [--online]  check this installation; --online asks its own public address too
  ./vestka intake FILE|- [--year Y] [--date D] [--city C] [--json]
                                    read a list of events, or prose about them, and show the drafts
  ./vestka seed-load --events N     fill an empty installation with invented events, for load tests
  ./vestka help                     this page

Exit codes: 0 done, 1 failed or refused, 2 wrong usage or configuration.
Configuration comes from environment variables: docs/operating.md lists them.`

/** Prints what there is. */
export async function run(_args: readonly string[], io: Io): Promise<number> {
  io.out(HELP)
  return EXIT.done
}
