import { describe, expect, it } from 'vitest';
import { obligationId } from '../../../src/core/ids.ts';
import { duty, FULL, past, Talk, TAN_THUAN, week } from '../../support/conversation.ts';

const USUAL = past(FULL, FULL, FULL, FULL);
const talk = () => new Talk({ numbered: true, duties: [duty({ history: USUAL })] });
const ALL =
  'mh 2, tổng mh 35, hg 5/6, kn 1, tc 0, gqđ 1/1, tthc 120/121, tcd 12, đt 1, qcdc 2, góp ý 2, gs 1';
const BUT_TWO = 'mh 2, tổng mh 35, hg 5/6, kn 1, tc 0, gqđ 1/1, tthc 120/121, tcd 12, đt 1, qcdc 2';

describe('without buttons, a report in one message', () => {
  it('is sent by "1" at the preview', () => {
    const report = talk();
    expect(report.says(ALL).text).toMatch(/gõ 1 hoặc “Gửi”\.\n1\. Gửi\n2\. Sửa\n3\. Hủy$/);
    expect(report.says('1').reply.kind).toBe('receipt');
    expect(report.submitted).toMatchObject([{ values: FULL }]);
  });

  it('shows what is missing as lines to copy, and understands them filled in', () => {
    const report = talk();
    expect(report.says(BUT_TWO).text).toContain('điền giúp:\nGóp ý văn bản:\nKiểm tra, giám sát:\n');
    report.says('Góp ý văn bản: 2\nKiểm tra, giám sát: 1');
    report.says('1');
    expect(report.submitted).toMatchObject([{ values: FULL, gaps: [] }]);
  });

  it('asks nothing about a copied line that was left empty', () => {
    const report = talk();
    report.says(BUT_TWO);
    const { reply } = report.says('Góp ý văn bản: 2\nKiểm tra, giám sát:');
    expect(reply).toMatchObject({ kind: 'preview', missing: [{ code: 'supervisions' }], unclear: [] });
  });

  it('says what a second "1" found, and sends nothing twice', () => {
    const report = talk();
    report.says(ALL);
    report.says('1');
    expect(report.says('1').reply.kind).toBe('already-sent');
    expect(report.submitted).toHaveLength(1);
  });

  it('does not take a second "1" for "không phát sinh" where the first one led to the gaps', () => {
    const report = talk();
    report.says(BUT_TWO);
    expect(report.says('1').reply.kind).toBe('gaps');
    expect(report.says('1').reply.kind).not.toBe('receipt');
    expect(report.submitted).toEqual([]);
  });

  it('keeps its numbers for a week and through other questions, whose own go on behind them', () => {
    const report = talk();
    report.says(ALL);
    expect(report.says('hướng dẫn').text).toMatch(/4\. Nhập từng mục\n5\. Không phát sinh\n6\. Tập thử$/);
    report.clock('28/8 9:00');
    expect(report.says('1').reply.kind).toBe('receipt');
  });

  it('asks again where something else was offered after the numbers, and takes the next "1"', () => {
    const report = talk();
    report.says(ALL);
    const asked = report.clock('24/8 9:00', { offeredSince: ['standagree.7'] }).says('1');
    expect(asked.replies.map(({ kind }) => kind)).toEqual(['number-unclear', 'preview']);
    expect(report.submitted).toEqual([]);
    expect(report.clock('24/8 9:00', { offeredSince: [] }).says('1').reply.kind).toBe('receipt');
  });

  it('does not take a bare yes for it either that may answer what was asked since', () => {
    const report = talk();
    report.says(ALL);
    expect(report.clock('24/8 9:05', { offeredSince: ['standagree.7'] }).says('ok').reply.kind).toBe(
      'preview',
    );
    expect(report.submitted).toEqual([]);
    expect(report.clock('24/8 9:06', { offeredSince: [] }).says('ok').reply.kind).toBe('receipt');
  });

  it('knows its numbers after a reminder of it, and not after one of another report', () => {
    const report = talk();
    report.says(ALL);
    expect(
      report.clock('24/8 9:00', { offeredSince: ['nil.2', 'snooze.2'] }).says('1').replies,
    ).toMatchObject([{ kind: 'number-unclear', isFollowed: true }, { kind: 'preview' }]);
    expect(report.clock('24/8 9:00', { offeredSince: ['nil.1', 'snooze.1'] }).says('1').reply.kind).toBe(
      'receipt',
    );
  });

  it('numbers what is offered beside nothing from 1 again', () => {
    const report = talk();
    report.says(ALL);
    report.says('1');
    report.clock('30/8 9:00');
    expect(report.says('sửa kn 3').text).toMatch(/\n1\. Xin mở lại$/);
  });

  it('numbers anew what is offered when the report it asked about is locked meanwhile', () => {
    const report = talk();
    report.says(ALL);
    report.clock('30/8 9:00');
    expect(report.says('1').text).toMatch(/đồng chí gõ “Xin mở lại”\.\n1\. Xin mở lại$/);
  });

  it('is for the unit whose number is given', () => {
    const report = new Talk({
      numbered: true,
      duties: [duty(), duty({ obligation: obligationId(2), unit: TAN_THUAN })],
    });
    expect(report.says('hg 5/6').text).toContain('2. Xã Tân Thuận, tuần 34/2017');
    report.says('2');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });
});

describe('without buttons, doubts', () => {
  it('are asked in one message, in the order in which they were written', () => {
    const { reply, text } = talk().says('kn khoảng 3, hg 6/5, tthc 98%');
    expect(reply).toMatchObject({
      kind: 'questions',
      asked: ['complaints', 'mediation', 'procedures'].map((code) => ({ field: { code } })),
    });
    expect(text).toContain('\nĐơn khiếu nại mới:\nHòa giải ở cơ sở: 5/6\nThủ tục hành chính đúng hẹn: /\n');
  });

  it.each([
    ['by name', 'Đơn khiếu nại mới: 3\nHòa giải ở cơ sở: 5/6\nThủ tục hành chính đúng hẹn: 118/121'],
    ['in their own short names', 'tthc 118/121, kn 3, hg 5/6'],
    ['in their order', '3; 5/6; 118/121'],
    ['in their order, with spaces alone', '3 5/6 118/121'],
    ['with a yes to what was proposed', 'đúng, kn 3, tthc 118/121'],
  ])('are answered %s', (_, answer) => {
    const report = talk();
    report.says('kn khoảng 3, hg 6/5, tthc 98%');
    expect(report.says(answer).reply).toMatchObject({ kind: 'preview', unclear: [] });
    expect(report.draft()?.values).toEqual({
      complaints: 3,
      mediation: { part: 5, whole: 6 },
      procedures: { part: 118, whole: 121 },
    });
  });

  it('that all propose a value are settled by one yes', () => {
    const report = talk();
    report.says('hg 6/5, gqđ 3/2');
    report.says('đúng');
    expect(report.draft()?.values).toEqual({
      mediation: { part: 5, whole: 6 },
      cases_resolved: { part: 2, whole: 3 },
    });
  });

  it('never number more than three; the least important are quoted in the preview', () => {
    const report = talk();
    expect(report.says('5, tc -1, kn khoảng 3, tthc 98%, hg 6/5').reply).toMatchObject({
      kind: 'questions',
      asked: ['denunciations', 'procedures', 'mediation'].map((code) => ({ field: { code } })),
    });
    const { reply } = report.says('0; 118/121; 5/6');
    expect(reply).toMatchObject({ kind: 'preview', unclear: ['5', 'kn khoảng 3'] });
  });

  it('are put once more after an answer that is none, then quoted in the preview', () => {
    const report = talk();
    report.says('kn 1, hg 6/5, tthc 98%');
    expect(report.says('abc').reply).toMatchObject({ kind: 'questions', refused: 'abc' });
    expect(report.says('xyz').reply).toMatchObject({ kind: 'preview', unclear: ['hg 6/5', 'tthc 98%'] });
  });

  it('about where a figure belongs are asked alone, and answered by number', () => {
    const report = talk();
    expect(report.says('kn: đề nghị huyện hỗ trợ loa').text).toContain('1. Kiến nghị, đề xuất\n');
    report.says('1');
    expect(report.draft()?.values).toEqual({ proposals: 'đề nghị huyện hỗ trợ loa' });
  });

  it('take a bare number as the value that was asked for', () => {
    const report = talk();
    expect(report.says('kn khoảng 3').text).not.toMatch(/^1\./m);
    report.says('3');
    expect(report.draft()?.values).toEqual({ complaints: 3 });
  });

  it('about one answer of three in order leave the others taken', () => {
    const report = talk();
    report.says('từng mục');
    expect(report.says('2; 35; 6/5').reply).toMatchObject({ kind: 'question', field: { code: 'mediation' } });
    expect(report.draft()?.values).toEqual({ models: 2, models_active: 35 });
  });
});

describe('without buttons, the guided way', () => {
  it('asks three fields at a time and leaves the remarks to the preview', () => {
    const report = talk();
    const asked = [report.says('từng mục')];
    for (const answer of ['2; 35; 5/6', '1, 0, 1/1', '120/121 12 1']) asked.push(report.says(answer));
    expect(asked.map(({ reply }) => reply.kind)).toEqual(Array.from({ length: 4 }, () => 'ask-field'));
    const { reply, text } = report.says('2\n2\n1');
    expect(reply).toMatchObject({ kind: 'preview', missing: [] });
    expect(text).toContain('Nếu có, đồng chí nhắn thêm: Khó khăn, vướng mắc; Kiến nghị, đề xuất.');
    expect(report.draft()?.values).toEqual(FULL);
  });

  it('takes one number as the first of the three, and goes on behind it', () => {
    const report = talk();
    report.says('từng mục');
    expect(report.says('2').reply).toMatchObject({ kind: 'ask-field', field: { code: 'models_active' } });
    expect(report.draft()?.values).toEqual({ models: 2 });
  });

  it('passes over the copied lines that were left empty', () => {
    const report = talk();
    report.says('từng mục');
    report.says('Mô hình "Dân vận khéo" mới: 2\nMô hình đang duy trì:\nHòa giải ở cơ sở: /');
    expect(report.state().open).toMatchObject({ kind: 'guided', field: 'complaints' });
    expect(report.draft()).toMatchObject({
      values: { models: 2 },
      skipped: ['models_active', 'mediation'],
      unclear: [],
    });
  });

  it('is how many gaps are filled, three at a time', () => {
    const report = talk();
    report.says('hg 5/6');
    report.says('1');
    expect(report.says('bổ sung').reply).toMatchObject({ kind: 'ask-field', next: [{}, {}] });
  });
});

describe('a new period', () => {
  it('that opens while a draft is open is asked about, and nothing is mixed', () => {
    const report = talk();
    report.says('hg 5/6');
    report.add(duty({ obligation: obligationId(2), period: week(35) })).clock('28/8 9:00');
    expect(report.says('kn 2').reply.kind).toBe('which-duty');
    report.says('2');
    expect(report.draft(1)?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    expect(report.draft(2)?.values).toEqual({ complaints: 2 });
  });
});
