import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { parse } from '../../../src/core/parsing/parse.ts';
import { LU } from '../../corpus/forms/lu.ts';
import { MUA } from '../../corpus/forms/mua.ts';
import { TIEM } from '../../corpus/forms/tiem.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');

const read = (form: FormDefinition, text: string) => parse(text, form, { today });

const valuesOf = (form: FormDefinition, text: string) =>
  Object.fromEntries(read(form, text).readings.map(({ field, value }) => [field, value]));

describe('a figure that is spoken of but not reported is asked about', () => {
  it.each<[string, FormDefinition, string]>([
    ['the period before', tuan, 'tố cáo: tháng trước 4'],
    ['two periods', tuan, 'tuần trước tc 2, tuần này td 7'],
    ['a total since January', tuan, 'từ đầu năm đến nay tc 9'],
    ['a running total', LU, 'luy ke bi thuong 6'],
    ['a plan', MUA, 'dự kiến thu hoạch 40 ha'],
    ['what will be done', tuan, 'bên em sẽ giám sát 2 cuộc'],
    ['next period', TIEM, 'tuần tới buổi tiêm 3'],
    ['a count a month', tuan, 'tiếp dân 20 lượt/tháng'],
    ['a question', tuan, 'tc 2?'],
    ['a question with hả', tuan, 'tcd 9 hả đồng chí'],
    ['a question with sao', tuan, 'vì sao td là 9 vậy'],
    ['a figure called wrong', tuan, 'tc 4 là sai'],
    ['figures still to come', MUA, 'chưa có số liệu sản lượng'],
    ['one name or the other', tuan, '2 tố cáo hoặc khiếu nại'],
    ['two names added up', tuan, 'tc + kn 4'],
    ['a sum left open', LU, 'nhà ngập 4 + 3'],
    ['what is left to do', MUA, 'gieo sạ còn 9 ha'],
    ['a share that failed', tuan, 'thủ tục trễ hẹn 2/90'],
    ['a share that is left', tuan, 'di dời còn 3/20'],
    ['business as usual', tuan, 'hồ sơ bình thường'],
    ['the number before a change', LU, 'bị thương 5, tăng lên 7'],
    ['one number from two hamlets', LU, 'ấp 2 nhà sập 1; ấp 4 nhà sập 1'],
    ['beasts for people', LU, 'chết 30 con gà'],
    ['another subject', LU, 'heo chết 8'],
    ['a weight for people', LU, 'tôm chết 3 tạ'],
    ['two measures', LU, 'lúa 3 ha 2 công'],
    ['another package', TIEM, 'tồn kho 12 hộp'],
    ['an O for a nought', tuan, 'kn 2O'],
  ])('%s', (_, form, text) => {
    const { readings, doubts } = read(form, text);
    expect(readings).toEqual([]);
    expect(doubts.length).toBeGreaterThan(0);
  });
});

describe('a figure is reported all the same', () => {
  it.each<[string, FormDefinition, string, Record<string, unknown>]>([
    ['of an earlier period alone', tuan, 'tuần trước tc 2, td 7', { denunciations: 2, citizen_reception: 7 }],
    ['before a sentence about a plan', tuan, 'tc 2. Tuần tới xã họp', { denunciations: 2 }],
    ['behind "còn" in a correction', tuan, 'sửa tc còn 2', { denunciations: 2 }],
    ['behind "còn" of what is kept', LU, 'điểm sơ tán còn 4', { shelters: 4 }],
    ['of different hamlets and fields', tuan, 'ấp 1 td 3; ấp 2 đt 3', { citizen_reception: 3, dialogues: 3 }],
    ['in hectares', MUA, 'thu hoạch 5 ha', { harvested: 5 }],
    ['under a longer name of the same', tuan, 'tc 1, đơn tố cáo 1', { denunciations: 1 }],
    ['with those that failed beside it', tuan, 'tthc 90/92 trễ 2', { procedures: { part: 90, whole: 92 } }],
    ['below zero, of a temperature', TIEM, 'nhiệt độ -1,5', { temperature: -1.5 }],
  ])('%s', (_, form, text, values) => {
    expect(valuesOf(form, text)).toEqual(values);
  });
});
