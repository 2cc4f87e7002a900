import { describe, expect, it } from 'vitest';
import { obligationId } from '../../../../src/core/ids.ts';
import { at, duty, FULL, sent, Talk, week } from '../../../support/conversation.ts';

const talk = () => new Talk({ duties: [duty({ sent: sent(FULL) })] }).clock('25/8 10:30');

describe('a correction after sending', () => {
  it.each(['kn 3', 'sửa kn thành 3', 'em nhầm, kn 3'])(
    '%s keeps the rest and becomes the next revision',
    (text) => {
      const report = talk();
      const { reply } = report.says(text);
      expect(reply).toMatchObject({
        kind: 'preview',
        correctsRevision: 1,
        changes: [{ field: { code: 'complaints' }, before: 1, after: 3 }],
      });
      report.says('gửi');
      expect(report.submitted).toMatchObject([{ follows: 1, values: { ...FULL, complaints: 3 } }]);
    },
  );

  it('says in its receipt what changed, and stays as punctual as the first', () => {
    const report = talk().clock('25/8 18:00');
    report.says('kn 3');
    const { text } = report.says('gửi');
    expect(text).toContain('đúng hạn, bản sửa lần 1');
    expect(text).toContain('Mã: BC-2223.2');
    expect(text).toContain('Đơn khiếu nại mới: 1 → 3');
  });

  it('that changes nothing is said so at once and leaves no draft', () => {
    const report = talk();
    expect(report.says('kn 1').reply.kind).toBe('nothing-changed');
    expect(report.draft()).toBeNull();
  });

  it('that is taken back changes nothing', () => {
    const report = talk();
    report.says('kn 3');
    expect(report.says('à nhầm, kn 1').reply.kind).toBe('nothing-changed');
    expect(report.draft()).toBeNull();
  });

  it.each(['sửa', 'sửa lại'])('%s alone is told how', (word) => {
    const report = talk();
    expect(report.says(word).reply.kind).toBe('edit-hint');
    report.says('kn 3');
    expect(report.draft()?.values['complaints']).toBe(3);
  });

  it('dropped leaves the report as it was sent', () => {
    const report = talk();
    report.says('kn 3');
    expect(report.says('hủy').text).toContain('Báo cáo đã gửi vẫn giữ nguyên');
    report.says('bỏ');
    expect(report.sent()?.values['complaints']).toBe(1);
    expect(report.draft()).toBeNull();
  });

  it.each(['ok', 'cảm ơn đồng chí', 'vâng', '👍', 'dạ em cảm ơn'])('is not begun by %s', (courtesy) => {
    const report = talk();
    report.says(courtesy);
    expect(report.draft()).toBeNull();
    expect(report.submitted).toEqual([]);
  });

  it('does not ask again about gaps that the report was knowingly sent with', () => {
    const report = new Talk();
    report.says('hg 5/6');
    report.says('gửi');
    report.says('gửi thiếu');
    report.says('hg 6/6');
    report.says('gửi');
    expect(report.submitted).toHaveLength(2);
  });
});

describe('a correction before sending', () => {
  it.each(['không', 'sửa', '[Sửa]'])('%s under the preview tells how and keeps the draft', (edit) => {
    const report = new Talk();
    report.says('hg 5/6, kn 1');
    const { reply } = edit.startsWith('[') ? report.taps('Sửa') : report.says(edit);
    expect(reply.kind).toBe('edit-hint');
    report.says('kn 2');
    expect(report.draft()?.values).toMatchObject({ mediation: { part: 5, whole: 6 }, complaints: 2 });
  });
});

const two = () =>
  new Talk({ duties: [duty(), duty({ obligation: obligationId(2), period: week(35) })] }).clock('28/8 9:00');

describe('a message after the receipt', () => {
  it('may correct what was just sent or begin the next period: it is asked', () => {
    const report = two();
    report.says('tuần trước hg 5/6');
    report.says('gửi');
    report.says('gửi thiếu');
    expect(report.says('kn 3').reply.kind).toBe('which-duty');
    report.taps('Xã Bình Minh, tuần 34/2017 (21/8–27/8)');
    expect(report.draft(1)?.values['complaints']).toBe(3);
    expect(report.draft(2)).toBeNull();
  });

  it('is for the new period once that is long ago', () => {
    const report = new Talk({
      duties: [
        duty({ sent: sent(FULL, { submittedAt: at('25/8 9:00') }) }),
        duty({ obligation: obligationId(2), period: week(35) }),
      ],
    }).clock('28/8 9:00');
    report.says('hg 3/3');
    expect(report.draft(2)?.values).toEqual({ mediation: { part: 3, whole: 3 } });
  });

  it('that says "sửa" means the report that was sent', () => {
    const report = new Talk({
      duties: [duty({ sent: sent(FULL) }), duty({ obligation: obligationId(2), period: week(35) })],
    }).clock('28/8 9:00');
    report.says('sửa kn thành 3');
    expect(report.draft(1)?.values['complaints']).toBe(3);
  });
});
