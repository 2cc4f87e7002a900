import { describe, expect, it } from 'vitest';
import { namedBeyond, periodNamed } from '../../../src/core/conversation/named-period.ts';
import { at, duty, week, ZONE } from '../../support/conversation.ts';

const clock = { now: at('28/8 9:00'), zone: ZONE };
const beyond = (text: string) => namedBeyond(text, [duty(), duty({ period: week(35) })], clock);

describe('periods that words name by number beside those that are known', () => {
  it.each([
    ['tuần 20: hg 5/6', ['2017-W20']],
    ['bc tuan 31, 32', ['2017-W31']],
    ['tuần 5 hg 5/6', ['2017-W05']],
    ['tuần 51 hg 5/6', ['2017-W51']],
    ['tuần 20/2016 hg 5/6', ['2016-W20']],
    ['tuần 20 năm 2015 hg 5/6', ['2015-W20']],
  ])('%j: %j, the nearest where no year is named', (text, codes) => {
    expect(beyond(text)).toEqual(codes);
  });

  it('in January the end of the year is that of the year before', () => {
    const january = { ...clock, now: at('1/1 9:00') };
    expect(namedBeyond('tuần 51 hg 5/6', [duty()], january)).toEqual(['2016-W51']);
  });

  it.each(['tuần 34 hg 5/6', 'tháng 7 hg 5/6', 'hg 5/6, kn 1', 'tuần 60', 'tuần 53/2017', ''])(
    '%j: none that is not known, of a kind reported on here, or that there is',
    (text) => {
      expect(beyond(text)).toEqual([]);
    },
  );
});

describe('words that name one period and nothing else', () => {
  it.each([
    ['tuần 34', '2017-W34'],
    ['tuan 5/2016', '2016-W05'],
    ['tháng 8 năm 2017', '2017-08'],
    ['quý III', '2017-Q3'],
    ['tuần này', '2017-W35'],
    ['tháng trước', '2017-07'],
    ['quý vừa rồi', '2017-Q2'],
    ['năm 2016', '2016'],
    ['năm trước', '2016'],
    ['2017-H1', '2017-H1'],
    ['2017 w34', '2017-W34'],
    ['2012..2017', '2012..2017'],
    ['giai đoạn 2012-2017', '2012..2017'],
    ['giai đoạn 2012 – 2017', '2012..2017'],
    ['2012-2017', '2012..2017'],
    ['từ 2012 đến 2017', '2012..2017'],
    ['từ năm 2012 đến hết năm 2017', '2012..2017'],
    ['5 năm 2012-2016', '2012..2016'],
    ['nhiem ky 2015-2020', '2015..2020'],
    ['năm ngoái', '2016'],
    ['6 tháng đầu năm', '2017-H1'],
    ['sáu tháng cuối năm 2016', '2016-H2'],
    ['6 tháng 2017', '2017-H1'],
    ['9 tháng đầu năm 2017', '2017-9M'],
  ])('%j: %s', (text, code) => {
    expect(periodNamed(text, clock)).toBe(code);
  });

  it.each([
    '',
    'hôm kia',
    'tuần 34 của xã Bình Minh',
    'tuần 60',
    'hg 5/6',
    '34',
    '2017-2012',
    '9 tháng cuối năm',
    '5 tháng',
  ])('%j names none', (text) => {
    expect(periodNamed(text, clock)).toBeUndefined();
  });
});
