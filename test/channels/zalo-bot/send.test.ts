import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZaloBotApi } from '../../../src/channels/zalo-bot/api.ts';
import { createZaloBotSender } from '../../../src/channels/zalo-bot/send.ts';
import { createTroubleLog } from '../../../src/channels/zalo-bot/trouble-log.ts';
import type { RichText } from '../../../src/core/messages.ts';
import { notedLog } from '../../support/noted-log.ts';
import type { PlatformFault } from '../../support/platform-http.ts';
import { startZaloBotApi, type ZaloBotApi } from '../../support/zalo-bot-api.ts';

const NOW = Temporal.Instant.from('2026-11-30T08:00:00Z');
const after = (seconds: number) => NOW.add({ seconds });

let platform: ZaloBotApi;
beforeEach(async () => {
  platform = await startZaloBotApi();
  await platform.say('42', 'xin chào');
});
afterEach(() => platform.close());

function senderOf(account: Partial<{ token: string; apiRoot: string }> = {}) {
  const { log, lines } = notedLog();
  const sender = createZaloBotSender({
    api: createZaloBotApi({ apiRoot: platform.apiRoot, token: platform.token, ...account }),
    trouble: createTroubleLog(log, { calmMs: 0 }),
    now: () => NOW,
    timeoutMs: 300,
  });
  const send = (text: RichText, chat = '42') => sender.send(chat, { text, buttons: [] });
  return { send, lines };
}

describe('a message', () => {
  it('goes out as plain text, and its id is kept', async () => {
    const { send } = senderOf();
    expect(await send(['a < b ', { bold: '*c*' }])).toEqual({ kind: 'sent', providerId: 'b1', parts: 1 });
    expect(platform.calls('sendMessage')).toEqual([{ chat_id: '42', text: 'a < b *c*' }]);
  });

  it('over 2,000 characters goes out in parts, cut after lines, in order', async () => {
    const { send } = senderOf();
    const line = `${'chữ '.repeat(24)}hết`;
    const text = Array.from({ length: 50 }, (_, index) => `${index}: ${line}`).join('\n');
    expect(await send([text])).toEqual({ kind: 'sent', providerId: 'b3', parts: 3 });
    const parts = platform.messages('42');
    expect(parts.join('\n')).toBe(text);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(2000);
  });

  it('is counted and sent in composed letters', async () => {
    await senderOf().send(['ế'.repeat(2000).normalize('NFD')]);
    expect(platform.messages('42')).toEqual(['ế'.repeat(2000).normalize('NFC')]);
  });

  it('that is put off in its middle goes on there', async () => {
    const { send } = senderOf();
    const text = `${'a'.repeat(1500)}\n${'b'.repeat(1500)}`;
    platform.fail('sendMessage', { code: 429 });
    expect(await send([text])).toMatchObject({ kind: 'retry' });
    expect(await send([text])).toMatchObject({ kind: 'sent' });
    expect(platform.messages('42').map((part) => part.charAt(0))).toEqual(['a', 'b']);
  });

  it('that is blank is not sent', async () => {
    expect(await senderOf().send([' \n'])).toMatchObject({ kind: 'rejected' });
    expect(platform.calls('sendMessage')).toEqual([]);
  });
});

describe('what a failure means for the message', () => {
  const table: readonly [string, PlatformFault, object][] = [
    ['400: the message is at fault', { code: 400 }, { kind: 'rejected' }],
    ['401: it waits until the operator has acted', { code: 401 }, { kind: 'retry', notBefore: after(30) }],
    ['403, an internal error: it may have arrived', { code: 403 }, { kind: 'unknown' }],
    ['404: the chat is gone', { code: 404 }, { kind: 'unreachable' }],
    ['408: it may have arrived', { code: 408 }, { kind: 'unknown' }],
    ['429: it waits for a minute', { code: 429 }, { kind: 'retry', notBefore: after(60) }],
    ['500: it may have arrived', { code: 500 }, { kind: 'unknown' }],
    ['a code nobody documented: it may have arrived', { code: 499 }, { kind: 'unknown' }],
    ['a page of a gateway: it may have arrived', { status: 502, html: '<html>' }, { kind: 'unknown' }],
    ['a page with 200: it may have arrived', { status: 200, html: '<html>' }, { kind: 'unknown' }],
    ['429 without an envelope: it waits', { status: 429, html: '<html>' }, { kind: 'retry' }],
    ['no answer: it may have arrived', 'hang', { kind: 'unknown' }],
    ['a reset: it may have arrived', 'reset', { kind: 'unknown' }],
    ['an answer cut short: it may have arrived', 'truncated', { kind: 'unknown' }],
    ['an empty answer: it may have arrived', 'empty', { kind: 'unknown' }],
  ];
  it.each(table)('%s', async (_, fault, expected) => {
    const { send, lines } = senderOf();
    platform.fail('sendMessage', fault);
    const result = await send(['a']);
    expect(result).toMatchObject(expected);
    expect(JSON.stringify([result, lines])).not.toContain(platform.token);
  });

  it('nobody there: nothing was sent, so it is tried again', async () => {
    const { send } = senderOf({ apiRoot: 'http://127.0.0.1:1' });
    expect(await send(['a'])).toMatchObject({ kind: 'retry', notBefore: after(1), reason: 'ECONNREFUSED' });
    expect(await send(['a'])).toMatchObject({ kind: 'retry', notBefore: after(2) });
  });

  it('someone who never wrote cannot be written to', async () => {
    expect(await senderOf().send(['a'], '43')).toMatchObject({ kind: 'unreachable' });
  });

  it('after a part that may have arrived the rest stays back', async () => {
    const { send } = senderOf();
    platform.fail('sendMessage', 'hang after');
    expect(await send([`${'a'.repeat(1500)}\n${'b'.repeat(1500)}`])).toMatchObject({ kind: 'unknown' });
    expect(platform.messages('42')).toHaveLength(1);
  });

  it('a wrong token is told once, by the name of its variable', async () => {
    const { send, lines } = senderOf({ token: '1:wrong-token' });
    await send(['a']);
    await send(['a']);
    expect(lines).toEqual([
      { level: 'error', facts: expect.anything(), event: expect.stringContaining('ZALO_BOT_TOKEN') },
    ]);
    expect(JSON.stringify(lines)).not.toContain('1:wrong-token');
  });
});
