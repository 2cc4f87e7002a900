import { describe, expect, it } from 'vitest';
import { duty, FULL, past, Talk } from '../../../support/conversation.ts';

const talk = () => new Talk({ duties: [duty({ history: past(FULL) })] });

describe('the guided way', () => {
  it('leads through all fields, one at a time, to the preview', () => {
    const report = talk();
    let { reply } = report.says('từng mục');
    const answers = [
      '2',
      'như kỳ trước',
      '5/6',
      '1',
      'không',
      '1/1',
      '120/121',
      '12',
      '1',
      '2',
      '2',
      '1',
      'đường xấu',
      'không',
    ];
    for (const [index, answer] of answers.entries()) {
      expect(reply).toMatchObject({ kind: 'ask-field', position: index + 1, total: 14 });
      reply = report.says(answer).reply;
    }
    expect(reply).toMatchObject({ kind: 'preview', missing: [] });
    expect(report.draft()?.values).toEqual({ ...FULL, difficulties: 'đường xấu' });
  });

  it('offers the last value for a stock field only', () => {
    const report = talk();
    report.says('từng mục');
    expect(report.labels).toEqual(['Bỏ qua', 'Xem lại']);
    report.says('2');
    expect(report.labels).toEqual(['Như kỳ trước (35)', 'Bỏ qua', 'Quay lại', 'Xem lại']);
    expect(report.taps('Như kỳ trước (35)').reply).toMatchObject({ position: 3 });
    expect(report.draft()?.values['models_active']).toBe(35);
  });

  it.each(['bỏ qua', '[Bỏ qua]'])('%s passes a field over, and [Gửi] asks about it', (skip) => {
    const report = talk();
    report.says('từng mục');
    const { reply } = skip.startsWith('[') ? report.taps('Bỏ qua') : report.says(skip);
    expect(reply).toMatchObject({ position: 2 });
    expect(report.draft()).toMatchObject({ values: {}, skipped: ['models'] });
  });

  it('asks passed-over fields again when it is begun again', () => {
    const report = talk();
    report.says('từng mục');
    report.taps('Bỏ qua');
    report.says('35');
    report.taps('Xem lại');
    expect(report.says('từng mục').reply).toMatchObject({ kind: 'ask-field', position: 1 });
  });

  it.each(['quay lại', '[Quay lại]'])('%s asks the field before again and says what it holds', (back) => {
    const report = talk();
    report.says('từng mục');
    report.says('2');
    const { reply, text } = back.startsWith('[') ? report.taps('Quay lại') : report.says(back);
    expect(reply).toMatchObject({ kind: 'ask-field', position: 1 });
    expect(text).toContain('Đã ghi: Mô hình "Dân vận khéo" mới 2');
    report.says('3');
    expect(report.draft()?.values['models']).toBe(3);
  });

  it.each(['xem lại', 'ok', '[Xem lại]'])('%s shows the preview and sends nothing', (review) => {
    const report = talk();
    report.says('từng mục');
    report.says('2');
    const { reply } = review.startsWith('[') ? report.taps('Xem lại') : report.says(review);
    expect(reply.kind).toBe('preview');
    expect(report.submitted).toEqual([]);
  });

  it('with nothing answered has nothing to review, and keeps no draft', () => {
    const report = talk();
    report.says('từng mục');
    expect(report.taps('Xem lại').reply.kind).toBe('nothing-sent-yet');
    expect(report.draft()).toBeNull();
  });

  it('takes other fields that an answer gives, and does not ask them', () => {
    const report = talk();
    report.says('từng mục');
    report.says('2, tổng mh 35, hg 5/6');
    expect(report.draft()?.values).toMatchObject({
      models: 2,
      models_active: 35,
      mediation: { part: 5, whole: 6 },
    });
    expect(report.state().open).toMatchObject({ kind: 'guided', field: 'complaints' });
  });

  it('asks about a doubtful answer, then goes on behind it', () => {
    const report = talk();
    report.says('từng mục');
    report.says('2');
    report.says('35');
    expect(report.says('6/5').reply).toMatchObject({ kind: 'question' });
    expect(report.says('đúng').reply).toMatchObject({ kind: 'ask-field', position: 4 });
    expect(report.draft()?.values['mediation']).toEqual({ part: 5, whole: 6 });
  });

  it('is not lost when something else is asked, shown or sent in between', () => {
    const report = talk();
    report.says('từng mục');
    for (const other of ['em nộp chưa', 'hướng dẫn', 'hạn nộp khi nào', 'cho em xem lịch sử'])
      report.says(other);
    report.says('2');
    expect(report.draft()?.values).toEqual({ models: 2 });
  });

  it('takes an answer that is words for a text field as the text, whatever the words', () => {
    const report = talk();
    report.says(
      'hg 5/6, tc 0, kn 1, mh 2, tổng mh 35, gqđ 1/1, tthc 9/9, tcd 1, đt 1, qcdc 1, góp ý 1, gs 1',
    );
    report.says('từng mục');
    report.says('tuần trước chưa kịp họp, xin lùi đến tháng 9');
    expect(report.draft()?.values['difficulties']).toBe('tuần trước chưa kịp họp, xin lùi đến tháng 9');
  });

  it('repeats the field with the words that were no answer', () => {
    const report = talk();
    report.says('từng mục');
    const { reply } = report.says('abc xyz');
    expect(reply).toMatchObject({ kind: 'ask-field', position: 1, refused: 'abc xyz' });
    expect(report.draft()?.unclear).toEqual([]);
  });
});
