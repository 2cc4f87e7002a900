import { describe, expect, it } from 'vitest';
import type { Context, Duty } from '../../../../src/core/conversation/context.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import { duty, FULL, past, sent, Talk, week } from '../../../support/conversation.ts';

const USUAL = past(FULL, FULL, FULL, FULL);
const talk = () => new Talk({ duties: [duty({ history: USUAL })] });

describe('a nil report', () => {
  it('of a unit without a past is previewed at once and sent on a yes', () => {
    const report = new Talk();
    expect(report.says('Ko phat sinh a').reply).toMatchObject({ kind: 'preview', nil: true });
    report.says('gửi');
    expect(report.submitted).toMatchObject([
      { nil: true, values: { complaints: 0, mediation: { part: 0, whole: 0 } }, gaps: ['models_active'] },
    ]);
  });

  it('of a unit that always has figures gets one concrete question first', () => {
    const report = talk();
    expect(report.says('kps').reply).toMatchObject({ kind: 'unusual-nil', field: { code: 'procedures' } });
    expect(report.taps('Đúng, không phát sinh').reply).toMatchObject({ kind: 'preview', nil: true });
    report.says('gửi');
    expect(report.submitted).toMatchObject([{ nil: true, carriedOver: ['models_active'] }]);
  });

  it.each(['không', 'có', 'ko', 'chưa có'])(
    '%s to that question can mean either: it is put again',
    (answer) => {
      const report = talk();
      report.says('kps');
      expect(report.says(answer).reply.kind).toBe('unusual-nil');
      expect(report.draft()).toBeNull();
    },
  );

  it.each(['đúng', 'không phát sinh', 'đúng, không phát sinh'])('%s confirms it', (answer) => {
    const report = talk();
    report.says('kps');
    expect(report.says(answer).reply).toMatchObject({ kind: 'preview', nil: true });
  });

  it.each(['có, để nhập số', '[Có, để nhập số]'])('%s goes on with the fields', (answer) => {
    const report = talk();
    report.says('kps');
    const { reply } = answer.startsWith('[') ? report.taps('Có, để nhập số') : report.says(answer);
    expect(reply).toMatchObject({ kind: 'ask-field', position: 1 });
  });

  it('is no longer one when a figure follows', () => {
    const report = talk();
    report.says('kps');
    report.taps('Đúng, không phát sinh');
    report.says('kn 2');
    expect(report.draft()).toMatchObject({ nil: false, values: { complaints: 2, denunciations: 0 } });
  });

  it('with a text beside it keeps the text', () => {
    const report = new Talk();
    report.says('không phát sinh; khó khăn: thiếu kinh phí');
    expect(report.draft()).toMatchObject({ values: { difficulties: 'thiếu kinh phí', complaints: 0 } });
  });

  it('leaves out of "còn lại không" what is in doubt', () => {
    const report = new Talk();
    expect(report.says('hg 6/5, còn lại không').reply.kind).toBe('question');
    expect(report.draft()?.values).not.toHaveProperty('mediation');
    expect(report.draft()?.values).toMatchObject({ complaints: 0 });
    report.taps('Bỏ qua');
    expect(report.draft()?.values).not.toHaveProperty('mediation');
  });

  it('fills nothing while a figure has no label', () => {
    const report = new Talk();
    report.says('5/6, còn lại không');
    expect(report.draft()?.values).toEqual({});
  });

  it('keeps its stray words quoted', () => {
    const report = new Talk();
    report.says('không phát sinh');
    expect(report.draft()?.unclear).toEqual([]);
  });
});

describe('a nil report typed where there are no buttons', () => {
  const NIL = sent({ complaints: 0, models_active: 35 }, { nil: true });
  const nilPast = past(FULL, FULL, FULL).map((report, index) =>
    index < 2 ? { ...report, sent: NIL } : report,
  );
  const zalo = (changes: Partial<Duty> = {}, more: Partial<Context> = {}) =>
    new Talk({ numbered: true, duties: [duty({ history: nilPast, ...changes })], ...more });

  it('is stored at once where the unit often reports so; the receipt shows what is kept and how to correct it', () => {
    const report = zalo();
    const { reply, text } = report.says('Không phát sinh ạ');
    expect(reply).toMatchObject({ kind: 'receipt', nil: true });
    expect(text).toContain(
      'Nội dung: không phát sinh.\nMô hình đang duy trì 35 (giữ như kỳ trước).\nNếu chưa đúng, đồng chí nhắn mục và số đúng để sửa.',
    );
    expect(report.submitted).toMatchObject([{ nil: true, values: { complaints: 0, models_active: 35 } }]);
    expect(report.says('kn 2').reply).toMatchObject({ kind: 'preview', correctsRevision: 1 });
    expect(report.submitted).toHaveLength(1);
  });

  it.each<readonly [string, () => Talk, string]>([
    ['with buttons', () => zalo({}, { numbered: false }), 'không phát sinh'],
    ['without a past', () => zalo({ history: [] }), 'không phát sinh'],
    ['where it is rare', () => zalo({ history: nilPast.slice(1) }), 'không phát sinh'],
    [
      'beside another report that is owed',
      () =>
        zalo(
          {},
          {
            duties: [
              duty({ history: nilPast }),
              duty({ obligation: obligationId(2), period: week(35), history: nilPast }),
            ],
          },
        ).clock('28/8 9:00'),
      'tuần trước không phát sinh',
    ],
    ['beside words that were not understood', () => zalo(), 'không phát sinh, chuyên án hoa sen'],
    [
      'in the words of a number',
      () => {
        const asked = zalo();
        asked.says('gửi');
        return asked;
      },
      '1',
    ],
    ['a second time', () => zalo({ sent: sent(FULL) }), 'không phát sinh'],
  ])('%s is shown or asked about first', (_, open, words) => {
    const report = open();
    expect(report.says(words).reply.kind).not.toBe('receipt');
    expect(report.submitted).toEqual([]);
  });

  it('as the caption of a photo is shown first', () => {
    const report = zalo();
    expect(report.shows(['a.jpg'], { caption: 'không phát sinh' }).reply.kind).not.toBe('receipt');
    expect(report.submitted).toEqual([]);
  });

  it('over what another person began asks first', () => {
    const report = zalo();
    report.says('kn 1', 'deputy');
    expect(report.says('không phát sinh').reply.kind).toBe('unusual-nil');
  });
});

describe('"không phát sinh" after figures', () => {
  it('asks whether the whole report or the rest is meant, and throws nothing away', () => {
    const report = talk();
    report.says('hg 5/6, kn 1');
    const { reply } = report.says('không phát sinh');
    expect(reply).toMatchObject({
      kind: 'unusual-nil',
      contradicting: [{ value: { part: 5, whole: 6 } }, { value: 1 }],
    });
    expect(report.draft()?.values).toMatchObject({ complaints: 1 });
    expect(report.says('không phát sinh').reply.kind).toBe('unusual-nil');
    expect(report.says('đúng').reply.kind).toBe('unusual-nil');
  });

  it.each(['các mục còn lại', 'còn lại không', '[Các mục còn lại]'])('%s keeps the figures', (answer) => {
    const report = new Talk();
    report.says('hg 5/6, kn 1');
    report.says('không phát sinh');
    if (answer.startsWith('[')) report.taps('Các mục còn lại');
    else report.says(answer);
    expect(report.draft()).toMatchObject({ nil: false, values: { complaints: 1, denunciations: 0 } });
  });

  it.each(['cả báo cáo', '[Cả báo cáo không phát sinh]'])('%s makes it a nil report', (answer) => {
    const report = new Talk();
    report.says('hg 5/6, kn 1');
    report.says('không phát sinh');
    if (answer.startsWith('[')) report.taps('Cả báo cáo không phát sinh');
    else report.says(answer);
    expect(report.draft()).toMatchObject({ nil: true, values: { complaints: 0 } });
  });

  it('of a report already sent is asked as well, and the preview shows what changes', () => {
    const report = new Talk({ duties: [duty({ sent: sent(FULL) })] });
    expect(report.says('không phát sinh').reply.kind).toBe('unusual-nil');
    expect(report.says('cả báo cáo').text).toContain('Tiếp công dân: 12 → 0');
  });

  it('"còn lại không" in the same message needs no question', () => {
    const report = new Talk();
    expect(report.says('HG: 4/4; TTHC: 56/56; còn lại không').reply.kind).toBe('preview');
    expect(report.draft()?.values).toMatchObject({ procedures: { part: 56, whole: 56 }, complaints: 0 });
  });
});
