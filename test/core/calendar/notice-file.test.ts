import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { changesOfYear } from '../../../src/core/calendar/notice-changes.ts';
import { doubtsAboutNotice, parseNotice } from '../../../src/core/calendar/notice-file.ts';
import { holidaysOfYear, withNotice } from '../../../src/core/calendar/holidays.ts';

const TET = { date: '2027-02-05', kind: 'holiday', name: 'Tết Nguyên đán (29 tháng Chạp)' };
const file = (...days: readonly object[]) => ({ year: 2027, source: '1234/TB-BNV', days });

const faults = (raw: unknown): readonly string[] => {
  const parsed = parseNotice(raw);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe('the notice of a year', () => {
  it('gives each day its kind, its name and where it is from', () => {
    const parsed = parseNotice(
      file(TET, { date: '2027-02-13', kind: 'swapped_work', name: 'Làm bù', source: '99/TB' }),
    );
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.value.days.map((one) => ({ ...one, date: one.date.toString() }))).toEqual([
      { ...TET, source: '1234/TB-BNV', announced: true },
      { date: '2027-02-13', kind: 'swapped_work', name: 'Làm bù', source: '99/TB', announced: true },
    ]);
  });

  it.each([
    [
      'a day of another year',
      file(TET, { ...TET, date: '2028-01-01' }),
      'days[1].date: ngày 1/1/2028 không thuộc năm 2027; xin sửa ngày, hoặc sửa year',
    ],
    ['a day listed twice', file(TET, TET), 'days[1].date: ngày 5/2/2027 đã ghi ở days[0]; xin bỏ một dòng'],
    [
      'a Friday to be worked',
      file({ ...TET, kind: 'swapped_work' }),
      'days[0].date: ngày 5/2/2027 là ngày trong tuần, vốn đã làm việc; ngày làm bù phải là thứ Bảy hoặc Chủ nhật',
    ],
    [
      'a Saturday off in lieu',
      file({ ...TET, date: '2027-02-06', kind: 'compensatory' }),
      'days[0].date: ngày 6/2/2027 là ngày cuối tuần, vốn đã nghỉ; ngày nghỉ bù phải là thứ Hai đến thứ Sáu',
    ],
    [
      'a Sunday swapped for rest',
      file({ ...TET, date: '2027-02-07', kind: 'swapped_rest' }),
      'days[0].date: ngày 7/2/2027 là ngày cuối tuần, vốn đã nghỉ; ngày nghỉ hoán đổi phải là thứ Hai đến thứ Sáu',
    ],
    [
      'a day that does not exist',
      file({ ...TET, date: '2027-02-29' }),
      'days[0].date: ngày không có thật hoặc viết sai; viết dạng năm-tháng-ngày, ví dụ: 2025-07-01',
    ],
    [
      'another kind',
      file({ ...TET, kind: 'leave' }),
      'days[0].kind: “leave” không dùng được; chọn một trong: holiday, compensatory, swapped_rest, swapped_work',
    ],
    [
      'a key that is none',
      { ...file(TET), nam: 2027 },
      'nam: không có mục này trong mẫu tệp; các mục dùng được: year, source, days',
    ],
    ['no source', { year: 2027, days: [TET] }, 'source: thiếu mục này; cần chữ'],
    ['a source left empty', { ...file(TET), source: '' }, 'source: không được để trống'],
    ['no days', file(), 'days: cần ít nhất 1 dòng'],
    ['a year out of reach', { ...file(TET), year: 1970 }, 'year: phải từ 1990 đến 2199'],
  ])('is refused for %s', (_, raw, fault) => {
    expect(faults(raw)).toEqual([fault]);
  });

  it('is refused with all its faults at once', () => {
    expect(faults(file({ ...TET, kind: 'swapped_work' }, { ...TET, date: '2026-02-05' }))).toHaveLength(2);
  });
});

const doubts = (...days: readonly object[]): readonly string[] => {
  const parsed = parseNotice(file(...days));
  return parsed.ok ? doubtsAboutNotice(parsed.value).map(({ message }) => message) : ['refused'];
};

describe('what is probably forgotten in a notice', () => {
  it('is nothing in a year as the law has it', () => {
    const year = holidaysOfYear(2027, BUILT_IN_HOLIDAYS);
    expect(doubts(...year.map(({ date, kind, name }) => ({ date: date.toString(), kind, name })))).toEqual(
      [],
    );
  });

  it('are the days that the law names whatever the year', () => {
    const missing = doubts(TET);
    expect(missing).toHaveLength(7);
    expect(missing).toContain(
      'chưa có ngày 30/4/2027 (Ngày Chiến thắng), ngày này sẽ là ngày làm việc; nếu vẫn nghỉ, xin thêm {date: 2027-04-30, kind: holiday, name: Ngày Chiến thắng}',
    );
    expect(missing.some((one) => one.includes('mùng 2'))).toBe(false);
  });

  it('are swaps that do not match and weekends that nothing makes up for', () => {
    const found = doubts(
      { date: '2027-02-06', kind: 'holiday', name: 'Tết Nguyên đán (mùng 1)' },
      { date: '2027-09-03', kind: 'swapped_rest', name: 'Nghỉ hoán đổi' },
    );
    expect(found).toContain('có 1 ngày nghỉ hoán đổi nhưng 0 ngày làm bù; xin xem lại thông báo');
    expect(found).toContain(
      'có 1 ngày lễ rơi vào cuối tuần nhưng 0 ngày nghỉ bù (compensatory); xin xem lại thông báo',
    );
  });
});

describe('what a notice changes', () => {
  it('are days that come, go, or get another meaning', () => {
    const parsed = parseNotice(file(TET, { date: '2027-02-13', kind: 'swapped_work', name: 'Làm bù' }));
    if (!parsed.ok) throw new Error('refused');
    const after = withNotice(BUILT_IN_HOLIDAYS, parsed.value);
    const { added, removed, changed } = changesOfYear(2027, BUILT_IN_HOLIDAYS, after);
    expect(added.map((one) => one.date.toString())).toEqual(['2027-02-13']);
    expect(removed).toHaveLength(holidaysOfYear(2027, BUILT_IN_HOLIDAYS).length - 1);
    expect(changed.map((one) => one.after.date.toString())).toEqual(['2027-02-05']);
    expect(changesOfYear(2027, after, after)).toEqual({ added: [], removed: [], changed: [] });
  });
});
