import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { findSecrecy } from '../../../src/core/parsing/secrecy.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const read = (text: string, openField?: string) =>
  parse(text, tuan, openField === undefined ? { today } : { today, openField });
const guards = (text: string, openField?: string) =>
  read(text, openField).guards.map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`);

describe('a mark of state secrets', () => {
  it.each([
    'Độ mật: MẬT\nBáo cáo tuần: hg 2/2, kn 3',
    'do mat: toi mat. hg 5/6',
    '[MẬT] hg 5/6',
    '(Mật) kn 2',
    '[MAT] kn 2',
    'MẬT\nhg 5/6',
    'Mật: hg 5/6',
    'HỎA TỐC - MẬT\nhg 5/6',
    'TUYỆT MẬT hg 5/6',
    'tuyet mat, hg 5/6',
    'tối mật hg 5/6',
    'kk: gửi kèm văn bản mật của huyện',
    'hg 5/6 (tài liệu mật)',
  ])('%j lets nothing be taken', (text) => {
    expect(read(text)).toMatchObject({
      readings: [],
      doubts: [],
      nil: false,
      guards: [{ kind: 'secrecy' }],
    });
    expect(findSecrecy(text)).toBeDefined();
  });

  it.each([
    'kk: chưa bảo mật, mật khẩu yếu, mật độ dân cao',
    'mật ong 5 lít, hg 5/6',
    'tuyên truyền bảo vệ bí mật nhà nước 2 buổi',
    'TUYÊN TRUYỀN LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC',
    'tôi mất điện nên nộp trễ',
    'toi mat dien nen nop tre',
    'mat mang, mai em gui',
    'độ mật: thường; hg 5/6',
    'gặp mặt thân mật 2 buổi',
    'nuôi ong lấy mật',
    'hg 5/6, kn 1',
  ])('%j bears none', (text) => {
    expect(findSecrecy(text)).toBeUndefined();
    expect(guards(text)).toEqual([]);
  });

  it('is seen also where a free text was asked for', () => {
    expect(read('Tuyệt mật: tình hình biên giới', 'difficulties').readings).toEqual([]);
  });
});

describe('words that tell who complained or denounced', () => {
  it.each([
    ['kn 1 (ông Nguyễn Văn Tám, ấp 3), tc 0', ['name ông Nguyễn Văn Tám']],
    ['don to cao cua ong tam ap 3: tc 1', ['name ong tam']],
    ['kk: bà Nguyễn Thị Hoa khiếu nại đất', ['name bà Nguyễn Thị Hoa']],
    ['đx: xử lý đơn của ông/bà Lê Văn Út tố cáo cán bộ', ['name ông/bà Lê Văn Út']],
    ['kk: dân khiếu nại về đất. Ông Trần Văn Bảy, CCCD 086 090 001 234', ['name Ông Trần Văn Bảy', 'id-number 086 090 001 234']],
    ['tc 1, sđt 0912.345.678', ['phone-number 0912.345.678']],
    ['tố cáo 1 (+84 912 345 678)', ['phone-number 84 912 345 678']],
    ['kn 1, cmnd 371234567', ['id-number 371234567']],
    ['kn 1, cccd 079 123 456 789', ['id-number 079 123 456 789']],
  ])('%j', (text, expected) => {
    expect(guards(text)).toEqual(expected);
  }); // prettier-ignore

  it('are looked for in the whole of a text that was asked for', () => {
    expect(guards('Dân khiếu nại đất. Bà Lê Thị Hai gọi nhiều lần', 'difficulties')).toEqual([
      'name Bà Lê Thị Hai',
    ]);
  });

  it.each([
    'kk: bà Nguyễn Thị Hoa thiếu nước, sđt 0912 345 678',
    'anh Hùng ơi kn 1 tc 0',
    'anh Hùng kn 1 tc 0',
    'em gửi anh Hùng: hg 5/6, kn 1',
    'bà con khiếu nại nhiều, kn 3',
    'ba don to cao, kn 1',
    'Báo cáo ông Chủ tịch: kn 1',
    'Hòa giải 5/6 (bà Tư và ông Năm), khiếu nại 1',
    'em Lan báo cáo: hg 5/6, kn 1. Sđt em 0912345678',
    'kn 1 tc 2 td 300 dt 400',
  ])('%j holds none', (text) => {
    expect(guards(text)).toEqual([]);
  });

  it.each(['kn 1, cccd 079 123 456 789', 'kn 1, sđt 0912-345-678', 'tc 1 cmnd số 371 234 567'])(
    '%j: the number is no count',
    (text) => {
      const counts = read(text).readings.map(({ value }) => value);
      expect(counts.every((value) => value === 1)).toBe(true);
      expect(read(text).doubts.every(({ kind }) => kind === 'not-understood' || kind === 'which-field')).toBe(
        true,
      );
    },
  );
});
