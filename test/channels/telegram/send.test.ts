import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBotApi } from '../../../src/channels/telegram/api.ts';
import { createTelegramSender, toRequests } from '../../../src/channels/telegram/send.ts';
import { createTroubleLog } from '../../../src/channels/telegram/trouble-log.ts';
import type { OutgoingMessage } from '../../../src/core/messages.ts';
import {
  BAD_GATEWAY,
  refused,
  startFaultyBotApi,
  type FaultyAnswer,
  type FaultyBotApi,
} from '../../support/faulty-bot-api.ts';
import { notedLog } from '../../support/noted-log.ts';

const NOW = Temporal.Instant.from('2026-11-27T08:00:00Z');
const says = (...text: OutgoingMessage['text']): OutgoingMessage => ({ text, buttons: [] });
const after = (seconds: number) => NOW.add({ seconds });

const withToken = (token: string) => toRequests('42', { ...says('a'), buttons: [[{ text: 'x', token }]] });

let platform: FaultyBotApi;
beforeAll(async () => {
  platform = await startFaultyBotApi();
});
afterAll(() => platform.close());

/** First letters of the texts sent since `from` calls. */
function sentParts(from: number): string {
  return platform
    .seen('sendMessage')
    .slice(from)
    .map((body) => String(body['text']).charAt(0))
    .join('');
}

function senderOf(account: { apiRoot: string; token: string }, timeoutMs = 5_000) {
  const { log, lines } = notedLog();
  const sender = createTelegramSender({
    api: createBotApi(account),
    trouble: createTroubleLog(log, { calmMs: 0 }),
    now: () => NOW,
    timeoutMs,
  });
  return { sender, lines };
}

describe('a message becomes calls of sendMessage', () => {
  it('with our bold as HTML, everything else escaped, no link preview, and the buttons in their rows', () => {
    const message: OutgoingMessage = {
      text: ['Xã A & B <c> ', { bold: 'Đúng hạn <b>' }, ' "x" 3 > 2'],
      buttons: [
        [
          { text: 'Gửi <1>', token: 'send' },
          { text: 'Sửa', token: 'edit' },
        ],
        [],
        [{ text: 'Hủy', token: 'cancel' }],
      ],
    };
    expect(toRequests('42', message)).toEqual([
      {
        chat_id: 42,
        text: 'Xã A &amp; B &lt;c&gt; <b>Đúng hạn &lt;b&gt;</b> "x" 3 &gt; 2',
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: {
          inline_keyboard: [
            [
              { text: 'Gửi <1>', callback_data: 'send' },
              { text: 'Sửa', callback_data: 'edit' },
            ],
            [{ text: 'Hủy', callback_data: 'cancel' }],
          ],
        },
      },
    ]);
  });

  it('without a keyboard when there are no buttons', () => {
    expect(toRequests('42', says('a'))).toEqual([
      expect.not.objectContaining({ reply_markup: expect.anything() }),
    ]);
  });

  it('with the buttons under the last part of a long text only', () => {
    const requests = toRequests('42', {
      ...says('đ'.repeat(9_000)),
      buttons: [[{ text: 'Gửi', token: 'send' }]],
    });
    expect(requests).toMatchObject([
      { text: 'đ'.repeat(4096) },
      { text: 'đ'.repeat(4096) },
      { text: 'đ'.repeat(808), reply_markup: {} },
    ]);
    expect(requests).toHaveLength(3);
    expect(requests).not.toMatchObject([{ reply_markup: {} }, {}, {}]);
  });

  it('takes a button of 64 bytes and rejects one of 65 or of none', () => {
    expect(withToken('ấ'.repeat(21) + 'x')).toHaveLength(1);
    expect(withToken('ấ'.repeat(21) + 'xx')).toMatchObject({ kind: 'rejected' });
    expect(withToken('')).toMatchObject({ kind: 'rejected' });
  });

  it('rejects a blank text and an address that is no Telegram chat', () => {
    expect(toRequests('42', says(' \n', { bold: '' }))).toMatchObject({ kind: 'rejected' });
    expect(toRequests('demo:binh', says('a'))).toMatchObject({ kind: 'unreachable' });
    expect(toRequests('', says('a'))).toMatchObject({ kind: 'unreachable' });
  });
});

describe('an answer of the platform becomes the result of the attempt', () => {
  const cases: readonly [string, FaultyAnswer, object][] = [
    [
      '429 waits as long as it says',
      refused(429, 'Too Many Requests: retry after 17', 17),
      { kind: 'retry', notBefore: after(17) },
    ],
    [
      '429 without retry_after backs off',
      refused(429, 'Too Many Requests'),
      { kind: 'retry', notBefore: after(1) },
    ],
    [
      '429 as a page backs off',
      { status: 429, html: '<html>slow down' },
      { kind: 'retry', notBefore: after(1) },
    ],
    [
      '500 backs off',
      refused(500, 'Internal Server Error'),
      { kind: 'retry', notBefore: after(1), reason: 'HTTP 500' },
    ],
    ['502 with a page backs off', BAD_GATEWAY, { kind: 'retry', notBefore: after(1), reason: 'HTTP 502' }],
    [
      '200 with a page backs off',
      { status: 200, html: '<html>captive portal' },
      { kind: 'retry', notBefore: after(1), reason: 'invalid-json' },
    ],
    ['JSON of something else backs off', { status: 200, json: null }, { kind: 'retry', notBefore: after(1) }],
    [
      'JSON that is no answer of the Bot API backs off',
      { status: 200, json: { hello: 1 } },
      { kind: 'retry', notBefore: after(1) },
    ],
    ['an empty answer backs off', 'empty', { kind: 'retry', notBefore: after(1) }],
    ['a reset backs off', 'reset', { kind: 'retry', notBefore: after(1), reason: 'ECONNRESET' }],
    [
      'a blocked bot cannot reach the chat',
      refused(403, 'Forbidden: bot was blocked by the user'),
      { kind: 'unreachable' },
    ],
    [
      'a deactivated account cannot be reached',
      refused(403, 'Forbidden: user is deactivated'),
      { kind: 'unreachable' },
    ],
    [
      'an unknown chat cannot be reached',
      refused(400, 'Bad Request: chat not found'),
      { kind: 'unreachable', reason: '400 Bad Request: chat not found' },
    ],
    [
      'another 400 is the message’s fault',
      refused(400, 'Bad Request: can’t parse entities'),
      { kind: 'rejected' },
    ],
    ['a message too large is at fault', refused(413, 'Request Entity Too Large'), { kind: 'rejected' }],
    ['401 waits until someone acts', refused(401, 'Unauthorized'), { kind: 'retry', notBefore: after(30) }],
    [
      '404, the answer to a token of a wrong form, too',
      refused(404, 'Not Found'),
      { kind: 'retry', notBefore: after(30) },
    ],
    [
      'a status that is not documented backs off',
      refused(418, 'I’m a teapot'),
      { kind: 'retry', notBefore: after(1) },
    ],
    [
      'a message id given as the result',
      { status: 200, json: { ok: true, result: { message_id: 77 } } },
      { kind: 'sent', providerId: '77' },
    ],
    [
      'a result without an id',
      { status: 200, json: { ok: true, result: true } },
      { kind: 'sent', providerId: '' },
    ],
  ];
  it.each(cases)('%s', async (_, answer, expected) => {
    const { sender } = senderOf(platform);
    platform.answer('sendMessage', answer);
    expect(await sender.send('42', says('Chào đồng chí.'))).toMatchObject(expected);
  });

  it.each<FaultyAnswer>(['hang', 'hang in the body'])(
    'a platform that answers with "%s" ends with the time-out',
    async (answer) => {
      const { sender } = senderOf(platform, 100);
      platform.answer('sendMessage', answer);
      expect(await sender.send('42', says('a'))).toEqual({
        kind: 'retry',
        notBefore: after(1),
        reason: 'no answer within 0.1 s',
      });
    },
  );

  it('a platform that is not there backs off', async () => {
    const { sender } = senderOf({ apiRoot: 'http://127.0.0.1:1', token: platform.token });
    expect(await sender.send('42', says('a'))).toMatchObject({ kind: 'retry', reason: 'ECONNREFUSED' });
  });

  it('backs off 1, 2, 4, 8, 16, 30, 30 s, for each chat by itself, and begins anew after a success', async () => {
    const { sender } = senderOf(platform);
    const attempt = async (chat: string) => {
      const result = await sender.send(chat, says('a'));
      return result.kind === 'retry' ? result.notBefore.since(NOW).total('seconds') : result.kind;
    };
    platform.answer('sendMessage', ...Array.from({ length: 8 }, () => BAD_GATEWAY));
    const waits = [];
    // oxlint-disable-next-line no-await-in-loop
    for (let i = 0; i < 7; i += 1) waits.push(await attempt('1'));
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(await attempt('2')).toBe(1);
    expect(await attempt('1')).toBe('sent');
    platform.answer('sendMessage', BAD_GATEWAY);
    expect(await attempt('1')).toBe(1);
  });
});

describe('a long text whose second part fails', () => {
  const long: OutgoingMessage = {
    text: ['a'.repeat(4000), '\n\n', 'b'.repeat(4000), '\n\n', 'c'.repeat(4000)],
    buttons: [[{ text: 'Gửi', token: 'send' }]],
  };

  it('goes on with that part when it is tried again, so that no part comes twice', async () => {
    const { sender } = senderOf(platform);
    const from = platform.seen('sendMessage').length;
    platform.answer(
      'sendMessage',
      { status: 200, json: { ok: true, result: { message_id: 1 } } },
      BAD_GATEWAY,
      BAD_GATEWAY,
    );
    expect(await sender.send('42', long)).toMatchObject({ kind: 'retry', notBefore: after(1) });
    expect(await sender.send('42', long)).toMatchObject({ kind: 'retry', notBefore: after(2) });
    expect(await sender.send('42', long)).toMatchObject({ kind: 'sent' });
    expect(sentParts(from)).toBe('abbbc');
  });

  it('is not taken for another message that follows', async () => {
    const { sender } = senderOf(platform);
    const from = platform.seen('sendMessage').length;
    platform.answer(
      'sendMessage',
      { status: 200, json: { ok: true, result: {} } },
      refused(403, 'Forbidden: bot was blocked by the user'),
    );
    expect(await sender.send('42', long)).toMatchObject({ kind: 'unreachable' });
    expect(await sender.send('42', long)).toMatchObject({ kind: 'sent' });
    expect(sentParts(from)).toBe('ababc');
  });
});

describe('what the operator reads', () => {
  it('is one line for an outage and one for its end', async () => {
    const { sender, lines } = senderOf(platform);
    platform.answer('sendMessage', BAD_GATEWAY, 'reset', BAD_GATEWAY);
    for (let i = 0; i < 4; i += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await sender.send('42', says('a'));
    }
    expect(lines.map(({ event }) => event)).toEqual([
      'Telegram does not answer: trying again, nothing is lost',
      'Telegram works again',
    ]);
  });

  it('names the variable when the token is refused', async () => {
    const { sender, lines } = senderOf(platform);
    platform.answer('sendMessage', refused(401, 'Unauthorized'), refused(401, 'Unauthorized'));
    await sender.send('42', says('a'));
    await sender.send('43', says('a'));
    expect(lines).toEqual([
      { level: 'error', facts: expect.anything(), event: expect.stringContaining('TELEGRAM_BOT_TOKEN') },
    ]);
  });

  it('never holds the token or the text', async () => {
    const { sender, lines } = senderOf(platform);
    const page: FaultyAnswer = { status: 200, html: `<html>/bot${platform.token}/sendMessage` };
    platform.answer(
      'sendMessage',
      page,
      refused(401, `Unauthorized ${platform.token}`),
      refused(400, `bad ${platform.token}`),
    );
    const results = [
      await sender.send('1', says('chuyện riêng')),
      await sender.send('2', says('chuyện riêng')),
      await sender.send('3', says('chuyện riêng')),
    ];
    const shown = JSON.stringify([results, lines]);
    expect(shown).not.toContain(platform.token);
    expect(shown).not.toContain('chuyện riêng');
  });
});
