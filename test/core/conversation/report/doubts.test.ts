import { describe, expect, it } from 'vitest';
import { duty, FULL, past, sent, Talk } from '../../../support/conversation.ts';

const USUAL = past(FULL, FULL, FULL, FULL);
const talk = () => new Talk({ duties: [duty({ history: USUAL })] });
const corrected = () =>
  new Talk({ duties: [duty({ history: USUAL, sent: sent(FULL) })] }).clock('25/8 10:30');

describe('a question about a figure', () => {
  it.each(['đúng', 'dạ đúng', 'có', '5/6', '[5/6]'])('%s takes the suggestion', (yes) => {
    const report = talk();
    report.says('hg 6/5, kn 1');
    if (yes.startsWith('[')) report.taps('5/6');
    else report.says(yes);
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 }, complaints: 1 });
    expect(report.draft()?.unclear).toEqual([]);
  });

  it.each(['không', 'ko', 'sai', 'không phải'])('%s is no figure: the number itself is asked', (no) => {
    const report = talk();
    report.says('hg 6/5, kn 1');
    const { reply } = report.says(no);
    expect(reply).toMatchObject({ kind: 'question', question: { doubt: { kind: 'value-missing' } } });
    expect(report.draft()?.values).toEqual({ complaints: 1 });
    report.says('4/6');
    expect(report.draft()?.values['mediation']).toEqual({ part: 4, whole: 6 });
  });

  it('"không" is none where the number itself is asked', () => {
    const report = talk();
    report.says('kn');
    report.says('không');
    expect(report.draft()?.values).toEqual({ complaints: 0 });
  });

  it.each(['bỏ qua', '[Bỏ qua]'])('%s leaves the words quoted, counting for nothing', (skip) => {
    const report = talk();
    report.says('kn 1, hg 6/5');
    const { reply } = skip.startsWith('[') ? report.taps('Bỏ qua') : report.says(skip);
    expect(reply).toMatchObject({ kind: 'preview', unclear: ['hg 6/5'] });
    expect(report.draft()?.values).toEqual({ complaints: 1 });
  });

  it('is put again after an answer that is none, which is quoted', () => {
    const report = talk();
    report.says('tthc 98%');
    const { reply } = report.says('chuyện đó chưa rõ lắm');
    expect(reply.kind === 'question' && reply.refused).toContain('chuyện đó');
  });

  it('takes what an answer says of other fields, and asks its own again', () => {
    const report = talk();
    report.says('tthc 98%');
    const { reply } = report.says('kn 2');
    expect(report.draft()?.values).toEqual({ complaints: 2 });
    expect(reply).toMatchObject({ kind: 'question', field: { code: 'procedures' } });
  });

  it('comes before a new doubt about another field, which is asked next', () => {
    const report = talk();
    report.says('tthc 98%');
    report.says('hg 6/5');
    expect(report.says('118/121').reply).toMatchObject({ kind: 'question', field: { code: 'mediation' } });
  });

  it('never comes more than three times before the preview; the rest is quoted there', () => {
    const report = talk();
    report.says('hg 6/5, tthc 98%, kn khoảng 3, tc -1, tcd 5-6');
    report.says('bỏ qua');
    report.says('120/121');
    const { reply } = report.says('3');
    expect(reply).toMatchObject({ kind: 'preview', unclear: ['hg 6/5', 'tc -1', 'tcd 5-6'] });
  });

  it('that is never answered gives way to the preview', () => {
    const report = talk();
    report.says('kn 1, tthc 98%');
    report.says('à ừm');
    report.says('xyz');
    expect(report.says('xyz').reply).toMatchObject({ kind: 'preview', unclear: ['tthc 98%'] });
  });

  it('keeps quoting what was not understood beside it', () => {
    const report = talk();
    report.says('tthc 98%, abc xyz');
    expect(report.says('120/121').reply).toMatchObject({ kind: 'preview', unclear: ['abc xyz'] });
  });

  it('of which field asks for the field, and takes its bare name', () => {
    const report = talk();
    expect(report.says('5/6').text).toContain('«5/6» thuộc mục nào');
    report.says('hòa giải');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('"5 là số đạt hay tổng số" is not answered by a yes', () => {
    const report = talk();
    report.says('hg 5');
    expect(report.says('đúng').reply.kind).toBe('question');
    expect(report.draft()?.values).toEqual({});
  });

  it('is not forgotten when something else is asked in between', () => {
    const report = talk();
    report.says('hg 6/5');
    report.says('em nộp chưa');
    expect(report.says('đúng').reply).toMatchObject({ kind: 'question', field: { code: 'mediation' } });
    report.says('đúng');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });

  it('that other words replace stays quoted in the draft', () => {
    const report = talk();
    report.says('kn 1, hg 6/5');
    report.says('hủy');
    expect(report.taps('Giữ lại').reply).toMatchObject({ kind: 'preview', unclear: ['hg 6/5'] });
  });
});

describe('"thêm 1 đơn nữa"', () => {
  it('asks for the total with the known figure named, and changes nothing before a yes', () => {
    const report = corrected();
    const { text } = report.says('thêm 1 đơn khiếu nại nữa');
    expect(text).toContain('trước đã ghi 1, tổng trong kỳ là 2 phải không ạ');
    expect(report.draft()?.values['complaints']).toBe(1);
    report.says('đúng');
    expect(report.draft()?.values['complaints']).toBe(2);
  });

  it('"không" leads to the question for the figure itself', () => {
    const report = corrected();
    report.says('thêm 1 đơn khiếu nại nữa');
    report.says('không');
    report.says('4');
    expect(report.draft()?.values['complaints']).toBe(4);
  });

  it('of a field still to be named is added to that field, and the preview shows from what to what', () => {
    const report = corrected();
    report.says('thêm 1 đơn nữa');
    const { text } = report.taps('Đơn khiếu nại mới');
    expect(text).toContain('Đơn khiếu nại mới: 1 → 2');
  });

  it('without a known figure asks whether that is all', () => {
    const report = talk();
    expect(report.says('kn thêm 1 đơn nữa').text).toContain('tổng trong kỳ là 1 phải không ạ');
    expect(report.draft()?.values).toEqual({});
  });

  it('means what was shown, also when a deputy changed the figure since', () => {
    const report = corrected();
    report.says('thêm 1 đơn khiếu nại nữa');
    report.says('kn 7', 'deputy');
    report.says('đúng');
    expect(report.draft()?.values['complaints']).toBe(2);
  });
});

describe('a figure far from the usual', () => {
  it.each(['đúng', 'đúng rồi', '[Đúng rồi]'])('%s keeps it, and it is asked once', (yes) => {
    const report = talk();
    expect(report.says('kn 250').reply).toMatchObject({ kind: 'unusual', items: [{ value: 250, usual: 1 }] });
    const { reply } = yes.startsWith('[') ? report.taps('Đúng rồi') : report.says(yes);
    expect(reply).toMatchObject({ kind: 'preview', unusual: [] });
    expect(report.says('tc 0').reply.kind).toBe('preview');
  });

  it.each(['không', 'nhập lại', '[Nhập lại]'])('%s takes it out and asks again', (no) => {
    const report = talk();
    report.says('kn 250');
    if (no.startsWith('[')) report.taps('Nhập lại');
    else report.says(no);
    expect(report.draft()?.values).toEqual({});
    report.says('2');
    expect(report.draft()?.values).toEqual({ complaints: 2 });
  });

  it('is replaced by the right figure typed at once', () => {
    const report = talk();
    report.says('kn 250');
    expect(report.says('kn 2').reply.kind).toBe('preview');
    expect(report.draft()?.values).toEqual({ complaints: 2 });
  });

  it('is pointed out in the preview where there is no room for another question', () => {
    const report = talk();
    report.says('hg 6/5, tthc 98%, kn khoảng 3');
    report.says('đúng');
    report.says('120/121');
    expect(report.says('300').reply).toMatchObject({
      kind: 'preview',
      unusual: [{ field: { code: 'complaints' }, usual: 1 }],
    });
  });
});
