import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

/** A Thursday. */
const today = Temporal.PlainDate.from('2026-08-20');
const intent = (text: string) => parse(text, tuan, { today }).intent;

describe('time away', () => {
  it.each([
    ['nghỉ đến 25/8, đ/c Lan thay', '2026-08-25', 'đ/c Lan'],
    ['em nghỉ phép từ mai tới 25/8 nhờ chị Hoa làm thay', '2026-08-25', 'chị Hoa'],
    ['em di cong tac den 25/8 nho anh Tam bao cao thay', '2026-08-25', 'anh Tam'],
    ['người thay: Trần Thị Lan, em nghỉ đến 30/8', '2026-08-30', 'Trần Thị Lan'],
    ['đi công tác tới thứ 6', '2026-08-21', undefined],
    ['em nghỉ phép từ 21 đến 28/8', '2026-08-28', undefined],
    ['tu ngay 21 toi ngay 28/8 em di hoc, chi Mai lam thay', '2026-08-28', 'chi Mai'],
    ['em nghi phep den het tuan nay', '2026-08-23', undefined],
    ['em nghỉ phép, có gì đ/c Lan làm thay', undefined, 'đ/c Lan'],
  ])('%j', (text, until, standIn) => {
    expect(intent(text)).toEqual({
      kind: 'absence',
      ...(until === undefined ? {} : { until }),
      ...(standIn === undefined ? {} : { standIn }),
    });
  });

  it.each(['đang nghỉ phép, mai em gửi', 'em nghỉ ốm, xin nộp trễ đến 25/8'])('%j is only late', (text) => {
    expect(intent(text)?.kind).toBe('late');
  });

  it('is no matter where figures are told', () => {
    expect(intent('kn 1, em nghỉ đến 25/8')).toBeUndefined();
  });
});

describe('a report to be opened again', () => {
  it.each([
    ['xin mở lại báo cáo tuần trước để sửa kn', 'sửa kn'],
    ['xin mo lai bao cao tuan truoc giup em', undefined],
    ['xin mở lại sổ tuần 33 vì em nhập nhầm số hòa giải', 'vì em nhập nhầm số hòa giải'],
  ])('%j', (text, reason) => {
    const { doubts, ...rest } = parse(text, tuan, { today });
    expect(rest.intent).toEqual({ kind: 'reopen', ...(reason === undefined ? {} : { reason }) });
    expect(doubts).toEqual([]);
  });

  it.each(['mở lại lớp học xóa mù chữ', 'kk: đề nghị mở lại lớp học'])(
    '%j speaks of something else',
    (text) => {
      expect(intent(text)).toBeUndefined();
    },
  );
});

describe('a late report', () => {
  it.each([
    ['xin nộp trễ đến chiều mai, mạng yếu', '2026-08-21', 'network'],
    ['xin nộp trễ đến 10h sáng mai', '2026-08-21T10:00', undefined],
    ['cho em gửi sau 3h chiều nay, đang đi cơ sở', '2026-08-20T15:00', 'field-trip'],
    ['mai em gửi, đang chờ số liệu ấp', '2026-08-21', 'waiting-for-figures'],
    ['xin nộp trễ, em bị ốm', undefined, 'other'],
    ['em chưa nộp, chiều em nộp', undefined, undefined],
  ])('%j names when and why', (text, until, cause) => {
    const late = intent(text);
    expect(late).toMatchObject({ kind: 'late' });
    expect(late?.kind === 'late' ? [late.until, late.reason && late.cause] : []).toEqual([until, cause]);
  });
});

describe('questions about the report', () => {
  it.each([
    'em nộp chưa', 'em nop chua', 'em nộp tuần này chưa anh', 'em gởi báo cáo chưa dạ', 'còn nợ gì', 'con no gi khong',
    'em còn thiếu gì hông', 'em có nợ báo cáo nào hông', 'báo cáo em vô chưa', 'em gửi hồi nãy nhận được chưa',
  ])('%j asks how it stands', (text) => {
    expect(intent(text)).toEqual({ kind: 'status' });
  }); // prettier-ignore

  it.each([
    'hạn nào', 'han nao', 'chừng nào hết hạn', 'chung nao toi han', 'bữa nào nộp', 'bữa nào tới hạn vậy anh', 'han nop la bua nao',
  ])('%j asks for the due moment', (text) => {
    expect(intent(text)).toEqual({ kind: 'due' });
  }); // prettier-ignore
});
