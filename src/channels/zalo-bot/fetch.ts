import type { FetchingChannel } from '../channel.ts';
import { download } from '../download.ts';
import { mayBeAsked } from '../public-host.ts';

/**
 * Fetches the photos that people sent. Zalo names them by an address, which expires. Only public https hosts are asked, and the
 * host of the API itself: an event must not make us read what stands in our own network.
 */
export function createZaloBotFetcher({ apiRoot }: { readonly apiRoot: string }): FetchingChannel {
  const ownHost = new URL(apiRoot).hostname;
  return {
    channel: 'zalo-bot',
    async fetchFile(address, { maxBytes, signal }) {
      if (!URL.canParse(address) || !mayBeAsked(new URL(address), ownHost)) {
        return { kind: 'gone', reason: 'not an address of a public https host' };
      }
      return download(address, { maxBytes, size: undefined, signal });
    },
  };
}
