import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZaloOaApi } from '../../../src/channels/zalo-oa/api.ts';
import { createZaloOaSender } from '../../../src/channels/zalo-oa/send.ts';
import type { CarriedFile } from '../../../src/channels/channel.ts';
import type { Tokens } from '../../../src/channels/zalo-oa/tokens.ts';
import { createTroubleLog } from '../../../src/channels/zalo-oa/trouble-log.ts';
import type { Button, OutgoingMessage } from '../../../src/core/messages.ts';
import { notedLog } from '../../support/noted-log.ts';
import type { PlatformFault } from '../../support/platform-http.ts';
import { startZaloOaApi, type ZaloOaApi, type ZaloOaApiOptions } from '../../support/zalo-oa-api.ts';
import { DAY_MS } from '../../support/zalo-oa/clock.ts';

const NOW = Temporal.Instant.from('2026-11-30T08:00:20Z');
const after = (seconds: number) => NOW.add({ seconds });
/** 6:05 in Vietnam. */
const TOMORROW = Temporal.Instant.from('2026-11-30T23:05:00Z');
const AN = '7710000000000000001';
const CS = '/v3.0/oa/message/cs';

let oa: ZaloOaApi;
async function start(options: ZaloOaApiOptions = {}): Promise<void> {
  oa = await startZaloOaApi(options);
  await oa.say(AN, 'xin chào');
}
beforeEach(() => start());
afterEach(() => oa.close());

/** Tokens as the platform has them; `renewed` undefined: no other is to be had. */
function tokensOf(current: string | undefined, renewed: () => string | undefined): Tokens {
  return { current: async () => current, renewed: async () => renewed() };
}

function senderOf({
  tokens = tokensOf(oa.tokens.accessToken, () => undefined),
  apiRoot = oa.environment()['ZALO_OA_API_ROOT'] ?? '',
} = {}) {
  const { log, lines } = notedLog();
  const sender = createZaloOaSender({
    api: createZaloOaApi({ apiRoot, tokens, appSecret: oa.environment()['ZALO_OA_APP_SECRET'] ?? '' }),
    trouble: createTroubleLog(log, { calmMs: 0 }),
    now: () => NOW,
    timeoutMs: 300,
  });
  const send = (text: string, more: Partial<OutgoingMessage> = {}, to = AN) =>
    sender.send(to, { text: [text], buttons: [], ...more });
  const sendWith = (file: CarriedFile, text: string) =>
    sender.send(AN, { text: [text], buttons: choices('Gửi') }, file);
  return { send, sendWith, lines };
}

const choices = (...titles: readonly string[]): readonly (readonly Button[])[] =>
  titles.map((title, index) => [{ text: title, token: `send.104${index}` }]);
const FALLBACK = { typed: ['1. Gửi\n2. Sửa'] };

describe('a message', () => {
  it('goes out as plain text, and its id is kept', async () => {
    const result = await senderOf().send('Kính gửi đồng chí');
    expect(oa.messages(AN)).toEqual(['Kính gửi đồng chí']);
    expect(result).toEqual({
      kind: 'sent',
      providerId: oa.sent(AN)[0]?.id,
      parts: 1,
      quotaTypes: ['reply'],
    });
  });

  it('over 2,000 characters goes out in parts, the buttons under the last', async () => {
    const line = `${'chữ '.repeat(24)}hết`;
    const text = Array.from({ length: 50 }, (_, index) => `${index}: ${line}`).join('\n');
    await senderOf().send(text, { buttons: choices('Gửi'), ...FALLBACK });
    expect(oa.messages(AN).join('\n')).toBe(text);
    expect(oa.sent(AN).map(({ buttons }) => buttons.length)).toEqual([0, 0, 1]);
  });

  it('that is put off in its middle goes on there', async () => {
    const { send } = senderOf();
    const text = `${'a'.repeat(1500)}\n${'b'.repeat(1500)}`;
    oa.fail(CS, { code: -32 });
    expect(await send(text)).toMatchObject({ kind: 'retry' });
    expect(await send(text)).toMatchObject({ kind: 'sent' });
    expect(oa.messages(AN).map((part) => part.charAt(0))).toEqual(['a', 'b']);
  });

  it('that is blank is not sent', async () => {
    expect(await senderOf().send(' \n')).toMatchObject({ kind: 'rejected' });
    expect(oa.calls(CS)).toEqual([]);
  });
});

describe('buttons', () => {
  it('are shown up to five, and a tap of one says its token', async () => {
    await senderOf().send('Gửi không?', { buttons: choices('Gửi', 'Sửa', 'Hủy', 'Ảnh', 'Rời'), ...FALLBACK });
    expect(oa.messages(AN)).toEqual(['Gửi không?']);
    expect(await oa.tap(AN, 'Sửa')).toMatchObject({ message: { text: '#send.1041' } });
  });

  it('beyond five are numbered lines', async () => {
    const { send } = senderOf();
    await send('Xã nào?', { buttons: choices('1', '2', '3', '4', '5', '6'), typed: ['1. Bình Minh\n…'] });
    expect(oa.messages(AN)).toEqual(['Xã nào?\n1. Bình Minh\n…']);
  });

  it('that are many are lines over as many messages as they take', async () => {
    const names = Array.from(
      { length: 60 },
      (_, at) => `${at + 1}. Xã thứ ${at + 1} của huyện, tuần 34/2017 (21/8–27/8)`,
    );
    const { send } = senderOf();
    expect(await send('Xã nào?', { buttons: choices(...names), typed: [names.join('\n')] })).toMatchObject({
      kind: 'sent',
      parts: 2,
    });
    expect(oa.messages(AN).join('\n')).toBe(['Xã nào?', ...names].join('\n'));
  });

  it('that Zalo wants wrapped otherwise are wrapped so from then on', async () => {
    const { send } = senderOf();
    oa.fail(CS, { code: -201 });
    await send('một', { buttons: choices('Gửi'), ...FALLBACK });
    await send('hai', { buttons: choices('Gửi'), ...FALLBACK });
    expect(oa.sent(AN).map(({ text, buttons }) => [text, buttons.length])).toEqual([
      ['một', 1],
      ['hai', 1],
    ]);
    expect(oa.calls(CS)).toHaveLength(3);
  });

  it('that the package does not have are numbered lines', async () => {
    await oa.close();
    await start({ isFreeTier: true });
    const { send } = senderOf();
    expect(await send('Gửi không?', { buttons: choices('Gửi', 'Sửa'), ...FALLBACK })).toMatchObject({
      kind: 'sent',
    });
    expect(oa.messages(AN)).toEqual(['Gửi không?\n1. Gửi\n2. Sửa']);
  });

  it('leave room for the lines in their place', async () => {
    await oa.close();
    await start({ isFreeTier: true });
    await senderOf().send('chữ '.repeat(499), {
      buttons: choices('Gửi'),
      typed: ['1. Gửi'.padEnd(300, '.')],
    });
    expect(oa.messages(AN)).toHaveLength(2);
    for (const text of oa.messages(AN)) expect(text.length).toBeLessThanOrEqual(2000);
    expect(oa.messages(AN)[1]).toMatch(/1\. Gửi\.+$/);
  });
});

describe('a file', () => {
  const picture: CarriedFile = {
    kind: 'bytes',
    format: 'png',
    name: 'tuan-34.png',
    bytes: Buffer.from('a picture'),
  };
  const document: CarriedFile = { ...picture, format: 'docx', name: 'tuan-34.docx' };

  it.each([picture, document])('stands above the text that goes with it', async (file) => {
    expect(await senderOf().sendWith(file, 'Tuần 34')).toMatchObject({ kind: 'sent', parts: 2 });
    expect(oa.sent(AN).map(({ kind, buttons }) => [kind, buttons.length])).toEqual([
      [file.format === 'png' ? 'image' : 'file', 0],
      ['text', 1],
    ]);
  });

  it('goes up once for all who get it, and again when Zalo has dropped it', async () => {
    const { sendWith } = senderOf();
    await sendWith(picture, 'Tuần 34');
    await sendWith(picture, 'Tuần 34');
    expect(oa.calls('/v2.0/oa/upload/image')).toHaveLength(1);
    oa.fail(CS, { code: -100 });
    expect(await sendWith(picture, 'Tuần 34')).toMatchObject({ kind: 'sent' });
    expect(oa.calls('/v2.0/oa/upload/image')).toHaveLength(2);
  });

  it('that did not get up is tried again, whatever became of it there', async () => {
    const { sendWith } = senderOf();
    oa.fail('/v2.0/oa/upload/image', 'reset');
    expect(await sendWith(picture, 'Tuần 34')).toMatchObject({ kind: 'retry' });
    expect(await sendWith(picture, 'Tuần 34')).toMatchObject({ kind: 'sent' });
  });

  it('is refused when the month’s uploads are used up, so that its reader gets words at once', async () => {
    await oa.close();
    await start({ monthlyUploads: 1 });
    const { sendWith, send } = senderOf();
    await sendWith(picture, 'Tuần 34');
    expect(await sendWith(document, 'Tuần 34')).toMatchObject({ kind: 'rejected' });
    expect(await sendWith(picture, 'Tuần 34')).toMatchObject({ kind: 'sent' });
    expect(await send('Tuần 34')).toMatchObject({ kind: 'sent' });
  });

  it('that Zalo finds too large is refused as a whole', async () => {
    const large = { ...picture, bytes: new Uint8Array(1024 * 1024 + 1) };
    expect(await senderOf().sendWith(large, 'Tuần 34')).toMatchObject({ kind: 'rejected' });
    expect(oa.sent(AN)).toEqual([]);
  });
});

describe('an access token that is not taken', () => {
  it('is renewed, and the message sent once', async () => {
    const { send } = senderOf({ tokens: tokensOf('old', () => oa.tokens.accessToken) });
    expect(await send('a')).toMatchObject({ kind: 'sent' });
    expect(oa.messages(AN)).toEqual(['a']);
  });

  it('and cannot be renewed lets messages wait', async () => {
    const retry = { kind: 'retry', refuses: 'account', notBefore: after(30) };
    expect(await senderOf({ tokens: tokensOf('old', () => undefined) }).send('a')).toMatchObject(retry);
    expect(await senderOf({ tokens: tokensOf('old', () => 'old too') }).send('a')).toMatchObject(retry);
    expect(oa.calls(CS)).toHaveLength(3);
    expect(await senderOf({ tokens: tokensOf(undefined, () => 'never') }).send('a')).toMatchObject(retry);
    expect(oa.calls(CS)).toHaveLength(3);
  });
});

describe('an app that wants its secret proved with each call', () => {
  it('gets the proof from the first refusal on, which had no effect', async () => {
    await oa.close();
    await start({ wantsProof: true });
    const { send, lines } = senderOf();
    expect(await send('một')).toMatchObject({ kind: 'sent' });
    expect(await send('hai')).toMatchObject({ kind: 'sent' });
    expect(oa.messages(AN)).toEqual(['một', 'hai']);
    expect(oa.calls(CS)).toHaveLength(3);
    expect(lines).toEqual([]);
  });
});

describe('what a failure means for the message', () => {
  const waits = { kind: 'retry', notBefore: after(3_600) };
  const tomorrow = { kind: 'retry', notBefore: TOMORROW, putsOff: true };
  const accountWaits = { kind: 'retry', notBefore: after(30), refuses: 'account' };
  const codes: readonly [string, readonly number[], object][] = [
    ['the token is not taken', [-216, -220], accountWaits],
    ['the rate: it waits for the next minute', [-32], { kind: 'retry', notBefore: after(41) }],
    ['outside the window', [-230, -232], { kind: 'unreachable' }],
    ['not following', [-213], { kind: 'unreachable' }],
    ['refused or restricted', [-217, -244], { kind: 'unreachable' }],
    ['banned or offline', [-227], { kind: 'unreachable' }],
    ['the person gets no more today', [-218], tomorrow],
    ['quota or money is out', [-211], tomorrow],
    ['night', [-234], tomorrow],
    [
      'a fault of the configuration: all wait',
      [-224, -221, -223, -209, -212, -219, -235, -242, -320, -321],
      accountWaits,
    ],
    ['the account is lost: all wait', [-204, -205, -248], { ...waits, refuses: 'account' }],
    ['our fault: not repeated', [-210, -201, -233, -240, -100], { kind: 'rejected' }],
    ['unspecified: once more', [-200], { kind: 'retry', notBefore: after(60) }],
    ['a code nobody documented: not repeated', [-9_999], { kind: 'rejected' }],
  ];
  it.each(codes.flatMap(([name, all, expected]) => all.map((code) => [code, name, expected] as const)))(
    '%i, %s',
    async (code, _, expected) => {
      // What is told twice is so also with the app's secret proved.
      oa.fail(CS, { code }, ...(code === -242 ? [{ code }] : []));
      expect(await senderOf().send('a')).toMatchObject(expected);
      expect(oa.messages(AN)).toEqual([]);
    },
  );

  it.each([
    [-32, 'Your application reached the limit of requests per minute', after(41)],
    [-32, 'Ứng dụng đã vượt quá hạn mức của ngày', TOMORROW],
    [-223, 'The Official Account has exceeded its quota', TOMORROW],
    [-223, 'OA đã hết số tin của gói', TOMORROW],
    [-223, 'The Official Account is not linked to the application', after(30)],
  ])('%i means by its words (%s) how long to wait', async (code, description, notBefore) => {
    oa.fail(CS, { code, description });
    expect(await senderOf().send('a')).toMatchObject({ kind: 'retry', notBefore });
  });

  const faults: readonly [string, PlatformFault, object][] = [
    ['HTTP 401', { status: 401, html: '' }, accountWaits],
    ['a page of a gateway', { status: 502, html: '<html>' }, { kind: 'unknown' }],
    ['a page with 200', { status: 200, html: '<html>' }, { kind: 'unknown' }],
    ['no answer', 'hang', { kind: 'unknown' }],
    ['no answer after it was taken', 'hang after', { kind: 'unknown' }],
    ['a reset', 'reset', { kind: 'unknown' }],
    ['an answer cut short', 'truncated', { kind: 'unknown' }],
    ['an empty answer', 'empty', { kind: 'unknown' }],
    ...['"Internal error"', '""', 'null', 'false', '[]', '{}', '0.5'].map(
      (error): [string, PlatformFault, object] => [
        `an answer whose code is ${error}`,
        { status: 200, html: `{"error":${error},"message":"?","data":{"message_id":"m1"}}` },
        { kind: 'unknown' },
      ],
    ),
  ];
  it.each(faults)('%s', async (_, fault, expected) => {
    const { send, lines } = senderOf();
    oa.fail(CS, fault);
    const result = await send('a');
    expect(result).toMatchObject(expected);
    expect(JSON.stringify([result, lines])).not.toContain(oa.tokens.accessToken);
    expect(oa.calls(CS)).toHaveLength(1);
  });

  it('a code in quotes is that code', async () => {
    oa.fail(CS, { status: 200, html: '{"error":"-213","message":"not a follower"}' });
    expect(await senderOf().send('a')).toMatchObject({ kind: 'unreachable' });
  });

  it('unspecified twice is given up', async () => {
    const { send } = senderOf();
    oa.fail(CS, { code: -200 }, { code: -200 });
    await send('a');
    expect(await send('a')).toMatchObject({ kind: 'rejected' });
  });

  it('nobody there: nothing was sent, so it is tried again', async () => {
    const { send } = senderOf({ apiRoot: 'http://127.0.0.1:1' });
    expect(await send('a')).toMatchObject({ kind: 'retry', notBefore: after(1), reason: 'ECONNREFUSED' });
    expect(await send('a')).toMatchObject({ kind: 'retry', notBefore: after(2) });
  });

  it('seven days after the last interaction, or without any, nothing can be sent', async () => {
    expect(await senderOf().send('a', {}, '771')).toMatchObject({ kind: 'unreachable' });
    await oa.clock.forward(7 * DAY_MS + 1);
    await fetch(`${oa.environment()['ZALO_OAUTH_ROOT']}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: oa.environment()['ZALO_OA_APP_SECRET'] ?? '' },
      body: new URLSearchParams({
        app_id: oa.environment()['ZALO_OA_APP_ID'] ?? '',
        grant_type: 'refresh_token',
        refresh_token: oa.tokens.refreshToken,
      }),
    });
    expect(await senderOf().send('a')).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringMatching(/^-230/),
    });
  });

  it('after a part that may have arrived the rest stays back', async () => {
    oa.fail(CS, 'hang after');
    expect(await senderOf().send(`${'a'.repeat(1500)}\n${'b'.repeat(1500)}`)).toMatchObject({
      kind: 'unknown',
    });
    expect(oa.messages(AN)).toHaveLength(1);
  });

  it.each([
    ['its money', -211, 'used up'],
    ['its package', -224, 'package'],
    ['itself', -205, 'another channel'],
  ])('what the account lacks (%s) is told once, with what to do', async (_, code, words) => {
    const { send, lines } = senderOf();
    oa.fail(CS, { code }, { code });
    await send('a');
    await send('a');
    expect(lines).toMatchObject([{ level: 'error', event: expect.stringContaining(words) }]);
  });
});
