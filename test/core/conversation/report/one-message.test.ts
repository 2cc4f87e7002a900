import { describe, expect, it } from 'vitest';
import { duty, FULL, past, Talk } from '../../../support/conversation.ts';

const USUAL = past(FULL, FULL, FULL, FULL);
const talk = () => new Talk({ duties: [duty({ history: USUAL })] });
const WHOLE =
  'mh 2, tổng mh 35, hg 5/6, kn 1, tc 0, gqđ 1/1, tthc 120/121, tcd 12, đt 1, qcdc 2, góp ý 2, gs 1';

describe('a whole report in one message', () => {
  it('takes three messages: the report, the preview with its "gửi", the receipt', () => {
    const report = talk();
    const preview = report.says(WHOLE);
    expect(preview.replies.map((reply) => reply.kind)).toEqual(['preview']);
    expect(preview.effects.map((effect) => effect.kind)).toEqual(['save-draft']);
    const receipt = report.says('gửi');
    expect(receipt.replies.map((reply) => reply.kind)).toEqual(['receipt']);
    expect(report.submitted).toMatchObject([
      { follows: 0, values: FULL, gaps: [], nil: false, lateMinutes: 0 },
    ]);
    expect(report.draft()).toBeNull();
  });

  it.each(['ok', 'dạ', 'vâng ạ', 'đúng rồi', 'có', 'gởi đi', 'xác nhận', 'OK gửi đi', '[Gửi]'])(
    '%s right under the preview sends it',
    (yes) => {
      const report = talk();
      report.says(WHOLE);
      if (yes === '[Gửi]') report.taps('Gửi');
      else report.says(yes);
      expect(report.submitted).toHaveLength(1);
    },
  );

  it.each([
    'không',
    'chưa',
    'sai',
    'đừng gửi',
    'chưa gửi đâu',
    'gửi chưa',
    'khoan đã',
    'mai gửi',
    'cảm ơn',
    '👍',
    'hướng dẫn',
    'hủy',
    'sửa',
    'kn 2',
    'ok kn 2',
    'xem lại',
    'gửi thiếu',
  ])('%s does not', (other) => {
    const report = talk();
    report.says(WHOLE);
    expect(report.says(other).effects.some((effect) => effect.kind === 'submit-report')).toBe(false);
    expect(report.draft()?.values['mediation']).toEqual({ part: 5, whole: 6 });
  });

  it('says how late it is after the due moment', () => {
    const report = talk().clock('25/8 17:30');
    report.says(WHOLE);
    expect(report.says('gửi').reply).toMatchObject({ kind: 'receipt', lateMinutes: 90 });
  });
});

describe('a bare "ok"', () => {
  it('after another answer means that answer: the preview is shown again', () => {
    const report = talk();
    report.says(WHOLE);
    report.says('hạn nộp là khi nào');
    expect(report.says('ok').reply.kind).toBe('preview');
    expect(report.submitted).toEqual([]);
    report.says('ok');
    expect(report.submitted).toHaveLength(1);
  });

  it('hours later may answer a reminder: the preview is shown again', () => {
    const report = talk();
    report.says(WHOLE);
    expect(report.clock('24/8 13:05').says('dạ').reply.kind).toBe('preview');
    expect(report.submitted).toEqual([]);
  });

  it('is not needed where "gửi" says what is meant', () => {
    const report = talk();
    report.says(WHOLE);
    report.says('hạn nộp là khi nào');
    report.clock('24/8 13:05').says('gửi');
    expect(report.submitted).toHaveLength(1);
  });
});

const asked = () => {
  const report = talk();
  report.says('hg 5/6, tthc 120/121, tcd 12');
  expect(report.says('gửi').reply).toMatchObject({ kind: 'gaps' });
  return report;
};

describe('[Gửi] with required fields that were not mentioned', () => {
  it('names them once, with what is usual there and what would stay', () => {
    const report = talk();
    report.says('hg 5/6, tthc 120/121');
    const { reply } = report.says('gửi');
    expect(reply).toMatchObject({
      kind: 'gaps',
      usual: [{ field: { code: 'citizen_reception' }, usual: 12 }],
      kept: [{ field: { code: 'models_active' }, value: 35 }],
    });
  });

  it.each(['không phát sinh', 'còn lại không', '[Không phát sinh]'])(
    '%s: flows and ratios are zero, stocks stay, and it is sent',
    (answer) => {
      const report = asked();
      if (answer.startsWith('[')) report.taps('Không phát sinh');
      else report.says(answer);
      expect(report.submitted).toMatchObject([
        {
          values: { mediation: { part: 5, whole: 6 }, complaints: 0, models_active: 35 },
          carriedOver: ['models_active'],
          gaps: [],
        },
      ]);
    },
  );

  it('a bare "không" can mean none or not now: what it leads to is shown before it is sent', () => {
    const report = asked();
    const { reply } = report.says('không');
    expect(reply).toMatchObject({ kind: 'preview', missing: [] });
    expect(report.submitted).toEqual([]);
    report.says('gửi');
    expect(report.submitted).toMatchObject([{ values: { complaints: 0 } }]);
  });

  it.each(['gửi thiếu', 'cứ gửi', '[Gửi thiếu]'])('%s: it is sent with gaps and says so', (answer) => {
    const report = asked();
    const { reply } = answer.startsWith('[') ? report.taps('Gửi thiếu') : report.says(answer);
    expect(reply).toMatchObject({ kind: 'receipt' });
    expect(report.submitted[0]?.gaps).toContain('complaints');
    expect(report.submitted[0]?.values).not.toHaveProperty('complaints');
  });

  it.each(['bổ sung', '[Bổ sung]'])(
    '%s: they come as lines to fill in, and the values lead on to the preview',
    (answer) => {
      const report = asked();
      const { reply } = answer.startsWith('[') ? report.taps('Bổ sung') : report.says(answer);
      expect(reply).toMatchObject({ kind: 'fill-in' });
      const preview = report.says('Đơn tố cáo mới: 0\nĐơn khiếu nại mới: 3').reply;
      expect(preview).toMatchObject({ kind: 'preview' });
      expect(report.draft()?.values).toMatchObject({ denunciations: 0, complaints: 3 });
    },
  );

  it('new values lead to the preview, then only the rest is asked', () => {
    const report = asked();
    expect(report.says('tc 0, kn 2').reply.kind).toBe('preview');
    const { reply } = report.says('gửi');
    expect(reply.kind === 'gaps' && reply.fields.map((field) => field.code)).not.toContain('denunciations');
  });

  it('values together with "còn lại không" are both taken, and nothing is sent yet', () => {
    const report = asked();
    report.says('tc 3, còn lại không');
    expect(report.submitted).toEqual([]);
    expect(report.draft()?.values).toMatchObject({ denunciations: 3, complaints: 0 });
  });

  it.each(['gửi', 'ok', 'gửi được không'])('%s asks once more instead of guessing', (answer) => {
    expect(asked().says(answer).reply.kind).toBe('gaps');
  });
});

describe('a message that no report can hold', () => {
  it('a text over 1,000 characters is refused with its length, and the rest is kept', () => {
    const report = talk();
    const { reply, text } = report.says(`hg 5/6; kk: ${'đường xấu '.repeat(120)}`);
    expect(reply).toMatchObject({ kind: 'question', question: { doubt: { kind: 'too-long', most: 1000 } } });
    expect(text).toContain('1.199 ký tự, tối đa 1.000');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
    report.says('đường xấu');
    expect(report.draft()?.values['difficulties']).toBe('đường xấu');
  });

  it('a remark over 1,000 characters is quoted instead of kept', () => {
    const report = talk();
    report.says(`hg 5/6 (${'đường xấu '.repeat(120)})`);
    expect(report.draft()?.notes).toEqual({});
    expect(report.draft()?.unclear).toHaveLength(1);
  });

  it('words that are no report leave no draft behind', () => {
    const report = talk();
    expect(report.says('thời tiết đẹp quá').reply.kind).toBe('not-understood');
    expect(report.draft()).toBeNull();
  });

  it('64 KiB is answered in one message and loses no draft', () => {
    const report = talk();
    report.says('hg 5/6');
    const { text } = report.says('khó '.repeat(16_384));
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(report.draft()?.values['mediation']).toEqual({ part: 5, whole: 6 });
  });

  it('an empty text of an optional field takes back what was said', () => {
    const report = talk();
    report.says('hg 5/6; kk: thiếu kinh phí');
    report.says('khó khăn: không');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 } });
  });
});

describe('"như kỳ trước"', () => {
  it('shows the last figures, marked, and stores nothing before a yes', () => {
    const report = talk();
    expect(report.says('như tuần trước').reply).toMatchObject({ kind: 'preview', sameAsLast: true });
    expect(report.submitted).toEqual([]);
    report.says('gửi');
    expect(report.submitted).toMatchObject([{ values: FULL, sameAsLast: true }]);
  });

  it('with an exception takes both', () => {
    const report = talk();
    report.says('như tuần trước, kn 3');
    expect(report.draft()).toMatchObject({ values: { ...FULL, complaints: 3 }, sameAsLast: true });
  });

  it('keeps what was said before', () => {
    const report = talk();
    report.says('hg 3/3');
    report.says('như kỳ trước');
    expect(report.draft()?.values).toMatchObject({ mediation: { part: 3, whole: 3 }, complaints: 1 });
  });

  it('said beside a word that was not understood copies nothing', () => {
    const report = talk();
    report.says('abcd như tuần trước, hg 5/6');
    expect(Object.keys(report.draft()?.values ?? {})).toEqual(['mediation']);
  });

  it('without an earlier report says that there is none', () => {
    expect(new Talk().says('như tuần trước').reply.kind).toBe('nothing-sent-yet');
  });
});
