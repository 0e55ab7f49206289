import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Nginx, nginxMissing, startNginx } from './nginx.ts'
import { freePort } from './port.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { prepareVestka, type Vestka } from './vestka.ts'

export const HOST = 'vestka.test'

/** A whole site of its own, as an organisation runs it: Vestka, its database, and nginx before it where there is one. */
export type House = {
  engine: 'sqlite' | 'postgres'
  unsealed: boolean
  folder: string
  /** Where Vestka listens itself, and nginx; both at once. */
  port: number
  nginx: Nginx | null
  origin: string
  env: Record<string, string>
  vestka: Vestka
  postgres: Postgres | null
  close(): Promise<void>
}

/**
 * Builds it and starts all. `unsealed` is the control: nothing is sealed and everything is kept. In the full set
 * PostgreSQL archives its log, has little memory, and so writes files.
 */
export async function openHouse(
  { engine, unsealed }: Pick<House, 'engine' | 'unsealed'>,
  set: 'smoke' | 'full',
): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), `vestka-seize-${engine}-`))
  mkdirSync(join(folder, 'backups'))
  // PostgreSQL writes there as a user of its own.
  mkdirSync(join(folder, 'archive'))
  chmodSync(join(folder, 'archive'), 0o777)
  chmodSync(folder, 0o755)
  const [port, proxyPort] = [await freePort(), await freePort()]
  const isProxied = nginxMissing() === null
  const origin = isProxied ? `https://${HOST}:${proxyPort}` : `http://localhost:${port}`
  const postgres =
    engine === 'postgres'
      ? await startPostgres({ archive: set === 'full' ? join(folder, 'archive') : null })
      : null
  const env = {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: origin,
    TRUST_PROXY: '1',
    VESTKA_DEMO: '1',
    ...(postgres ? { DATABASE_URL: postgres.url } : {}),
  }
  // It is the same with each database, and takes seconds: in the smoke set one house looks for faces.
  const isFaceless = set === 'smoke' && (unsealed || engine === 'postgres')
  const changes = [...(unsealed ? ['unsealed.ts'] : []), ...(isFaceless ? ['faceless.ts'] : [])]
  const vestka = prepareVestka(folder, { env, changes })
  const house: House = {
    engine,
    unsealed,
    folder,
    port,
    nginx: null,
    origin,
    env: { ...env, VESTKA_DATA: join(folder, 'data') },
    vestka,
    postgres,
    close: async () => {
      await vestka.kill()
      await house.nginx?.stop()
      await postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await vestka.start()
    if (isProxied)
      house.nginx = await startNginx(join(folder, 'nginx'), {
        port: proxyPort,
        upstream: port,
        host: HOST,
        keepEverything: unsealed,
      })
    return house
  } catch (error) {
    await house.close()
    throw error
  }
}
