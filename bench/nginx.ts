import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Program } from './server.ts'

const NGINX = '/usr/sbin/nginx'

/** nginx with one worker that answers with the same bytes and headers from a file; null where Debian's package is missing. */
export function nginx(folder: string, port: number, path: string): Program | null {
  if (!existsSync(NGINX)) return null
  const headers = JSON.parse(readFileSync(join(folder, 'headers.json'), 'utf8')) as string[]
  const added = headers.flatMap((name, index) =>
    index % 2 === 0 && !/^(content-(type|length)|etag)$/i.test(name)
      ? `add_header ${name} "${headers[index + 1]!.replaceAll('"', '\\"')}";`
      : [],
  )
  mkdirSync(join(folder, 'nginx'), { recursive: true })
  writeFileSync(
    join(folder, 'nginx/nginx.conf'),
    `daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/nginx/pid;
error_log ${folder}/nginx/errors;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=10;
  server {
    listen 127.0.0.1:${port};
    location = ${path} {
      alias ${folder}/body;
      types {}
      default_type "text/html; charset=utf-8";
      ${added.join('\n      ')}
    }
  }
}
`,
  )
  return { args: [NGINX, '-p', join(folder, 'nginx'), '-c', join(folder, 'nginx/nginx.conf')], port, path }
}
