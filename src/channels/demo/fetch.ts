import type { Database } from '../../db/connect.ts';
import { loadContent } from '../../db/queries/fetches.ts';
import type { FetchingChannel } from '../channel.ts';

/** The demo phones' fetching half: what a phone sends is in the database already, under its hash. */
export function demoFetcher(db: Database): FetchingChannel {
  return {
    channel: 'demo',
    async fetchFile(hash, { maxBytes }) {
      const found = await loadContent(db, hash);
      if (!found) return { kind: 'gone', reason: 'not stored' };
      return found.content.length > maxBytes
        ? { kind: 'too-large' }
        : { kind: 'fetched', content: found.content };
    },
  };
}
