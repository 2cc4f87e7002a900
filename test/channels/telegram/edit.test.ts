import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBotApi } from '../../../src/channels/telegram/api.ts';
import { createTelegramSender } from '../../../src/channels/telegram/send.ts';
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

let platform: FaultyBotApi;
beforeAll(async () => {
  platform = await startFaultyBotApi();
});
afterAll(() => platform.close());

async function edit(message: OutgoingMessage, before = says('Nhắc đồng chí'), attempts = 1) {
  const sender = createTelegramSender({
    api: createBotApi(platform),
    trouble: createTroubleLog(notedLog().log),
    now: () => NOW,
    timeoutMs: 5_000,
  });
  return sender.edit?.('42', { providerId: '7', message: before, attempts }, message);
}

describe('an edit becomes a call of editMessageText', () => {
  it('with the new words; buttons that it does not have are taken away', async () => {
    expect(await edit(says('Đã nhận ', { bold: 'xã A & B' }))).toEqual({ kind: 'sent', providerId: '7' });
    expect(platform.seen('editMessageText').at(-1)).toEqual({
      chat_id: 42,
      message_id: 7,
      text: 'Đã nhận <b>xã A &amp; B</b>',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: [] },
    });
  });

  it('with the buttons that are left', async () => {
    await edit({ text: ['a'], buttons: [[{ text: 'Nhắc lại sau', token: 'snooze.1' }]] });
    expect(platform.seen('editMessageText').at(-1)).toMatchObject({
      reply_markup: { inline_keyboard: [[{ text: 'Nhắc lại sau', callback_data: 'snooze.1' }]] },
    });
  });

  it('unless one of the texts takes several messages, of which only the last is known', async () => {
    const calls = platform.seen('editMessageText').length;
    expect(await edit(says('a'.repeat(5_000)))).toMatchObject({ kind: 'gone' });
    expect(await edit(says('a'), says('b'.repeat(5_000)))).toMatchObject({ kind: 'gone' });
    expect(platform.seen('editMessageText')).toHaveLength(calls);
  });
});

describe('what Telegram answers decides how an edit ended', () => {
  const cases: readonly (readonly [string, FaultyAnswer, object])[] = [
    [
      'a repeated edit has had its effect',
      refused(400, 'Bad Request: message is not modified: specified new message content is the same'),
      { kind: 'sent', providerId: '7' },
    ],
    ['a deleted message', refused(400, 'Bad Request: message to edit not found'), { kind: 'gone' }],
    ['a message that is too old', refused(400, "Bad Request: message can't be edited"), { kind: 'gone' }],
    ['our fault', refused(400, 'Bad Request: MESSAGE_TOO_LONG'), { kind: 'rejected' }],
    ['blocked', refused(403, 'Forbidden: bot was blocked by the user'), { kind: 'unreachable' }],
    [
      'patience',
      refused(429, 'Too Many Requests', 17),
      { kind: 'retry', notBefore: NOW.add({ seconds: 17 }) },
    ],
    ['5xx backs off', BAD_GATEWAY, { kind: 'retry', notBefore: NOW.add({ seconds: 4 }) }],
    ['a reset backs off', 'reset', { kind: 'retry', notBefore: NOW.add({ seconds: 4 }) }],
  ];
  it.each(cases)('%s', async (_, answer, expected) => {
    platform.answer('editMessageText', answer);
    expect(await edit(says('a'), says('b'), 3)).toMatchObject(expected);
  });
});
