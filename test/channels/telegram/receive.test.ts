import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readUpdate } from '../../../src/channels/telegram/receive.ts';
import {
  blockedUpdate,
  messageUpdate,
  privateChat,
  tapUpdate,
  textUpdate,
} from '../../support/telegram-updates.ts';

const RECEIVED = Temporal.Instant.from('2026-11-27T08:00:00+07:00');
const SENT = Temporal.Instant.fromEpochMilliseconds(1_798_000_000_000);
const CHAT = { channel: 'telegram', externalId: '42' };

const read = (raw: unknown) => readUpdate(raw, RECEIVED);

describe('an update of a private chat becomes the message that the person sent', () => {
  const file = { file_id: 'F1', file_unique_id: 'u1' };
  const film = { externalId: 'F1', mediaType: 'video/mp4', sizeBytes: 0, name: 'video.mp4' };
  const FILM = { kind: 'files', caption: '', files: [film] };
  const cases: readonly [string, Record<string, unknown>, object][] = [
    ['a text', { text: 'hg 5/6, kn 1' }, { kind: 'text', text: 'hg 5/6, kn 1' }],
    [
      'the invite link’s /start with its code',
      { text: '/start AB2CD3EF' },
      { kind: 'text', text: '/start AB2CD3EF' },
    ],
    [
      'a forwarded text',
      { text: 'Báo cáo tuần', forward_origin: { type: 'hidden_user', sender_user_name: 'X' } },
      { kind: 'text', text: 'Báo cáo tuần', forwarded: true },
    ],
    ['a text of 64 KiB', { text: 'á'.repeat(65_536) }, { kind: 'text', text: 'á'.repeat(65_536) }],
    [
      'a text with U+0000 and half a pair, which PostgreSQL refuses',
      { text: 'a\u0000b\ud800' },
      { kind: 'text', text: 'ab\ufffd' },
    ],
    [
      'a photo, in its largest size, with its caption',
      {
        caption: 'hòa giải 2/2',
        photo: [
          { ...file, file_id: 'small', width: 90, height: 60, file_size: 900 },
          { ...file, file_id: 'large', width: 1280, height: 853, file_size: 90_000 },
          { ...file, file_id: 'middle', width: 320, height: 213 },
        ],
      },
      {
        kind: 'files',
        caption: 'hòa giải 2/2',
        files: [{ externalId: 'large', mediaType: 'image/jpeg', sizeBytes: 90_000, name: 'photo.jpg' }],
      },
    ],
    [
      'an item of an album',
      { media_group_id: '77', photo: [{ ...file, width: 9, height: 9, file_size: 5 }] },
      {
        kind: 'files',
        caption: '',
        album: '77',
        files: [{ externalId: 'F1', mediaType: 'image/jpeg', sizeBytes: 5, name: 'photo.jpg' }],
      },
    ],
    [
      'a document',
      {
        caption: 'kèm danh sách',
        document: { ...file, file_name: 'Danh sách.docx', mime_type: 'application/msword', file_size: 10 },
      },
      {
        kind: 'files',
        caption: 'kèm danh sách',
        files: [{ externalId: 'F1', mediaType: 'application/msword', sizeBytes: 10, name: 'Danh sách.docx' }],
      },
    ],
    [
      'a document without name, type and size',
      { document: file },
      {
        kind: 'files',
        caption: '',
        files: [{ externalId: 'F1', mediaType: 'application/octet-stream', sizeBytes: 0, name: 'document' }],
      },
    ],
    ['a sticker', { sticker: { ...file, emoji: '👍' } }, { kind: 'unsupported', what: 'sticker' }],
    ['a voice message', { voice: { ...file, duration: 3 } }, { kind: 'unsupported', what: 'voice' }],
    ['a round video', { video_note: { ...file, length: 9 } }, FILM],
    [
      'a film with a report as its caption',
      { video: file, caption: 'hg 5/6' },
      { ...FILM, caption: 'hg 5/6' },
    ],
    ['a piece of music', { audio: { ...file, duration: 3 } }, { kind: 'unsupported', what: 'voice' }],
    [
      'a place',
      { venue: {}, location: { latitude: 9.5, longitude: 105.3 } },
      { kind: 'unsupported', what: 'location' },
    ],
    ['a contact card', { contact: { phone_number: '0912345678' } }, { kind: 'unsupported', what: 'contact' }],
    ['a moving picture, which also comes as a document', { animation: file, document: file }, FILM],
    ['a content that Telegram will invent', { hologram: {} }, { kind: 'unsupported', what: 'other' }],
  ];
  it.each(cases)('%s', (_, content, expected) => {
    expect(read(messageUpdate(9, 42, content))).toEqual({
      updateId: 9,
      message: { key: 'u:9', chat: CHAT, sentAt: SENT, ...expected },
      callbackQueryId: undefined,
    });
  });

  it('an edited text, dated by the edit', () => {
    const edit = {
      update_id: 9,
      edited_message: {
        message_id: 1,
        chat: privateChat(42),
        date: 1,
        edit_date: 1_798_000_000,
        text: 'hg 6/6',
      },
    };
    expect(read(edit)?.message).toEqual({
      key: 'u:9',
      chat: CHAT,
      sentAt: SENT,
      kind: 'unsupported',
      what: 'edit',
    });
  });

  it('a tap, dated by its arrival because Telegram gives the date of the message under the button', () => {
    expect(read(tapUpdate(9, 42, 'send:2026-W48'))).toEqual({
      updateId: 9,
      message: {
        key: 'u:9',
        chat: CHAT,
        sentAt: RECEIVED,
        kind: 'choice',
        token: 'send:2026-W48',
        under: '7',
      },
      callbackQueryId: 'tap-9',
    });
  });

  it.each([
    ['64 bytes, the most', 'ấ'.repeat(21) + 'x', { kind: 'choice', token: 'ấ'.repeat(21) + 'x' }],
    ['65 bytes', 'ấ'.repeat(21) + 'xx', { kind: 'unsupported', what: 'other' }],
    ['nothing', '', { kind: 'unsupported', what: 'other' }],
  ])('a tap that carries %s', (_, data, expected) => {
    expect(read(tapUpdate(9, 42, data))?.message).toMatchObject(expected);
  });

  it('the block of the bot', () => {
    expect(read(blockedUpdate(9, 42))?.message).toEqual({
      key: 'u:9',
      chat: CHAT,
      sentAt: SENT,
      kind: 'left',
    });
  });

  it.each([undefined, 0, -5, 1e300, 'yesterday', null])(
    'a date of %s counts as the moment of arrival',
    (date) => {
      expect(read(messageUpdate(9, 42, { text: 'a', date }))?.message?.sentAt).toEqual(RECEIVED);
    },
  );
});

describe('an update that says nothing to us is acknowledged without a message', () => {
  const group = { id: -100, type: 'supergroup', title: 'Ban Dân vận' };
  const cases: readonly [string, Record<string, unknown>][] = [
    ['a group message', { message: { chat: { ...group, type: 'group' }, date: 1, text: 'hg 5/6' } }],
    ['a supergroup message', { message: { chat: group, date: 1, text: 'hg 5/6' } }],
    ['a tap in a group', { callback_query: { id: '1', data: 'x', message: { chat: group } } }],
    ['an edit in a group', { edited_message: { chat: group, date: 1, text: 'x' } }],
    [
      'being thrown out of a group',
      { my_chat_member: { chat: group, new_chat_member: { status: 'kicked' } } },
    ],
    ['a channel post', { channel_post: { chat: { id: -1, type: 'channel' }, text: 'x' } }],
    [
      'our own echo',
      { message: { chat: privateChat(42), from: { id: 1, is_bot: true }, date: 1, text: 'x' } },
    ],
    [
      'an unblock, after which the person writes anyway',
      { my_chat_member: { chat: privateChat(42), new_chat_member: { status: 'member' } } },
    ],
    ['a pinned message', { message: { chat: privateChat(42), date: 1, pinned_message: {} } }],
    [
      'a live location that moves',
      { edited_message: { chat: privateChat(42), date: 1, location: { live_period: 60 } } },
    ],
    ['an inline query', { inline_query: { id: '1', query: 'x' } }],
    ['a poll', { poll: {} }],
    ['a kind that Telegram will invent', { mind_read: {} }],
    ['no content', {}],
    ['garbage as message', { message: 'hello' }],
    ['a message without a chat', { message: { text: 'x' } }],
    ['a chat id that is no number', { message: { chat: { id: '42', type: 'private' }, text: 'x' } }],
  ];
  it.each(cases)('%s', (_, content) => {
    expect(read({ update_id: 5, ...content })).toMatchObject({ updateId: 5, message: undefined });
  });

  it.each([[undefined], [null], ['text'], [7], [[]], [{}], [{ update_id: '5' }], [{ update_id: 1.5 }]])(
    '%j is no update at all',
    (raw) => expect(read(raw)).toBeUndefined(),
  );
});

describe('whatever arrives', () => {
  const FIELDS = ['text', 'caption', 'photo', 'document', 'date', 'from', 'chat', 'location', 'edit_date'];
  it('never throws, and nothing that is read holds what the database refuses', () => {
    const anyText = fc.string({ unit: 'binary' });
    const value = fc.oneof(anyText, fc.constantFrom('a\u0000', '\ud83d'), fc.jsonValue());
    const part = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 5 });
    const update = fc.record({
      update_id: fc.oneof({ weight: 4, arbitrary: fc.nat() }, fc.jsonValue()),
      message: fc.oneof(
        fc.jsonValue(),
        part.map((fields) => ({ chat: privateChat(42), ...fields })),
      ),
      edited_message: fc.jsonValue(),
      callback_query: fc.oneof(fc.jsonValue(), part),
      my_chat_member: fc.jsonValue(),
    });
    fc.assert(
      fc.property(fc.oneof(update, fc.jsonValue()), (raw) => {
        const texts: string[] = [];
        JSON.stringify(read(raw)?.message, (_, found: unknown) => {
          if (typeof found === 'string') texts.push(found);
          return found;
        });
        expect(texts.filter((text) => !text.isWellFormed() || text.includes('\u0000'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('reads a text that fast-check makes as it came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(read(textUpdate(1, 42, text))?.message).toMatchObject({ text: text.replaceAll('\u0000', '') });
      }),
      { numRuns: 200 },
    );
  });
});
