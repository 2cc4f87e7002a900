import type { FetchingChannel } from '../channel.ts';
import { downloadExpiring } from '../expiring-download.ts';
import { mayBeAsked } from '../public-host.ts';
import type { Wait } from '../wait.ts';

/**
 * Fetches the photos that people sent. Zalo names them by an address, which expires. Only public https hosts are asked, and the
 * host of the API itself: an event must not make us read what stands in our own network.
 */
export function createZaloBotFetcher({
  apiRoot,
  wait,
}: {
  readonly apiRoot: string;
  readonly wait?: Wait;
}): FetchingChannel {
  const ownHost = new URL(apiRoot).hostname;
  return {
    channel: 'zalo-bot',
    async fetchFile(address, { maxBytes, signal }) {
      if (!URL.canParse(address) || !mayBeAsked(new URL(address), ownHost)) {
        return { kind: 'gone', reason: 'not an address of a public https host' };
      }
      return downloadExpiring(address, { maxBytes, signal, wait });
    },
  };
}
