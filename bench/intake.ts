import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './server.ts'
import { median, type Row, round } from './table.ts'

const TURNS = 5
const LINES = 10_000
const LONG = 5_000_000

// Invented; each form of a line that lists come in, in five writing systems.
const FORMS = [
  (n: number) => `May ${(n % 9) + 19}, Tuesday`,
  (n: number) =>
    `• Gdańsk, Poland. ${(n % 11) + 1}:00 PM – ${(n % 11) + 1}:45 PM: Evening of letters ${n}. Location: Library`,
  (n: number) => `${(n % 9) + 19} мая, 1${n % 9}:30 — Мітынг у Вільні каля ратушы ${n}`,
  (n: number) => `📍 Рига, 🗓 ${(n % 9) + 19}.05, 🕒 18.30. Концерт хора номер ${n}`,
  (n: number) => `${(n % 9) + 19} travienia, 19:00: sustreča ŭ Biełastoku, dom kultury ${n}`,
  (n: number) => `Коли: ${(n % 9) + 19} травня, 17:00. Де: Львів, площа Ринок, ${n}`,
]

/** A list of 10,000 lines and a line of 5 MB by `./vestka intake`, from starting the program to its last word. */
export async function measureIntake(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-bench-intake-'))
  try {
    const list = join(folder, 'list.txt')
    const lines = Array.from({ length: LINES }, (_, n) => FORMS[n % FORMS.length]!(n))
    writeFileSync(list, lines.join('\n'))
    const half = join(folder, 'half.txt')
    writeFileSync(half, lines.slice(0, LINES / 2).join('\n'))
    const long = join(folder, 'long.txt')
    writeFileSync(long, '((21 May 18:00 Vilnius, '.repeat(LONG / 24))
    const times = { whole: [] as number[], half: [] as number[], long: [] as number[], none: [] as number[] }
    for (let turn = 0; turn < TURNS; turn++) {
      times.whole.push(timeOf(list))
      times.half.push(timeOf(half))
      times.long.push(timeOf(long))
      times.none.push(readOnly(list))
    }
    const [whole, part, hostile] = [median(times.whole), median(times.half), median(times.long)]
    return [
      {
        what: `Reading a list of ${LINES} lines`,
        figure: `${round(whole)} ms`,
        comparison: `half of it: ${round(part)} ms; node that only reads the file: ${round(median(times.none))} ms`,
        target: '≤ 2000 ms, and not faster growing than the list',
        reached: whole <= 2000 && whole <= 2.5 * part,
      },
      {
        what: 'Reading one line of 5 MB',
        figure: `${round(hostile)} ms`,
        comparison: '',
        target: '≤ 5000 ms',
        reached: hostile <= 5000,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function timeOf(file: string): number {
  const start = performance.now()
  execFileSync(process.execPath, ['src/cli/vestka.ts', 'intake', file, '--year', '2024', '--json'], {
    cwd: ROOT,
    maxBuffer: 1e9,
  })
  return performance.now() - start
}

function readOnly(file: string): number {
  const start = performance.now()
  execFileSync(process.execPath, ['-e', `require('node:fs').readFileSync(${JSON.stringify(file)}, 'utf8')`])
  readFileSync(file)
  return performance.now() - start
}
