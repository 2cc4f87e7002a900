import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../src/channels/zalo-bot/receive.ts';
import { zaloEvent } from '../../support/zalo-bot-api.ts';

const NOW = Temporal.Instant.from('2026-11-30T08:00:00Z');
const read = (event: unknown, botId?: string) => readEvent(event, NOW, botId);

describe('an event', () => {
  it('is read alone, as live traffic shows it, and within an envelope, as the documentation does', () => {
    const event = zaloEvent('text', '42', { text: 'hg 5/6' }, { message_id: 'abc' });
    const message = {
      key: 'm:abc',
      chat: { channel: 'zalo-bot', externalId: '42' },
      sentAt: Temporal.Instant.fromEpochMilliseconds(1_798_000_000_000),
      kind: 'text',
      text: 'hg 5/6',
    };
    expect(read(event)).toEqual(message);
    expect(read({ ok: true, result: event })).toEqual(message);
  });

  it.each([
    ['milliseconds', 1_798_000_000_000, '2026-12-23T04:26:40Z'],
    ['seconds', 1_798_000_000, '2026-12-23T04:26:40Z'],
    ['a number in quotes', '1798000000000', '2026-12-23T04:26:40Z'],
    ['no date', undefined, NOW.toString()],
    ['nonsense', -5, NOW.toString()],
    ['the far future', 99_999_999_999_999, NOW.toString()],
  ])('has its date in %s', (_, date, expected) => {
    expect(read(zaloEvent('text', '42', { text: 'a' }, { date }))?.sentAt.toString()).toBe(expected);
  });

  it.each([
    ['a group', zaloEvent('text', '7', { text: 'hg 5/6' }, { chat: { id: '7', chat_type: 'GROUP' } })],
    ['a bot', zaloEvent('text', '7', { text: 'a' }, { from: { id: '7', is_bot: true } })],
    ['this bot', zaloEvent('text', '7', { text: 'a' }, { from: { id: '99' } })],
    ['an event of an unknown kind', zaloEvent('reaction', '7', {})],
    ['an unsupported one without a message', { event_name: 'message.unsupported.received' }],
    ['a text without text', zaloEvent('text', '7', {})],
    ['no event', { hello: 1 }],
    ['nothing', undefined],
  ])('from %s has no effect', (_, event) => {
    expect(read(event, '99')).toBeUndefined();
  });

  it('of which Zalo does not say who wrote it is taken, also while the bot does not know its own id', () => {
    expect(read(zaloEvent('text', '42', { text: 'a' }, { from: { display_name: 'Bình' } }))).toMatchObject({
      kind: 'text',
      chat: { externalId: '42' },
    });
  });

  it('without an id is known by its content', () => {
    const event = zaloEvent('text', '42', { text: 'a' }, { message_id: undefined });
    expect(read(event)?.key).toMatch(/^h:[0-9a-f]{64}$/);
    expect(read(event)?.key).toBe(read({ ok: true, result: event })?.key);
    expect(read(zaloEvent('text', '42', { text: 'b' }, { message_id: undefined }))?.key).not.toBe(
      read(event)?.key,
    );
  });

  it('can be kept: no NUL, no half of a pair', () => {
    expect(read(zaloEvent('text', '42', { text: 'a\0b\uD800' }))).toMatchObject({ text: 'ab\uFFFD' });
  });
});

describe('what a person sends', () => {
  it.each(['photo', 'photo_url'])(
    'as a photo (%s) is a file by its address, with the caption as text',
    (field) => {
      const event = zaloEvent('image', '42', { [field]: 'https://photo.zdn.vn/1.jpg', caption: 'hg 5/6' });
      expect(read(event)).toMatchObject({
        kind: 'files',
        files: [
          {
            externalId: 'https://photo.zdn.vn/1.jpg',
            mediaType: 'image/jpeg',
            sizeBytes: 0,
            name: 'photo.jpg',
          },
        ],
        caption: 'hg 5/6',
      });
    },
  );

  it.each([
    ['voice', { voice_url: 'https://a.vn/1.aac' }, 'voice'],
    ['sticker', { sticker: '1', url: 'https://a.vn/1.png' }, 'unseen'],
    ['unsupported', {}, 'unseen'],
    ['image', { photo: 'no address' }, 'unseen'],
  ])('as %s is answered with what to do instead', (kind, content, what) => {
    expect(read(zaloEvent(kind, '42', content))).toMatchObject({ kind: 'unsupported', what });
  });
});
