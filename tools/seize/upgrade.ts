// `node --import ./tools/seize/upgrade.ts src/main.ts` starts Vestka as a newer one would start, with one more migration:
// the copy of the database that is taken before an upgrade is then taken.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const NAME = '9999_seize.sql'
const { readdirSync, readFileSync } = fs

fs.readdirSync = ((path: fs.PathLike, ...rest: []) => {
  const names = readdirSync(path, ...rest)
  return String(path).endsWith('/migrations/') ? [...names, NAME] : names
}) as typeof fs.readdirSync
fs.readFileSync = ((path: fs.PathLike, ...rest: []) =>
  String(path).endsWith(NAME)
    ? 'CREATE TABLE seize (name TEXT NOT NULL PRIMARY KEY);\n'
    : readFileSync(path, ...rest)) as typeof fs.readFileSync
syncBuiltinESMExports()
