import { describe, expect, it } from 'vitest';
import type { Context, Duty, Reopening } from '../../../../src/core/conversation/context.ts';
import { choiceToken } from '../../../../src/core/conversation/choices.ts';
import { EMPTY_DRAFT } from '../../../../src/core/conversation/report/draft.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import {
  at,
  BINH_MINH,
  COORDINATOR,
  duty,
  FULL,
  sent,
  Talk,
  taps,
  week,
} from '../../../support/conversation.ts';

const asked: Reopening = {
  requestedBy: 'Võ Minh Nhựt',
  requestedAt: at('30/8 8:00'),
  reason: 'để sửa kn',
  decision: null,
};
const AT_WORK: Partial<Context> = { ...COORDINATOR, now: at('30/8 9:00') };

/** What the coordinator's chat knows of xã Bình Minh's locked week 34, as if the words or a button had named it. */
function desk(changes: Partial<Duty> = {}, rest = ''): Talk {
  const report = duty({ entrusted: true, reopening: asked, ...changes });
  return new Talk({
    ...AT_WORK,
    duties: [report],
    looked: { kind: 'units', units: [BINH_MINH], rest },
  });
}

const grant = (moment: string) =>
  taps(choiceToken('reopengrant', obligationId(1), (at(moment).epochMilliseconds / 60_000).toString(36)));

describe('a coordinator who is asked to open a report again', () => {
  it('opens it by a tap; the unit gets what it had typed to confirm', () => {
    const draft = { ...EMPTY_DRAFT, values: { ...FULL, complaints: 3 }, correctsRevision: 1 };
    const report = desk({ sent: sent(FULL), draft });
    const { reply, text } = report.hears(grant('31/8 16:00'));
    expect(reply.kind).toBe('opened-again');
    expect(text).toContain('đến thứ Năm 31/8, 16:00');
    expect(report.decided).toEqual([{ kind: 'granted', until: at('31/8 16:00'), reason: null }]);
    expect(report.notified).toMatchObject([
      {
        to: { kind: 'holders', role: 'contact', unit: 'binh-minh' },
        reply: { kind: 'reopened', by: 'Ngô Thị Cẩm Tú', preview: { kind: 'preview', correctsRevision: 1 } },
      },
    ]);
  });

  it.each([
    ['mở binh-minh đến thứ 6', '1/9 16:00'],
    ['Mở lại xã Bình Minh đến 10h sáng mai', '31/8 10:00'],
    ['mo binh minh den chieu nay', '30/8 17:00'],
    ['mở binh-minh đến 1/9 lúc 9 giờ 30', '1/9 9:30'],
  ])('"%s" opens it until %s', (text, until) => {
    const report = desk();
    expect(report.says(text).reply.kind).toBe('opened-again');
    expect(report.decided).toMatchObject([{ kind: 'granted', until: at(until) }]);
  });

  it.each([
    ['mở binh-minh đến khi nào cũng được', 'unread'],
    ['mở binh-minh đến 8h sáng nay', 'past'],
    ['mở binh-minh đến 25/12', 'far'],
  ])('"%s" is asked about', (text, problem) => {
    const report = desk();
    expect(report.says(text).reply).toMatchObject({ kind: 'closing-unclear', problem });
    expect(report.decided).toEqual([]);
  });

  it('refuses with the reason in one message, or asks for it once', () => {
    const report = desk();
    expect(report.says('không mở: số đã vào báo cáo tháng').reply.kind).toBe('opening-refused');
    expect(report.notified[0]?.reply).toMatchObject({
      kind: 'reopening-refused',
      answer: 'số đã vào báo cáo tháng',
    });
    const other = desk();
    other.hears(taps(choiceToken('reopenrefuse', obligationId(1))));
    expect(other.says('đã chốt sổ').reply.kind).toBe('opening-refused');
    expect(other.decided).toEqual([{ kind: 'refused', answer: 'đã chốt sổ' }]);
  });

  it('may refuse without a reason', () => {
    const report = desk();
    report.hears(taps(choiceToken('reopenrefuse', obligationId(1))));
    report.taps('Bỏ qua');
    expect(report.decided).toEqual([{ kind: 'refused', answer: null }]);
  });

  it('is told what another decided before', () => {
    const decision = { kind: 'granted', by: 'Lê Văn Hai', until: at('31/8 16:00') } as const;
    const report = desk({ reopening: { ...asked, decision }, reopenedUntil: decision.until });
    for (const message of [grant('1/9 16:00'), taps(choiceToken('reopenrefuse', obligationId(1)))]) {
      const { text, effects } = report.hears(message);
      expect(text).toContain('Đồng chí Lê Văn Hai đã mở lại');
      expect(effects).toEqual([]);
    }
  });
});

describe('a coordinator who opens a report that nobody asked for', () => {
  it('gives the reason', () => {
    const report = desk({ reopening: null });
    expect(report.says('mở binh-minh đến thứ 6').reply.kind).toBe('decision-reason');
    expect(report.says('đối chiếu với báo cáo quý').reply.kind).toBe('opened-again');
    expect(report.decided).toEqual([
      { kind: 'granted', until: at('1/9 16:00'), reason: 'đối chiếu với báo cáo quý' },
    ]);
  });

  it('gives it in the same message', () => {
    const report = desk({ reopening: null });
    report.says('mở binh-minh đến 16:00 thứ 6: đối chiếu số liệu');
    expect(report.decided).toMatchObject([{ reason: 'đối chiếu số liệu' }]);
  });

  it('keeps a named report open beyond its lock', () => {
    const report = desk({ reopening: null, period: week(35) }, ' tuần 35');
    report.says('mở binh-minh tuần 35 đến 8/9: xã báo chờ số liệu');
    expect(report.decided).toMatchObject([{ kind: 'granted', until: at('8/9 16:00') }]);
  });

  it('is told of a report that is not locked', () => {
    const report = desk({ reopening: null, period: week(35) });
    expect(report.says('mở binh-minh đến thứ 6').reply.kind).toBe('reopening-needless');
  });
});

describe('anyone else', () => {
  it('decides nothing', () => {
    const report = new Talk({ duties: [duty({ reopening: asked })], now: at('30/8 9:00') });
    expect(report.hears(grant('31/8 16:00')).reply.kind).toBe('not-for-this-role');
    report.says('mở binh-minh đến thứ 6: em cần');
    expect(report.decided).toEqual([]);
  });
});
