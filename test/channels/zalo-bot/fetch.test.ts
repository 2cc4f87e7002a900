import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZaloBotFetcher } from '../../../src/channels/zalo-bot/fetch.ts';
import { startZaloBotApi, type ZaloBotApi } from '../../support/zalo-bot-api.ts';

let platform: ZaloBotApi;
beforeEach(async () => {
  platform = await startZaloBotApi();
});
afterEach(() => platform.close());

const fetchFile = (address: string, maxBytes = 100, apiRoot = platform.apiRoot) =>
  createZaloBotFetcher({ apiRoot }).fetchFile(address, { maxBytes, signal: AbortSignal.timeout(2_000) });

describe('a photo', () => {
  it('is fetched from its address', async () => {
    const content = Buffer.from('a photo');
    expect(await fetchFile(platform.keepPhoto('1.jpg', content))).toEqual({ kind: 'fetched', content });
  });

  it('that is too large is not read to its end', async () => {
    expect(await fetchFile(platform.keepPhoto('1.jpg', Buffer.alloc(200)))).toEqual({ kind: 'too-large' });
  });

  it('whose address has expired is asked for twice, then its sender is to be told', async () => {
    const waitsMs: number[] = [];
    const fetcher = createZaloBotFetcher({ ...platform, wait: async (ms) => void waitsMs.push(ms) });
    const options = { maxBytes: 100, signal: AbortSignal.timeout(2_000) };
    expect(await fetcher.fetchFile(`${platform.apiRoot}/photo/2.jpg`, options)).toEqual({
      kind: 'gone',
      reason: 'download: HTTP 404',
    });
    expect(waitsMs).toEqual([3_000]);
  });

  it('that comes a moment later than its event is fetched', async () => {
    const content = Buffer.from('a photo');
    const wait = async () => void platform.keepPhoto('late.jpg', content);
    const fetcher = createZaloBotFetcher({ ...platform, wait });
    const options = { maxBytes: 100, signal: AbortSignal.timeout(2_000) };
    expect(await fetcher.fetchFile(`${platform.apiRoot}/photo/late.jpg`, options)).toEqual({
      kind: 'fetched',
      content,
    });
  });

  it('that cannot be had for now is tried again, and counted', async () => {
    await platform.close();
    expect(await fetchFile(`${platform.apiRoot}/photo/2.jpg`)).toMatchObject({ kind: 'retry', counts: true });
    platform = await startZaloBotApi();
  });

  it.each([
    'http://127.0.0.1:9/1.jpg',
    'https://127.0.0.1/1.jpg',
    'https://[::1]/1.jpg',
    'https://localhost/1.jpg',
    'https://printer.local/1.jpg',
    'http://photo.zdn.vn/1.jpg',
    'file:///etc/passwd',
    'no address',
  ])('at %s is not asked for: an event must not make us read our own network', async (address) => {
    expect(await fetchFile(address, 100, 'https://bot-api.zaloplatforms.com')).toMatchObject({
      kind: 'gone',
    });
  });
});
