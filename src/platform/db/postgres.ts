import { PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Engine, Watch } from './engine.ts'
import { listPostgresTables, snapshotPostgres } from './postgres-snapshot.ts'

const CHANNEL = 'vestka'
const MIGRATION_LOCK = 7_374_852
const USE_LOCK = 7_374_853
const USE_TRIES = 10
const USE_WAIT_MS = 200
const RECONNECT_MS = 500
const LOOK_EVERY_MS = 2000
// What was answered with 'saved' is on the disk, whatever the server is set to.
const DURABLE = '-c synchronous_commit=on'

// 64-bit integers fit: instants in milliseconds stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Connects to PostgreSQL by its URL; `schema` (for tests) keeps everything in a schema of its own. */
export function openPostgres(url: string, schema?: string): Engine & { ready: Promise<void> } {
  const options = schema ? `${DURABLE} -c search_path=${schema}` : DURABLE
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    options,
    application_name: 'vestka',
    // A server that is away must not hang every reader: they are asked to try again.
    connectionTimeoutMillis: 5000,
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // So would one that breaks at work; its query fails by itself.
  pool.on('connect', client => client.on('error', () => {}))
  const watch = watchNotifications(
    { connectionString: url, options, application_name: 'vestka-listen', keepAlive: true },
    schema,
  )

  return {
    kind: 'postgres',
    dialect: new PostgresDialect({ pool }),
    tokens: { int64: 'BIGINT', bytes: 'BYTEA', unordered: '' },
    runScript: async sql => {
      await pool.query(sql)
    },
    withMigrationLock: async work => {
      const client = await pool.connect()
      try {
        await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
        await work()
      } finally {
        await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
        client.release()
      }
    },
    isUniqueViolation: error => codeOf(error) === '23505',
    isBusy: error =>
      (error instanceof Error &&
        /^(Connection terminated|Client has encountered|timeout exceeded|Query read timeout)/.test(
          error.message,
        )) ||
      /^(40001|40P01|53\d\d\d|57P0[123]|08\w\w\d|ECONN\w+|EPIPE)$/.test(codeOf(error)),
    listTables: listPostgresTables,
    snapshot: work => snapshotPostgres(pool, work),
    occupy: async how => {
      // Fails with the reason where the watch, which tries on and on, would stay silent.
      await pool.query('SELECT 1')
      return watch.occupy(how)
    },
    isSound: async () => true,
    watch,
    ready: watch.ready,
    close: async () => {
      await watch.stop()
      await pool.end()
    },
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function watchNotifications(
  options: pg.ClientConfig,
  schema = 'public',
): Watch & { ready: Promise<void>; stop(): Promise<void>; occupy: Engine['occupy'] } {
  let client: pg.Client | null = null
  let occupied: 'shared' | 'alone' | null = null
  let wrote = true
  let looked = Date.now()
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new pg.Client(options)
    const lost = () => {
      if (client === next || client === null) {
        client = null
        wrote = true
        if (!stopped && !retry) {
          retry = setTimeout(() => {
            retry = undefined
            void connect()
          }, RECONNECT_MS)
        }
      }
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', message => {
      if (message.payload === schema) wrote = true
    })
    try {
      await next.connect()
      await next.query(`LISTEN ${CHANNEL}`)
      if (occupied) await takeUseLock(next, occupied)
      client = next
      wrote = true
      if (stopped) await next.end()
    } catch {
      lost()
    }
  }

  return {
    ready: connect(),
    // A firewall may have forgotten a connection that says nothing, and nobody tells: so look now and then as well.
    othersWrote: () => {
      const now = Date.now()
      if (!wrote && now - looked < LOOK_EVERY_MS && now >= looked) return false
      wrote = false
      looked = now
      return true
    },
    isListening: () => client !== null,
    announce: async run => {
      await run(`NOTIFY ${CHANNEL}, '${schema}'`)
    },
    // The lock lives in this connection, which is made again when it breaks, and the lock with it.
    occupy: async how => {
      for (let tries = 0; tries < USE_TRIES; tries++) {
        if (client && (await takeUseLock(client, how))) {
          occupied = how
          return true
        }
        await new Promise(resolve => setTimeout(resolve, USE_WAIT_MS))
      }
      return false
    },
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}

async function takeUseLock(client: pg.Client, how: 'shared' | 'alone'): Promise<boolean> {
  const take = how === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'
  const { rows } = await client.query(`SELECT ${take}($1, hashtext(current_schema())) AS taken`, [USE_LOCK])
  return rows[0].taken === true
}
