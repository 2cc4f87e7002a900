import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZaloOaApi } from '../../../src/channels/zalo-oa/api.ts';
import { createTemplateTroubleLog } from '../../../src/channels/zalo-oa/template-failures.ts';
import {
  createTemplateSender,
  type TemplateChange,
  type TemplateReader,
} from '../../../src/channels/zalo-oa/template-send.ts';
import type { Tokens } from '../../../src/channels/zalo-oa/tokens.ts';
import type { TemplateSettings } from '../../../src/config.ts';
import type { TemplateUse } from '../../../src/core/zalo-oa/templates.ts';
import { notedLog } from '../../support/noted-log.ts';
import type { PlatformFault } from '../../support/platform-http.ts';
import { startZaloOaApi, type ZaloOaApi } from '../../support/zalo-oa-api.ts';
import { ourTemplate } from '../../support/zalo-oa/our-templates.ts';

/** 15:00:20 in Vietnam. */
const NOW = Temporal.Instant.from('2026-11-30T08:00:20Z');
const AN = '7710000000000000001';
const BY_USER = '/v3.0/oa/message/template';
const BY_PHONE = '/message/template';
const REMINDER: TemplateUse = {
  kind: 'nhac-han',
  period: '2026-W48',
  data: {
    so_luong: '1',
    ky_bao_cao: 'tuần 48/2026 (23/11–29/11)',
    ten_bao_cao: 'Báo cáo tuần dân vận',
    don_vi: 'Xã Bình Minh',
    han_gui: '16:00 30/11/2026',
    tinh_trang: 'chưa nhận, còn trong hạn',
  },
};
const BY_ID: TemplateSettings = { 'nhac-han': { id: '101', byPhone: false } };
const BY_NUMBER: TemplateSettings = { 'nhac-han': { id: '101', byPhone: true } };

let oa: ZaloOaApi;
beforeEach(async () => {
  oa = await startZaloOaApi({
    templates: [
      ourTemplate('101', 'nhac-han'),
      ourTemplate('102', 'nhac-han', 'old'),
      ourTemplate('103', 'nhac-han', 'pending'),
    ],
    phones: new Map([['84912345678', AN]]),
  });
  await oa.clock.set(Date.parse('2026-11-30T15:00:20+07:00'));
  // The clock may have moved beyond the end of the token.
  oa.tokens.rotate();
});
afterEach(() => oa.close());

function tokens(): Tokens {
  return { current: async () => oa.tokens.accessToken, renewed: async () => undefined };
}

const apiAt = (apiRoot = '') => createZaloOaApi({ apiRoot, tokens: tokens(), appSecret: 'a secret' });

function senderOf(
  settings: TemplateSettings = BY_ID,
  {
    reader = { name: 'Nguyễn Văn An', phone: '0912345678' },
    at = NOW,
    roots = oa.environment(),
  }: {
    reader?: TemplateReader | null;
    at?: Temporal.Instant;
    roots?: Readonly<Record<string, string>>;
  } = {},
) {
  const { log, lines } = notedLog();
  let now = at;
  const sender = createTemplateSender({
    api: apiAt(roots['ZALO_OA_API_ROOT']),
    businessApi: apiAt(roots['ZALO_ZNS_API_ROOT']),
    templates: settings,
    readerOf: async () => reader ?? undefined,
    trouble: createTemplateTroubleLog(log, { calmMs: 0 }),
    log,
    now: () => now,
    timeoutMs: 300,
  });
  return {
    changed: (change: TemplateChange) => sender.changed(change),
    lines,
    remind: (use = REMINDER) => sender.send(AN, use),
    forward: (hours: number) => {
      now = now.add({ hours });
    },
  };
}

const after = (seconds: number) => NOW.add({ seconds });
const unreachable = { kind: 'unreachable' };
/** Other messages may reach the person. */
const missed = { kind: 'unreachable', keepsChat: true };
/** The person cannot be reached. */
const lost = { kind: 'unreachable', reason: expect.any(String) };

describe('a template', () => {
  it('goes to the person’s id, filled and with their name, and its id is kept', async () => {
    expect(await senderOf().remind()).toEqual({ kind: 'sent', providerId: oa.sent(AN)[0]?.id, parts: 1 });
    expect(oa.calls(BY_USER)).toEqual([
      { user_id: AN, template_id: '101', template_data: { ...REMINDER.data, ho_ten: 'Nguyễn Văn An' } },
    ]);
    expect(oa.messages(AN)[0]?.split('\n')).toEqual([
      'Nhắc gửi báo cáo tuần 48/2026 (23/11–29/11)',
      'Kính gửi đồng chí Nguyễn Văn An, hệ thống đang chờ 1 báo cáo; báo cáo có hạn sớm nhất ở bảng dưới.',
      'Đồng chí nhắn vào đây để gửi số liệu hoặc xin gửi chậm.',
      'Nội dung: Báo cáo tuần dân vận',
      'Đơn vị: Xã Bình Minh',
      'Hạn gửi: 16:00 30/11/2026',
      'Tình trạng: chưa nhận, còn trong hạn',
    ]);
  });

  it('goes to the phone where it is to, with an id of person and period', async () => {
    const { remind } = senderOf(BY_NUMBER);
    expect(await remind()).toMatchObject({ kind: 'sent', providerId: oa.sent(AN)[0]?.id });
    await remind({ ...REMINDER, period: '2012-01-01..2017-06-30' });
    const [first, second] = oa.calls(BY_PHONE);
    expect(first).toMatchObject({
      phone: '84912345678',
      tracking_id: expect.stringMatching(/^[0-9a-f]{12}-nhac-han-2026-W48$/),
    });
    expect(second).toMatchObject({ tracking_id: expect.stringMatching(/^.{30,48}$/) });
    expect(second?.['tracking_id']).toContain('2017-06-30');
    expect(JSON.stringify(first)).not.toContain(AN);
  });

  it.each(['0912345678', '+84912345678'])('knows the phone %s', async (phone) => {
    expect(await senderOf(BY_NUMBER, { reader: { name: 'An', phone } }).remind()).toMatchObject({
      kind: 'sent',
    });
  });

  it('that Zalo does not send by id goes by phone, the next ones at once', async () => {
    const { remind, lines } = senderOf({ 'nhac-han': { id: '102', byPhone: false } });
    expect(await remind()).toMatchObject({ kind: 'sent' });
    expect(await remind()).toMatchObject({ kind: 'sent' });
    expect([oa.calls(BY_USER).length, oa.calls(BY_PHONE).length]).toEqual([1, 2]);
    expect(lines).toHaveLength(1);
  });

  it('that was not approved for the message is none', async () => {
    expect(await senderOf({}).remind()).toBeUndefined();
    expect(oa.calls(BY_USER)).toEqual([]);
  });

  it('is not sent where nobody is linked, or no phone is on file', async () => {
    expect(await senderOf(BY_ID, { reader: null }).remind()).toMatchObject(unreachable);
    const reader = { name: 'An', phone: null };
    expect(await senderOf(BY_NUMBER, { reader }).remind()).toMatchObject(unreachable);
    expect(oa.messages(AN)).toEqual([]);
  });

  it('shortens a long name of a unit, and is not sent with half a figure', async () => {
    const long = { ...REMINDER.data, don_vi: 'Ủy ban nhân dân xã Vĩnh Bình Bắc' };
    const { remind, lines } = senderOf();
    expect(await remind({ ...REMINDER, data: long })).toMatchObject({ kind: 'sent' });
    expect(oa.sent(AN)[0]?.template?.data['don_vi']).toBe('Ủy ban nhân dân xã Vĩnh Bình…');
    const date = { ...REMINDER.data, han_gui: '16:00 thứ Hai 30/11/2026' };
    expect(await remind({ ...REMINDER, data: date })).toMatchObject(unreachable);
    expect(lines).toMatchObject([{ level: 'error', facts: { param: 'han_gui' } }]);
  });
});

describe('the hours', () => {
  it.each([
    ['21:55', '2026-12-01T06:05:00+07:00'],
    ['23:59', '2026-12-01T06:05:00+07:00'],
    ['00:00', '2026-11-30T06:05:00+07:00'],
    ['06:04', '2026-11-30T06:05:00+07:00'],
  ])('at %s let it wait for the morning', async (time, morning) => {
    const at = Temporal.Instant.from(`2026-11-30T${time}:00+07:00`);
    expect(await senderOf(BY_ID, { at }).remind()).toMatchObject({
      kind: 'retry',
      notBefore: Temporal.Instant.from(morning),
      putsOff: true,
    });
    expect(oa.calls(BY_USER)).toEqual([]);
  });

  it.each(['06:05', '21:54'])('at %s let it go', async (time) => {
    const at = Temporal.Instant.from(`2026-11-30T${time}:00+07:00`);
    expect(await senderOf(BY_ID, { at }).remind()).toMatchObject({ kind: 'sent' });
  });
});

describe('what a failure means for the message', () => {
  const morning = Temporal.Instant.from('2026-12-01T06:05:00+07:00');
  const putOff = { kind: 'retry', notBefore: morning, putsOff: true };
  const accountWaits = { kind: 'retry', notBefore: after(30), refuses: 'account' };
  const codes: readonly [string, readonly number[], object][] = [
    ['the token is not taken', [-124], accountWaits],
    ['the rate: it waits for the next minute', [-32], { kind: 'retry', notBefore: after(41) }],
    ['refused or restricted', [-139, -141, -217, -244], lost],
    ['cannot receive', [-114, -118, -119, -227, -213], lost],
    ['the person gets no more today', [-1471, -1472, -218], putOff],
    ['quota or money is out', [-115, -126, -137, -144, -147, -1441, -211], putOff],
    [
      'a fault of the configuration',
      [-101, -102, -103, -104, -105, -120, -135, -1351, -136, -138, -145, -1381, -224],
      missed,
    ],
    ['the account is lost', [-204, -205, -248], missed],
    ['night', [-133], putOff],
    ['the phone', [-108], lost],
    ['our fault', [-111, -112, -1121, -1122, -1124, -116, -132, -201, -210], missed],
    ['the template', [-117, -131, -146, -109], unreachable],
    ['unspecified: once more', [-100, -200], { kind: 'retry', notBefore: after(60) }],
    ['a code nobody documented', [-9_999], missed],
  ];
  const all = codes.flatMap(([name, list, expected]) => list.map((code) => [code, name, expected] as const));
  it.each(all)('%i, %s', async (code, _, expected) => {
    oa.fail(BY_PHONE, { code });
    const result = await senderOf(BY_NUMBER).remind();
    expect(result).toMatchObject(expected);
    expect(result).not.toMatchObject(expected === lost ? missed : { kind: 'sent' });
    expect(oa.messages(AN)).toEqual([]);
  });

  const faults: readonly [string, PlatformFault][] = [
    ['a page of a gateway', { status: 502, html: '<html>' }],
    ['no answer', 'hang'],
    ['no answer after it was taken', 'hang after'],
    ['a reset', 'reset'],
    ['an answer cut short', 'truncated'],
  ];
  it.each(faults)('%s: it may have arrived, and is not sent in another way', async (_, fault) => {
    oa.fail(BY_USER, fault);
    expect(await senderOf().remind()).toMatchObject({ kind: 'unknown' });
    expect([oa.calls(BY_USER).length, oa.calls(BY_PHONE).length]).toEqual([1, 0]);
  });

  it('nobody there: nothing was sent, so it is tried again', async () => {
    const roots = { ZALO_OA_API_ROOT: 'http://127.0.0.1:1' };
    expect(await senderOf(BY_ID, { roots }).remind()).toMatchObject({ kind: 'retry', notBefore: after(30) });
  });

  it('unspecified twice is given up', async () => {
    const { remind } = senderOf();
    oa.fail(BY_USER, { code: -100 }, { code: -100 });
    await remind();
    expect(await remind()).toMatchObject(unreachable);
    expect(await remind()).toMatchObject({ kind: 'sent' });
  });
});

describe('what a failure means for the next messages', () => {
  it('quota: none until the next morning', async () => {
    const { remind, forward } = senderOf();
    oa.fail(BY_USER, { code: -144 });
    await remind();
    expect(await remind()).toMatchObject({ kind: 'retry', putsOff: true });
    expect(oa.calls(BY_USER)).toHaveLength(1);
    forward(16);
    expect(await remind()).toMatchObject({ kind: 'sent' });
  });

  it('configuration: none for an hour', async () => {
    const { remind, forward } = senderOf();
    oa.fail(BY_USER, { code: -138 });
    await remind();
    expect(await remind()).toMatchObject(unreachable);
    forward(1);
    expect(await remind()).toMatchObject({ kind: 'sent' });
  });

  it('not approved: none until Zalo says that it is', async () => {
    const { remind, changed, forward } = senderOf({ 'nhac-han': { id: '103', byPhone: false } });
    await remind();
    forward(24);
    await remind();
    expect(oa.calls(BY_USER)).toHaveLength(1);
    changed({ id: '999', status: 'ENABLE', reason: undefined });
    await remind();
    expect(oa.calls(BY_USER)).toHaveLength(1);
    changed({ id: '103', status: 'ENABLE', reason: undefined });
    await remind();
    expect(oa.calls(BY_USER)).toHaveLength(2);
  });

  it('disabled by Zalo: none, which is told with the reason', async () => {
    const { remind, changed, lines } = senderOf();
    changed({ id: '101', status: 'DISABLE', reason: 'chất lượng thấp' });
    expect(await remind()).toMatchObject(unreachable);
    expect(lines).toMatchObject([{ level: 'error', facts: { reason: 'chất lượng thấp' } }]);
  });

  it.each([
    ['its money', -115, 'top up'],
    ['its link', -138, 'Cloud Account'],
    ['its approval', -131, '--check'],
    ['its parameters', -1121, '--check'],
    ['a phone', -108, 'phone number'],
  ])('what it lacks (%s) is told once, with what to do', async (_, code, words) => {
    const { remind, lines } = senderOf();
    oa.fail(BY_USER, { code }, { code });
    await remind();
    await remind();
    expect(lines).toMatchObject([{ level: 'error', event: expect.stringContaining(words) }]);
  });
});
