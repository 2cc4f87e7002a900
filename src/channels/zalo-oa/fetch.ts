import type { FetchingChannel } from '../channel.ts';
import { downloadExpiring } from '../expiring-download.ts';
import { mayBeAsked } from '../public-host.ts';
import type { Wait } from '../wait.ts';

/** Where Zalo keeps what people send. */
const CDN = /\.(?:zdn|zadn)\.vn$/;

/** Fetches the photos and files that people sent: from Zalo's own hosts alone, and from that of the API. */
export function createZaloOaFetcher({
  apiRoot,
  wait,
}: {
  readonly apiRoot: string;
  readonly wait?: Wait;
}): FetchingChannel {
  const ownHost = new URL(apiRoot).hostname;
  return {
    channel: 'zalo-oa',
    async fetchFile(address, { maxBytes, signal }) {
      const url = URL.canParse(address) ? new URL(address) : undefined;
      const isZalos = url && (url.hostname === ownHost || CDN.test(url.hostname));
      if (!isZalos || !mayBeAsked(url, ownHost)) return { kind: 'gone', reason: 'not an address of Zalo' };
      return downloadExpiring(address, { maxBytes, signal, wait });
    },
  };
}
