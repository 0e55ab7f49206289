import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, whenOpen } from './port.ts'

export type Nginx = { port: number; folder: string; output(): string; stop(): Promise<void> }

/** Why there is no nginx here, or null. */
export function nginxMissing(): string | null {
  const missing = ['nginx', 'openssl'].find(program => spawnSync('which', [program]).status !== 0)
  return missing ? `${missing} is not installed` : null
}

/**
 * Starts nginx with the configuration that is shipped, before a Vestka on the port `upstream`, under a main file that keeps
 * both logs, as Debian's does. With `keepEverything` it does what the shipped one forbids: it logs, and keeps bodies.
 */
export async function startNginx(
  folder: string,
  {
    port,
    upstream,
    host,
    keepEverything,
  }: { port: number; upstream: number; host: string; keepEverything: boolean },
): Promise<Nginx> {
  mkdirSync(folder, { recursive: true })
  const { certificate, key } = makeCertificate(folder, host)
  const shipped = readFileSync(new URL('../../deploy/nginx.conf', import.meta.url), 'utf8')
    .replaceAll('example.org', host)
    .replace('server 127.0.0.1:3000;', `server 127.0.0.1:${upstream};`)
    .replace('listen 80;', `listen 127.0.0.1:${await freePort()};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`)
    .replace(/^.*listen \[::\].*$/gm, '')
    .replace(/ssl_certificate .*/, `ssl_certificate ${certificate};`)
    .replace(/ssl_certificate_key .*/, `ssl_certificate_key ${key};`)
  writeFileSync(join(folder, 'site.conf'), keepEverything ? spoil(shipped, folder) : shipped)
  writeFileSync(join(folder, 'nginx.conf'), mainFile(folder))
  const env = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder }
  const child = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], { env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  const ended = new Promise<void>(resolve => child.on('exit', () => resolve()))
  await Promise.race([whenOpen(port), ended.then(() => Promise.reject(new Error(`nginx ended: ${output}`)))])
  return {
    port,
    folder,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

function mainFile(folder: string): string {
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
error_log stderr;
events {}
http {
  log_format all '$remote_addr "$request" "$http_referer" "$http_user_agent" "$http_cookie" "$http_x_forwarded_for"';
  access_log ${join(folder, 'access.log')};
  error_log ${join(folder, 'error.log')};
  ${temps.map(name => `${name}_temp_path ${join(folder, `${name}_temp`)};`).join('\n  ')}
  include ${join(folder, 'site.conf')};
}
`
}

function spoil(site: string, folder: string): string {
  return site
    .replaceAll('access_log off;', `access_log ${join(folder, 'access.log')} all;`)
    .replaceAll('error_log /dev/null crit;', `error_log ${join(folder, 'error.log')} info;`)
    .replace('proxy_request_buffering off;', 'proxy_request_buffering on;')
    .replace('client_body_in_file_only off;', 'client_body_in_file_only on;')
}

function makeCertificate(folder: string, host: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-out', certificate, '-keyout', key], {
    stdio: 'ignore',
  })
  return { certificate, key }
}
