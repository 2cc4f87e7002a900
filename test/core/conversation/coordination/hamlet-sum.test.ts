import { describe, expect, it } from 'vitest';
import type { Values } from '../../../../src/core/forms/definition.ts';
import type { Hamlet, HamletReport } from '../../../../src/core/hamlets/hamlet.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import { at, duty, FULL, sent, Talk, taps } from '../../../support/conversation.ts';
import { tuan } from '../../../support/forms.ts';

const form = { ...tuan, reporters: { kind: 'commune', sums: { kind: 'hamlet' } } };

function report(of: Values | null): HamletReport | null {
  return of && { values: of, nil: false, gaps: [], at: at('24/8 9:00'), by: 'Ấp trưởng', via: 'own' };
}

function hamlet(name: string, values: Values | null, before: Values | null = null): Hamlet {
  return { unit: { code: name, name }, report: report(values), before: report(before) };
}

const HALF: Values = { ...FULL, complaints: 1, mediation: { part: 2, whole: 3 }, difficulties: 'mưa' };
const OTHER: Values = { ...FULL, complaints: 4, mediation: { part: 3, whole: 3 } };
const MISSING = hamlet('Ấp Ba', null);

const talkWith = (...hamlets: readonly Hamlet[]) => new Talk({ duties: [duty({ form, hamlets })] });

describe('the sum of the hamlets in a commune’s draft', () => {
  it('is offered in the status with who is missing, filled in by a tap, marked, and sent by the contact alone', () => {
    const talk = talkWith(hamlet('Ấp Một', HALF), hamlet('Ấp Hai', OTHER), MISSING);
    const status = talk.says('/trangthai');
    expect(status.text).toContain('2/3 ấp đã gửi, thiếu ấp Ba.');
    expect(talk.labels).toEqual(['Dùng số các ấp', 'Hỏi các ấp']);
    const preview = talk.taps('Dùng số các ấp');
    expect(preview.text).toContain('2/3 ấp đã gửi, thiếu ấp Ba.');
    expect(preview.text).toContain('• Đơn khiếu nại mới: 5 đơn ← 2 ấp');
    expect(preview.text).toContain('Ấp Một: mưa');
    expect(talk.submitted).toEqual([]);
    talk.taps('Gửi');
    expect(talk.submitted).toMatchObject([{ values: { complaints: 5, mediation: { part: 5, whole: 6 } } }]);
  });

  it('leaves what the contact wrote, before and after', () => {
    const talk = talkWith(hamlet('Ấp Một', HALF), hamlet('Ấp Hai', OTHER));
    talk.says('kn 7');
    const preview = talk.taps('Dùng số các ấp');
    expect(preview.text).toContain('• Đơn khiếu nại mới: 7 đơn ← «kn 7»');
    const changed = talk.says('tiếp dân 30');
    expect(changed.text).toContain('• Tiếp công dân: 30 lượt ← «tiếp dân 30»');
    expect(changed.text).toContain('• Hòa giải ở cơ sở: 5/6 vụ (83,3 %) ← 2 ấp');
    talk.taps('Gửi');
    expect(talk.submitted).toMatchObject([{ values: { complaints: 7, citizen_reception: 30 } }]);
  });

  it('is not sent when a hamlet revised after the preview: the difference is shown, and taken over by a tap', () => {
    const talk = talkWith(hamlet('Ấp Một', HALF), hamlet('Ấp Hai', OTHER));
    talk.says('dùng số các ấp');
    talk.add(
      duty({
        form,
        draft: talk.draft(),
        hamlets: [hamlet('Ấp Một', { ...HALF, complaints: 2 }), hamlet('Ấp Hai', OTHER)],
      }),
    );
    const shown = talk.taps('Gửi');
    expect(talk.submitted).toEqual([]);
    expect(shown.text).toContain('Số của các ấp đã đổi sau khi cộng:\n• Đơn khiếu nại mới: 5 → 6');
    const taken = talk.taps('Dùng số các ấp');
    expect(taken.text).toContain('• Đơn khiếu nại mới: 6 đơn ← 2 ấp');
    talk.taps('Gửi');
    expect(talk.submitted).toMatchObject([{ values: { complaints: 6 } }]);
  });

  it('may still be sent as it was, once the difference was shown', () => {
    const talk = talkWith(hamlet('Ấp Một', HALF), MISSING);
    talk.says('dùng số này');
    talk.add(
      duty({ form, draft: talk.draft(), hamlets: [hamlet('Ấp Một', { ...HALF, complaints: 2 }), MISSING] }),
    );
    talk.taps('Gửi');
    talk.taps('Gửi');
    expect(talk.submitted).toMatchObject([{ values: { complaints: 1 } }]);
  });

  it('contradicts a nil report visibly', () => {
    const talk = talkWith(hamlet('Ấp Một', HALF));
    const preview = talk.says('không phát sinh');
    expect(preview.text).toContain('Đồng chí ghi không phát sinh, còn các ấp có báo:');
    talk.taps('Dùng số các ấp');
    talk.taps('Gửi');
    expect(talk.submitted).toMatchObject([{ nil: false, values: { complaints: 1 } }]);
  });

  it('corrects a sent report in what changed since and was not written over', () => {
    const before = [hamlet('Ấp Một', HALF, HALF), hamlet('Ấp Hai', OTHER, OTHER)];
    const [mot, hai] = before;
    if (!mot?.report || !hai) throw new Error('two hamlets');
    const now = [
      { ...mot, report: { ...mot.report, values: { ...HALF, complaints: 3, citizen_reception: 20 } } },
      hai,
    ];
    const values = { ...FULL, complaints: 5, citizen_reception: 100, mediation: { part: 5, whole: 6 } };
    const talk = new Talk({ duties: [duty({ form, hamlets: now, sent: sent(values) })] });
    const preview = talk.hears(taps('hamletsum.1'));
    expect(preview.text).toContain('• Đơn khiếu nại mới: 5 → 7');
    expect(preview.text).not.toContain('Tiếp công dân: 100 →');
  });

  it('is nothing to take while no hamlet has reported', () => {
    const talk = talkWith(MISSING);
    expect(talk.hears(taps('hamletsum.1')).reply.kind).toBe('stale-choice');
    expect(talk.says('/trangthai').text).toContain('0/1 ấp đã gửi, thiếu ấp Ba.');
    expect(talk.labels).toEqual(['Hỏi các ấp']);
  });
});

describe('a hamlet’s report', () => {
  const commune = { obligation: obligationId(7), unit: { code: 'x', name: 'Xã Bình Minh' } };

  it('is told the commune’s contact with the difference, if that one has sent', () => {
    const own = duty({
      unit: { code: 'mot', name: 'Ấp Một' },
      sent: sent(FULL),
      feeds: { ...commune, sent: true },
    });
    const talk = new Talk({ duties: [own] });
    talk.says('sửa kn 3');
    talk.taps('Gửi');
    expect(talk.notified).toMatchObject([
      {
        to: { kind: 'holders', role: 'contact', unit: 'x' },
        reply: { kind: 'hamlet-changed', changes: [{ before: 1, after: 3 }] },
      },
    ]);
  });

  it('pings nobody before', () => {
    const talk = new Talk({ duties: [duty({ feeds: { ...commune, sent: false } })] });
    talk.says('không phát sinh');
    talk.taps('Gửi');
    expect(talk.notified).toEqual([]);
  });
});
