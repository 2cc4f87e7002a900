import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const read = (text: string) => parse(text, tuan, { today });

function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd');
}

/** As the domain facts list them, section 4. */
const PHRASES: Readonly<Record<string, string>> = {
  nil: 'không phát sinh, ko phát sinh, k phat sinh, kps, kcps, không có gì, ko co gi moi, hổng có gì, không có phát sinh mới, bình thường, nil, không có vụ việc gì',
  confirm:
    'có, ok, oke, okie, dạ, vâng, ừ, đúng rồi, chuẩn, gửi, gởi, gửi đi, xác nhận, đồng ý, nhất trí, dạ gửi đi ạ',
  decline: 'không, ko, chưa, sai, chưa đúng, đừng gửi',
  cancel: 'hủy, huỷ, bỏ, thôi, làm lại, xóa hết',
  correct: 'sửa, sửa lại, đính chính, nhầm, em nhầm, à nhầm, gõ lộn, thay, bổ sung, cập nhật',
  same: 'như kỳ trước, như tuần trước, như cũ, giữ nguyên, y cũ, không đổi',
  late: 'xin nộp trễ, xin chậm, xin lùi, nộp sau, mai gửi, chưa kịp, đang đi cơ sở, đang tập huấn, đang họp, nghỉ phép, mất mạng, mất điện',
  help: 'hướng dẫn, hd, giúp, trợ giúp, làm sao, cách báo cáo, mẫu, ?',
  status: 'em nộp chưa, còn nợ gì',
  due: 'hạn nào, bao giờ hết hạn',
};

const cases = Object.entries(PHRASES).flatMap(([meaning, phrases]) =>
  phrases
    .split(', ')
    .flatMap((phrase) =>
      [phrase, withoutMarks(phrase), phrase.toUpperCase()].map((text) => [text, meaning] as const),
    ),
);

describe('a message of one phrase', () => {
  it.each(cases)('%s means %s and leaves nothing to ask', (text, meaning) => {
    const { nil, intent, readings, doubts } = read(text);
    expect(nil ? 'nil' : intent?.kind).toBe(meaning);
    expect([readings, doubts]).toEqual([[], []]);
  });

  it.each(['đúng', 'dừng'])('%s is plain with its marks, and asked without them', (text) => {
    expect(read(text).intent).toBeDefined();
    expect(read(withoutMarks(text))).toMatchObject({
      intent: undefined,
      doubts: [{ kind: 'not-understood' }],
    });
  });
});

const ZEROS = ['không', 'ko', 'k', 'hông', 'chưa có', '0', '00', 'không có vụ nào', 'không phát sinh', 'kps'];
const LABELS = ['kn', 'khiếu nại', 'Tiếp công dân', 'hg', 'hòa giải', 'tthc', 'mh'];
const zeros = LABELS.flatMap((label) =>
  ZEROS.flatMap((zero) => [`${label} ${zero}`, `${label}: ${zero}`, `${zero} ${label}`]),
);

describe('none of one field', () => {
  it.each(zeros)('is said by %s', (text) => {
    const { readings, doubts, nil } = read(text);
    expect(readings).toHaveLength(1);
    expect([0, { part: 0, whole: 0 }]).toContainEqual(readings[0]?.value);
    expect([doubts, nil]).toEqual([[], false]);
  });

  it.each(['kn ko tăng', 'kn không giảm', 'khiếu nại không để kéo dài'])('is not said by %s', (text) => {
    expect(read(text).readings).toEqual([]);
  });
});

describe('a name or a date', () => {
  it.each([
    '1 cửa', 'ấp 3', 'quý I', 'tuần 34', 'tổ 5', 'khoản 2', 'T8', 'Q3', '6 tháng đầu năm', '15 tây', 'thứ 2', 't2',
    '0912345678', '0912 345 678', '15/08/2026', 'ngày 15 tháng 8', '15/8-21/8', 'số 12/BC-UBND', '16h30',
  ])('is no value: %s', (text) => {
    expect(read(text).readings).toEqual([]);
    expect(read(`hg 5/6, ${text}`).readings).toMatchObject([{ field: 'mediation', value: { part: 5, whole: 6 } }]);
  }); // prettier-ignore
});
