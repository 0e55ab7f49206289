import fc from 'fast-check'

// The same inputs each time, so that a change is judged by what it changed; VESTKA_SEED=random looks for new ones.
const seed = process.env['VESTKA_SEED']
if (seed !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed ?? 20240521) })
