import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/parsing/parse.ts';
import {
  explanationToJson,
  understandingToJson,
  type WordDoubt,
} from '../../../src/core/parsing/understanding-json.ts';
import { tuan } from '../../support/forms.ts';

const today = Temporal.PlainDate.from('2026-08-20');
const word: WordDoubt = (doubt, quote, field) => `${doubt.kind} ${field?.code ?? '-'} «${quote}»`;
const json = (text: string) =>
  understandingToJson(text, tuan, parse(text, tuan, { today }), {
    doubt: word,
    guard: ({ kind }, quote) => `${kind} «${quote}»`,
    otherPeriod: 'other period',
  });

describe('an understanding as JSON', () => {
  it('holds the values that need no question', () => {
    expect(json('hg 5/6, kn 1; kk: thiếu kinh phí')).toEqual({
      values: { mediation: { part: 5, whole: 6 }, complaints: 1, difficulties: 'thiếu kinh phí' },
      nil: false,
      unclear: [],
      warnings: [],
    });
  });

  it('holds no value of a period that the form does not ask for', () => {
    expect(json('Số liệu tháng 7: hg 12/13')).toMatchObject({ values: {}, warnings: ['other period'] });
    expect(json('Số liệu tuần này: hg 12/13')).toMatchObject({
      values: { mediation: { part: 12, whole: 13 } },
      warnings: [],
    });
  });

  it('quotes what belongs nowhere, and words every other doubt', () => {
    expect(json('hg 6/5, trời mưa, 12')).toEqual({
      values: {},
      nil: false,
      unclear: ['trời mưa', '12'],
      warnings: ['part-exceeds-whole mediation «hg 6/5»'],
    });
  });

  it('says which slip was corrected', () => {
    expect(json('khiếu nạii 1')).toMatchObject({
      values: { complaints: 1 },
      warnings: ['«khiếu nạii 1» hiểu là khiếu nại.'],
    });
  });

  it('leaves out a text that is said to be none', () => {
    expect(json('kn 1, khó khăn không').values).toEqual({ complaints: 1 });
  });

  it('fills the rest with zeros: flows and ratios, no stocks, and nothing that is being asked', () => {
    const { values } = json('kn 1, hg 6/5, còn lại không');
    expect(values).toMatchObject({ complaints: 1, denunciations: 0, procedures: { part: 0, whole: 0 } });
    expect(values).not.toHaveProperty('mediation');
    expect(values).not.toHaveProperty('models_active');
  });

  it('fills nothing while a number waits for its field', () => {
    expect(json('5/6, còn lại không').values).toEqual({});
  });

  it.each([
    ['kps', { nil: true, values: {} }],
    ['sửa kn thành 3', { intent: 'correct' }],
    ['thêm 1 đơn nữa', { intent: 'increment', values: {} }],
    ['xin nộp trễ đến mai', { intent: 'late' }],
    ['hướng dẫn', { intent: 'help' }],
    ['như tuần trước', { intent: 'same' }],
    ['em nộp chưa', { intent: 'status' }],
    ['hạn nộp hôm nào', { intent: 'status' }],
    ['hủy', { intent: 'cancel' }],
    ['ok gửi đi', { intent: 'confirm' }],
  ])('of %s says %j', (text, expected) => {
    expect(json(text)).toMatchObject(expected);
  });

  it('names no intent for a plain report or a mere no', () => {
    expect(json('kn 1')).not.toHaveProperty('intent');
    expect(json('chưa đúng')).not.toHaveProperty('intent');
  });
});

describe('the explanation', () => {
  it('shows where each value stands in the message as typed', () => {
    const text = 'dạ kn: 1 (đất đai), báo cáo tuần trước';
    expect(explanationToJson(text, parse(text, tuan, { today }))).toMatchObject({
      spans: { complaints: { start: 3, end: 8, text: 'kn: 1', note: 'đất đai' } },
      period: 'previous',
    });
  });

  it('shows until when a report is put off, and why', () => {
    const text = 'xin nộp trễ đến 25/8, mất điện';
    expect(explanationToJson(text, parse(text, tuan, { today }))).toMatchObject({
      until: '2026-08-25',
      reason: 'mất điện',
    });
  });
});
