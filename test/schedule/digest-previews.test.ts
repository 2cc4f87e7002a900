import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { previewMoment } from '../../src/core/calendar/preview-moment.ts';
import {
  CONTACT,
  GOVERNMENT_LEADER,
  openOffice,
  PARTY_LEADER,
  ZONE,
  type Office,
} from '../support/office.ts';
import { twoDistricts } from '../support/two-districts.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const FRIDAY_EVENING = '2017-08-25T18:30:00+07:00';
const MONDAY = '2017-08-28T07:00:00+07:00';

describe('the moment at which a digest is shown beforehand', () => {
  it.each([
    ['2017-08-28T09:00', '2017-08-28T08:00'],
    ['2017-08-28T07:00', '2017-08-25T18:30'],
    ['2017-08-29T07:30', '2017-08-28T18:30'],
    ['2017-08-29T13:30', '2017-08-29T11:00'],
    // Tết.
    ['2026-02-23T07:00', '2026-02-13T18:30'],
  ])('of %s is %s', (sendAt, shownAt) => {
    const moment = previewMoment(Temporal.Instant.from(`${sendAt}:00+07:00`), ZONE, BUILT_IN_HOLIDAYS);
    expect(moment).toEqual(Temporal.Instant.from(`${shownAt}:00+07:00`));
  });
});

it('a coordinator is shown and changes the digests of the own district alone', async () => {
  const office = await openOffice(undefined, twoDistricts());
  try {
    await office.tick(FRIDAY_EVENING);
    const [own] = (await office.heard('coord')).toReversed();
    const [other] = (await office.heard('coord2')).toReversed();
    expect(own?.text).toContain('Cùng lúc có bản của');
    expect(own?.text).toContain('Chưa báo cáo: xã Một, xã Hai.');
    expect(other?.text).toContain('Bản tổng hợp này');
    expect(other?.text).toContain('Chưa báo cáo: xã Ba.');
    expect(other?.text).not.toContain('Cùng lúc');
    await office.says('coord2', 'hoãn');
    const rows = await office.rows(`
      select b.code, d.send_at > d.planned_at as later from digest_draft d join body b on b.id = d.body_id order by b.code`);
    expect(rows).toEqual([
      { code: 'dang', later: false },
      { code: 'dang-ben', later: true },
      { code: 'ubnd', later: false },
    ]);
  } finally {
    await office.close();
  }
});

describe('a digest before it goes out', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
    await office.says(CONTACT, 'hg 5/6, kn 1');
    await office.says(CONTACT, 'gửi');
    await office.says(CONTACT, 'gửi thiếu');
  });
  afterEach(() => office.close());

  const last = async (person: string) => (await office.heard(person)).at(-1)?.text ?? '';
  const digests = async (person: string) =>
    (await office.heard(person)).filter(({ text }) => text.startsWith('Tổng hợp')).map(({ text }) => text);

  it('is shown to the coordinator once, whoever ticks how often, and goes out as planned', async () => {
    await office.tick('2017-08-25T18:29:00+07:00');
    expect(await last(COORDINATOR)).not.toContain('Bản tổng hợp này');
    await office.tick(FRIDAY_EVENING);
    const shown = await last(COORDINATOR);
    expect(shown).toContain('Bản tổng hợp này gửi lãnh đạo lúc thứ Hai 28/8, 07:00');
    expect(shown).toContain('Cùng lúc có bản của UBND');
    expect(shown).toContain('Tổng hợp tuần 34/2017');
    const heard = (await office.heard(COORDINATOR)).length;
    await office.tick('2017-08-25T18:31:00+07:00');
    await office.tick('2017-08-26T09:00:00+07:00');
    expect(await office.heard(COORDINATOR)).toHaveLength(heard);
    expect(await digests(PARTY_LEADER)).toEqual([]);
    await office.tick(MONDAY);
    await office.tick('2017-08-28T07:01:00+07:00');
    expect(await digests(PARTY_LEADER)).toHaveLength(1);
    expect(await digests(GOVERNMENT_LEADER)).toHaveLength(1);
  });

  it('is simply sent when the clock jumps over both moments', async () => {
    await office.tick(MONDAY);
    expect(await digests(PARTY_LEADER)).toHaveLength(1);
    expect((await office.heard(COORDINATOR)).map(({ text }) => text).join()).not.toContain(
      'Bản tổng hợp này',
    );
    await office.tick('2017-09-11T07:00:00+07:00');
    expect((await digests(PARTY_LEADER)).length).toBeGreaterThan(1);
  });

  it('goes out with the coordinator’s remark and figures of the moment', async () => {
    await office.tick(FRIDAY_EVENING);
    expect((await office.taps(COORDINATOR, 'Sửa lời dẫn')).at(-1)?.text).toContain('trong một tin');
    expect((await office.says(COORDINATOR, 'x'.repeat(201))).at(-1)?.text).toContain('gọn trong 200 chữ');
    expect((await office.says(COORDINATOR, 'Tuần có bão số 10, ba xã nộp muộn')).at(-1)?.text).toContain(
      'Đã ghi lời dẫn: «Tuần có bão số 10, ba xã nộp muộn»',
    );
    await office.says(CONTACT, 'sửa kn thành 4');
    await office.says(CONTACT, 'gửi');
    await office.tick(MONDAY);
    const [digest = ''] = await digests(PARTY_LEADER);
    expect(digest).toContain('Lời dẫn của đồng chí Ngô Thị Cẩm Tú: “Tuần có bão số 10, ba xã nộp muộn”');
    expect(digest).toMatch(/khiếu nại mới:? 4/i);
    expect(await office.rows(`select figures -> 'remark' ->> 'by' as by from digest limit 1`)).toEqual([
      { by: 'Ngô Thị Cẩm Tú' },
    ]);
  });

  it('is sent at once when the coordinator wants it, and not again when it was planned', async () => {
    await office.tick(FRIDAY_EVENING);
    await office.says(COORDINATOR, 'lời dẫn: đủ số liệu');
    expect((await office.taps(COORDINATOR, 'Gửi ngay')).at(-1)?.text).toContain(
      'được gửi lãnh đạo lúc thứ Sáu',
    );
    await office.tick('2017-08-25T18:31:00+07:00');
    expect(await digests(PARTY_LEADER)).toHaveLength(1);
    await office.tick(MONDAY);
    expect(await digests(PARTY_LEADER)).toHaveLength(1);
    // An old button.
    expect((await office.taps(COORDINATOR, 'Hoãn')).at(-1)?.text).toContain('tin cũ');
    expect((await office.says(COORDINATOR, 'hoãn')).at(-1)?.text).toContain(
      'không có bản tổng hợp nào sắp gửi',
    );
  });

  it('waits for the next working day when it is put off, also through downtime', async () => {
    await office.tick(FRIDAY_EVENING);
    expect((await office.says(COORDINATOR, 'hoãn')).at(-1)?.text).toContain('lúc thứ Ba 29/8, 07:00');
    await office.tick(MONDAY);
    await office.tick('2017-08-28T16:00:00+07:00');
    expect(await digests(PARTY_LEADER)).toEqual([]);
    await office.tick('2017-08-30T10:00:00+07:00');
    expect(await digests(PARTY_LEADER)).toHaveLength(1);
    await office.tick('2017-08-30T10:01:00+07:00');
    expect(await digests(PARTY_LEADER)).toHaveLength(1);
    expect(await office.rows('select distinct planned_at::text from digest')).toEqual([
      { planned_at: '2017-08-28 00:00:00+00' },
    ]);
  });

  it('is nobody else’s to change', async () => {
    await office.tick(FRIDAY_EVENING);
    for (const person of [PARTY_LEADER, CONTACT]) await office.says(person, 'hoãn');
    expect(await office.rows('select distinct send_at = planned_at as kept from digest_draft')).toEqual([
      { kept: true },
    ]);
  });

  it('comes once from two tickers at the same moment', async () => {
    await Promise.all([office.tick(FRIDAY_EVENING), office.tick(FRIDAY_EVENING)]);
    await Promise.all([office.tick(MONDAY), office.tick(MONDAY)]);
    const shown = (await office.heard(COORDINATOR)).filter(({ text }) => text.includes('Bản tổng hợp này'));
    expect(shown).toHaveLength(1);
    expect(await digests(PARTY_LEADER)).toHaveLength(1);
  });
});
