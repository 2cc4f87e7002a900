import { isIP } from 'node:net';

/**
 * Whether a file may be fetched from this address, which an event names: from a public https host, or from the API's own. An event
 * must not make us read what stands in our own network.
 */
export function mayBeAsked({ protocol, hostname }: URL, ownHost: string): boolean {
  if (hostname === ownHost) return protocol === 'https:' || protocol === 'http:';
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  return (
    protocol === 'https:' &&
    isName &&
    /\.[a-z]{2,}$/.test(hostname) &&
    !/\.(?:local|internal|lan)$/.test(hostname)
  );
}
