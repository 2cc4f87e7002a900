import { afterEach, expect, it } from 'vitest';
import { startZaloOa } from '../../../src/channels/zalo-oa/start.ts';
import type { TokenStore } from '../../../src/channels/zalo-oa/tokens.ts';
import { readConfig } from '../../../src/config.ts';
import type { KeptTokens } from '../../../src/core/zalo-oa/tokens.ts';
import { notedLog } from '../../support/noted-log.ts';
import { startZaloOaApi, type ZaloOaApiOptions } from '../../support/zalo-oa-api.ts';

let ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended) await end();
  ended = [];
});

function storeInMemory(): TokenStore {
  let kept: KeptTokens = { pair: undefined, dead: undefined, seedHash: undefined };
  return { exclusively: async (work) => (kept = (await work(kept)) ?? kept) };
}

const nothing = async () => {};

/** The channel started against an account that is so; `code`: what Zalo answers when it is asked who the account is. */
async function start(options: ZaloOaApiOptions, code?: number) {
  const oa = await startZaloOaApi(options);
  if (code !== undefined) oa.fail('/v2.0/oa/getoa', { code });
  const config = readConfig(oa.environment()).zaloOa;
  if (!config) throw new Error('not configured');
  const { log, lines } = notedLog();
  const channel = await startZaloOa({
    config,
    tokens: storeInMemory(),
    receive: nothing,
    readerOf: async () => undefined,
    noteReceipt: nothing,
    log,
  });
  ended.push(
    () => channel.stop(),
    () => oa.close(),
  );
  return { oa, channel, lines };
}

it('knows at its start which account it is, and says nothing of one that is in order', async () => {
  const { oa, channel, lines } = await start({});
  expect(channel.account()).toEqual({
    id: oa.oaId,
    name: 'Dân vận Vĩnh Thuận',
    isVerified: true,
    packageName: 'Nâng cao',
    cloudAccount: 'ZCA-1',
  });
  expect(lines).toEqual([]);
});

it('tells the operator once that the account is not verified, and runs', async () => {
  const { channel, lines } = await start({ isVerified: false });
  expect(channel.botName).toBe('Dân vận Vĩnh Thuận');
  expect(lines).toEqual([
    expect.objectContaining({ level: 'error', event: expect.stringContaining('has not verified') }),
  ]);
});

it('tells the operator what the package lacks, and runs without the account’s name', async () => {
  const { channel, lines } = await start({}, -224);
  expect(channel.account()).toBeUndefined();
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'error',
      event: expect.stringContaining('its package, verification'),
      facts: expect.objectContaining({ reason: '-224 as told' }),
    }),
  ]);
});
