import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FetchResult } from '../../../src/channels/channel.ts';
import { createBotApi } from '../../../src/channels/telegram/api.ts';
import { createTelegramFetcher } from '../../../src/channels/telegram/fetch.ts';
import { createTroubleLog } from '../../../src/channels/telegram/trouble-log.ts';
import { BAD_GATEWAY, refused, startFaultyBotApi, type FaultyBotApi } from '../../support/faulty-bot-api.ts';
import { notedLog } from '../../support/noted-log.ts';
import { jpegOf } from '../../support/sample-files.ts';

let api: FaultyBotApi;
const { log, lines } = notedLog();

beforeEach(async () => {
  api = await startFaultyBotApi();
});
afterEach(() => api.close());

function fetchFile(
  id: string,
  { maxBytes = 1_000, timeoutMs = 5_000, token = api.token } = {},
): Promise<FetchResult> {
  const account = { token, apiRoot: api.apiRoot };
  const fetcher = createTelegramFetcher({
    api: createBotApi(account),
    account,
    trouble: createTroubleLog(log),
  });
  return fetcher.fetchFile(id, { maxBytes, signal: AbortSignal.timeout(timeoutMs) });
}

describe('a file on Telegram', () => {
  it('is asked for its path and fetched from there, byte for byte', async () => {
    api.keep('AgACphoto', jpegOf('ảnh', 900));
    expect(await fetchFile('AgACphoto')).toEqual({ kind: 'fetched', content: jpegOf('ảnh', 900) });
    expect(api.seen('getFile')).toEqual([{ file_id: 'AgACphoto' }]);
  });

  it('that says to be too large is not fetched', async () => {
    api.keep('F', jpegOf('', 2_000));
    expect(await fetchFile('F')).toEqual({ kind: 'too-large' });
    expect(api.seen('download')).toEqual([]);
  });

  it('that is larger than it says is broken off', async () => {
    api.keep('F', jpegOf('', 2_000));
    api.answer('getFile', { status: 200, json: { ok: true, result: { file_path: 'photos/F.bin' } } });
    expect(await fetchFile('F')).toEqual({ kind: 'too-large' });
  });

  it('over Telegram’s own bound for bots is too large', async () => {
    api.answer('getFile', refused(400, 'Bad Request: file is too big'));
    expect(await fetchFile('F')).toEqual({ kind: 'too-large' });
  });

  it('whose name Telegram does not know is gone', async () => {
    api.answer('getFile', refused(400, 'Bad Request: invalid file_id'));
    expect(await fetchFile('F')).toEqual({
      kind: 'gone',
      reason: 'getFile: 400 Bad Request: invalid file_id',
    });
  });

  it.each([
    [
      'temporarily unavailable',
      refused(400, 'Bad Request: wrong file_id or the file is temporarily unavailable'),
      true,
    ],
    ['behind a platform in trouble', BAD_GATEWAY, false],
    ['behind a limit', refused(429, 'Too Many Requests', 3), false],
    ['behind a token that was revoked', refused(401, 'Unauthorized'), false],
    ['without a path', { status: 200, json: { ok: true, result: {} } }, true],
  ] as const)('%s is tried again', async (_, answer, counts) => {
    api.answer('getFile', answer);
    expect(await fetchFile('F')).toMatchObject({ kind: 'retry', counts });
  });

  it.each([
    ['a 404', { status: 404, html: 'no' }],
    ['a 500', { status: 500, html: 'no' }],
    ['a reset', 'reset'],
    ['an empty body', 'empty'],
    ['other bytes than announced', { status: 200, html: 'short' }],
  ] as const)('whose download ends in %s is tried again', async (_, answer) => {
    api.keep('F', jpegOf(''));
    api.answer('download', answer);
    expect(await fetchFile('F')).toMatchObject({ kind: 'retry', counts: true });
    expect((await fetchFile('F')).kind).toBe('fetched');
  });

  it.each(['hang', 'hang in the body'] as const)('whose download does %s ends in time', async (answer) => {
    api.answer('download', answer);
    expect(await fetchFile('F', { timeoutMs: 200 })).toMatchObject({ kind: 'retry' });
  });

  it('leaves no trace of the token in what goes wrong', async () => {
    api.answer('download', 'reset');
    const results = [await fetchFile('F'), await fetchFile('F', { token: '1:WRONG' })];
    await api.close();
    results.push(await fetchFile('F'));
    api = await startFaultyBotApi();
    expect(JSON.stringify([results, lines])).not.toMatch(/AAFaulty|1:WRONG|127\.0\.0\.1/);
  });
});
