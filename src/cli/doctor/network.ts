import type { Config } from '#platform/config/config.ts'
import { type Finding, ok, warn } from './finding.ts'

/** How the site is reached, as far as the configuration tells. */
export function checkNetwork(config: Config): Finding[] {
  return [checkAddress(config), checkProxies(config), checkDesk(config)]
}

function checkAddress({ publicUrls }: Config): Finding {
  const open = publicUrls.filter(text => {
    const { protocol, hostname } = new URL(text)
    return protocol !== 'https:' && !hostname.endsWith('.onion') && !isLoopback(hostname)
  })
  if (open.length > 0)
    return warn(
      'address',
      'PUBLIC_URL has an address with http: everybody on the way reads along.',
      'Put nginx or Caddy in front (deploy/) and give the https address.',
    )
  return isLoopback(new URL(publicUrls[0]).hostname)
    ? warn(
        'address',
        'PUBLIC_URL is this machine only.',
        'Before others use it, give the address that they type.',
      )
    : ok('address', 'The public addresses are https or onion.')
}

function checkProxies({ publicUrls, trustProxy, host }: Config): Finding {
  const isBehind = publicUrls.some(url => url.startsWith('https:'))
  if (isBehind && trustProxy === 0)
    return warn(
      'proxy',
      'A proxy answers https, but TRUST_PROXY is 0: all readers share one address, and one limit.',
      'Set TRUST_PROXY to the number of proxies of yours in front: 1 for nginx or Caddy.',
    )
  if (trustProxy > 0 && !isLoopback(host))
    return warn(
      'proxy',
      'TRUST_PROXY is set and HOST is not this machine only: who reaches the port directly can forge an address.',
      'Set HOST=127.0.0.1, or let only the proxy reach the port.',
    )
  return ok('proxy', 'TRUST_PROXY fits the public address.')
}

function checkDesk({ deskAddress, deskOrigin }: Config): Finding {
  if (!deskAddress)
    return ok('desk', 'The desk is on the public address. DESK_ADDRESS can give it one of its own.')
  if (!isLoopback(deskAddress.host))
    return warn(
      'desk',
      'The desk listens to other machines.',
      'Set DESK_ADDRESS to 127.0.0.1 and reach it by an onion service, a tunnel or a proxy.',
    )
  const { protocol, hostname } = new URL(deskOrigin)
  return protocol === 'https:' || hostname.endsWith('.onion') || isLoopback(hostname)
    ? ok('desk', 'The desk has an address of its own, on this machine only.')
    : warn('desk', 'DESK_ORIGIN is http.', 'Give the desk https, an onion address, or a tunnel to localhost.')
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host)
}
