import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../src/channels/zalo-oa/receive.ts';
import { isSigned } from '../../../src/channels/zalo-oa/signature.ts';
import { oaEvents } from '../../support/zalo-oa/events.ts';

const AN = '7710000000000000001';
const OA = '2891003547118264975';
const events = oaEvents('118', OA);
const SENT = { id: 'm1', userId: AN, kind: 'text', text: 'a', buttons: [], cost: 'free', atMs: 0 } as const;

const read = (event: unknown, hoursLater = 0) =>
  readEvent(event, { now: Temporal.Now.instant().add({ minutes: Math.round(hoursLater * 60) }), oaId: OA });
const message = (event: unknown) => {
  const said = read(event);
  return said.kind === 'message' ? said.message : undefined;
};
const photo = { url: 'https://f.zdn.vn/1.jpg', thumbnail: 'https://f.zdn.vn/t.jpg' };

describe('an event', () => {
  it('is known by its message, and came when it says', () => {
    const event = { ...events.text(AN, 'hg 5/6'), timestamp: String(Date.now() - 60_000) };
    expect(message(event)).toMatchObject({
      key: expect.stringMatching(/^m:[0-9a-f]{20}$/),
      chat: { channel: 'zalo-oa', externalId: AN },
      kind: 'text',
      text: 'hg 5/6',
    });
    expect(message(event)?.sentAt.epochMilliseconds).toBe(Number(event.timestamp));
    expect(message(event)?.key).toBe(message(event)?.key);
  });

  it('without a message is known by who, what and when', () => {
    const followed = events.follow(AN);
    expect(message(followed)?.key).toBe(message({ ...followed })?.key);
    expect(message({ ...followed, timestamp: String(Date.now() - 5_000) })?.key).not.toBe(
      message(followed)?.key,
    );
  });

  it.each([
    ['user_send_text', events.text(AN, 'gửi'), { kind: 'text', text: 'gửi' }],
    ['a tap', events.text(AN, '#send.1042.k3f9a'), { kind: 'choice', token: 'send.1042.k3f9a' }],
    ['a code after a sign', events.text(AN, '#ABCD2345'), { kind: 'text', text: '#ABCD2345' }],
    ['a word that is a verb of ours', events.text(AN, 'send'), { kind: 'text', text: 'send' }],
    [
      'user_send_image',
      events.attachment('image', AN, photo, 'hg 5/6'),
      { kind: 'files', caption: 'hg 5/6', files: [{ externalId: photo.url, mediaType: 'image/jpeg' }] },
    ],
    [
      'user_send_file',
      events.attachment('file', AN, { url: 'https://f.zdn.vn/a', name: 'bao-cao.docx', size: '2048' }),
      { kind: 'files', caption: '', files: [{ name: 'bao-cao.docx', sizeBytes: 2048 }] },
    ],
    [
      'an image without an address',
      events.attachment('image', AN, {}),
      { kind: 'unsupported', what: 'other' },
    ],
    ['a link with words', events.attachment('link', AN, {}, 'xem https://x.vn'), { kind: 'text' }],
    ['user_send_sticker', events.attachment('sticker', AN, {}), { kind: 'unsupported', what: 'sticker' }],
    ['user_send_gif', events.attachment('gif', AN, photo), { kind: 'unsupported', what: 'sticker' }],
    ['user_send_audio', events.attachment('audio', AN, photo), { kind: 'unsupported', what: 'voice' }],
    ['user_send_video', events.attachment('video', AN, photo), { kind: 'unsupported', what: 'other' }],
    [
      'user_send_location',
      events.attachment('location', AN, { coordinates: { latitude: '9.5', longitude: '105.2' } }),
      { kind: 'unsupported', what: 'location' },
    ],
    [
      'user_send_business_card',
      events.attachment('business_card', AN, {}),
      { kind: 'unsupported', what: 'contact' },
    ],
    ['follow', events.follow(AN), { kind: 'opened' }],
    ['user_click_chatnow', events.opened(AN), { kind: 'opened' }],
    [
      'user_submit_info',
      events.submitted(AN, { name: 'An', phone: '84912345678', full_address: { address: 'Ấp 1' } }),
      { kind: 'opened' },
    ],
    [
      'user_submit_info as it was',
      events.submitted(AN, { name: 'An', phone: 84912345678, address: 'Ấp 1', city: 'An Giang' }),
      { kind: 'opened' },
    ],
    ['unfollow', events.unfollow(AN), { kind: 'left' }],
  ])('%s is read', (_, event, expected) => {
    expect(message(event)).toMatchObject({ ...expected, chat: { externalId: AN } });
  });

  it('tells that messages of ours arrived, or were looked at', () => {
    expect(read(events.received(SENT))).toMatchObject({
      kind: 'receipt',
      state: 'delivered',
      to: { externalId: AN },
      providerIds: ['m1'],
    });
    expect(read(events.received(SENT, { phone: '84912345678', trackingId: 'a-2026-W48' }))).toMatchObject({
      state: 'delivered',
      to: { phone: '84912345678' },
      providerIds: ['m1'],
    });
    expect(read(events.seen(AN, [SENT, { ...SENT, id: 'm2' }]))).toMatchObject({
      state: 'seen',
      providerIds: ['m1', 'm2'],
    });
  });

  it('tells how a template stands', () => {
    expect(read(events.templateChanged('101', 'REJECT', 'sai nhãn'))).toEqual({
      kind: 'template',
      change: { id: '101', status: 'REJECT', reason: 'sai nhãn' },
    });
    const told = { ...events.templateChanged('101', 'REJECT'), status: 'enable' };
    expect(read(told)).toMatchObject({ change: { status: 'ENABLE', reason: undefined } });
    expect(read({ ...told, template_id: '' })).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['our own message that comes back', events.echo(SENT)],
    [
      'what a person of the office types in Zalo’s console',
      { ...events.echo(SENT), sender: { id: OA, admin_id: '7710000000000000009' } },
    ],
    ['a text in a group', { ...events.text(AN, 'hg 5/6'), event_name: 'user_send_group_text' }],
    ['a reaction', { ...events.text(AN, ''), event_name: 'user_reacted_message' }],
    ['an event of an unknown kind', { ...events.text(AN, 'a'), event_name: 'oa_grew_wings' }],
    ['a text without text', events.text(AN, '')],
    ['one without a moment', { ...events.text(AN, 'a'), timestamp: 'soon' }],
    ['no event', { hello: 1 }],
    ['nothing', undefined],
  ])('%s has no effect', (_, event) => {
    expect(read(event)).toEqual({ kind: 'nothing' });
  });

  const others = oaEvents('118', '2891003547118264976');
  it.each([
    ['a text', others.text(AN, 'gửi')],
    ['a follow', others.follow(AN)],
    ['an unfollow', others.unfollow(AN)],
    ['an opened chat', others.opened(AN)],
    ['a receipt', others.received(SENT)],
    ['a look', others.seen(AN, [SENT])],
  ])('of another account of the app (%s) has no effect: its people are not ours', (_, event) => {
    expect(read(event)).toEqual({ kind: 'nothing' });
    // As long as Zalo has not told which account is ours, nothing is lost.
    expect(readEvent(event, { now: Temporal.Now.instant(), oaId: undefined }).kind).not.toBe('nothing');
  });

  it('is taken for two hours, as long as Zalo repeats it, and not later', () => {
    expect(read(events.text(AN, 'a'), 1.9).kind).toBe('message');
    expect(read(events.text(AN, 'a'), 2.1)).toEqual({ kind: 'nothing' });
    expect(read(events.received(SENT), 2.1)).toEqual({ kind: 'nothing' });
  });

  it('can be kept: no NUL, no half of a pair', () => {
    expect(message(events.text(AN, 'a\0b\uD800'))).toMatchObject({ text: 'ab\uFFFD' });
  });
});

describe('a signature', () => {
  const signing = { appId: '118', oaSecret: 'secret of the account' };
  const body = Buffer.from(JSON.stringify(events.text(AN, 'tiếng Việt')));
  const { timestamp } = JSON.parse(String(body));
  const sign = (first: string, secret = signing.oaSecret, moment = timestamp) =>
    createHash('sha256')
      .update(`${first}${String(body)}${moment}${secret}`)
      .digest('hex');

  it.each([
    ['bare', sign('118')],
    ['after mac=', `mac=${sign('118')}`],
    ['in capitals', `mac=${sign('118').toUpperCase()}`],
    ['over the id of the account', sign(OA)],
  ])('is good %s', (_, header) => {
    expect(isSigned(body, header, signing)).toBe(true);
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['another secret', sign('118', 'another')],
    ['another app', sign('119')],
    ['another moment', sign('118', signing.oaSecret, '1')],
    ['half of it', sign('118').slice(0, 32)],
  ])('is not: %s', (_, header) => {
    expect(isSigned(body, header, signing)).toBe(false);
  });

  it('is over the bytes: the same JSON in other words is not what was signed', () => {
    expect(isSigned(Buffer.from(`${String(body)} `), sign('118'), signing)).toBe(false);
    expect(isSigned(Buffer.from('no JSON'), sign('118'), signing)).toBe(false);
  });
});
