import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const intentOf = (text: string) => parse(text, tuan, { today }).intent;

describe('what is asked in words', () => {
  it.each([
    'em gửi báo cáo tuần rồi chưa chị',
    'da bao cao tuan nay chua anh',
    'em còn nợ báo cáo nào không ạ',
    'nop so lieu chua',
  ])('is whether something was sent: "%s"', (text) => {
    expect(intentOf(text)).toMatchObject({ kind: 'status' });
  });

  it.each(['bao giờ khóa sổ ạ', 'gửi trước mấy giờ vậy chị', 'mấy giờ khóa sổ anh'])(
    'is when it is due: "%s"',
    (text) => {
      expect(intentOf(text)).toMatchObject({ kind: 'due' });
    },
  );

  it('is when it is due also behind figures, which are taken', () => {
    const { intent, readings, doubts } = parse('kn 2, tc 0. Hạn nộp khi nào ạ', tuan, { today });
    expect(intent).toEqual({ kind: 'due' });
    expect(readings.map(({ value }) => value)).toEqual([2, 0]);
    expect(doubts).toEqual([]);
  });

  it('is to see what was sent: "xem những báo cáo đã nộp"', () => {
    expect(intentOf('cho em xem những báo cáo đã nộp')).toMatchObject({ kind: 'history' });
  });

  it.each(['đề nghị mở lại báo cáo tháng trước để bổ sung', 'đề nghị cho mở lại sổ tuần rồi để sửa'])(
    'is to open a report again, no text of one: "%s"',
    (text) => {
      const { intent, readings } = parse(text, tuan, { today });
      expect(intent).toMatchObject({ kind: 'reopen' });
      expect(readings).toEqual([]);
    },
  );
});

describe('words that are none of it', () => {
  it.each(['dạ em chào chị', 'dạ xin chào đồng chí ạ', 'sáng mai họp giao ban ở huyện'])('"%s"', (text) => {
    expect(intentOf(text)).toBeUndefined();
  });

  it('"dạ đúng rồi, em chào chị" still agrees', () => {
    expect(intentOf('dạ đúng rồi, em chào chị')).toMatchObject({ kind: 'confirm' });
  });

  it('the day of a promise is the one beside "gửi"', () => {
    expect(intentOf('hôm nay em đi ấp, ngày mai em gửi')).toMatchObject({
      kind: 'late',
      until: '2026-08-21',
    });
  });
});
