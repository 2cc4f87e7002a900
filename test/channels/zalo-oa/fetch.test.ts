import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZaloOaFetcher } from '../../../src/channels/zalo-oa/fetch.ts';
import { startZaloBotApi, type ZaloBotApi } from '../../support/zalo-bot-api.ts';

/** Serves files as Zalo's hosts do; only its address matters here. */
let platform: ZaloBotApi;
beforeEach(async () => {
  platform = await startZaloBotApi();
});
afterEach(() => platform.close());

const fetchFile = (address: string, apiRoot = platform.apiRoot) =>
  createZaloOaFetcher({ apiRoot, wait: async () => {} }).fetchFile(address, {
    maxBytes: 100,
    signal: AbortSignal.timeout(2_000),
  });

describe('a file that somebody sent to the account', () => {
  it('is fetched from its address, up to its limit', async () => {
    const content = Buffer.from('a document');
    expect(await fetchFile(platform.keepPhoto('1.pdf', content))).toEqual({ kind: 'fetched', content });
    expect(await fetchFile(platform.keepPhoto('2.pdf', Buffer.alloc(200)))).toEqual({ kind: 'too-large' });
  });

  it('whose address has expired is gone', async () => {
    expect(await fetchFile(`${platform.apiRoot}/photo/3.pdf`)).toMatchObject({ kind: 'gone' });
  });

  it.each([
    'https://example.vn/1.pdf',
    'https://zdn.vn.example.vn/1.pdf',
    'https://evilzdn.vn/1.pdf',
    'http://f1.zdn.vn/1.pdf',
    'https://127.0.0.1/1.pdf',
    'file:///etc/passwd',
    'no address',
  ])('at %s is not asked for: only Zalo’s own hosts are', async (address) => {
    expect(await fetchFile(address, 'https://openapi.zalo.me')).toEqual({
      kind: 'gone',
      reason: 'not an address of Zalo',
    });
  });
});
