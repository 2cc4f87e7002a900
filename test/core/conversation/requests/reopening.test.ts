import { describe, expect, it } from 'vitest';
import type { Duty, Reopening } from '../../../../src/core/conversation/context.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import { at, duty, FULL, sent, Talk, week } from '../../../support/conversation.ts';

/** Week 34 locked on Tuesday 29/8 16:00; week 35 is open. */
function wednesday(changes: Partial<Duty> = {}): Talk {
  const open = duty({ obligation: obligationId(2), period: week(35) });
  return new Talk({ duties: [duty(changes), open], now: at('30/8 9:00') });
}

const waiting: Reopening = {
  requestedBy: 'Lê Thị Lan',
  requestedAt: at('30/8 8:00'),
  reason: 'nhầm số',
  decision: null,
};

describe('figures for a locked report', () => {
  it('are kept as its draft, and it is said so', () => {
    const report = wednesday();
    const { reply, text } = report.says('tuần trước hg 5/6, kn 1');
    expect(reply).toMatchObject({ kind: 'locked', kept: true, asked: false });
    expect(text).toContain('giữ trong bản nháp');
    expect(report.draft()?.values).toEqual({ mediation: { part: 5, whole: 6 }, complaints: 1 });
    expect(report.draft(2)).toBeNull();
    expect(report.labels).toEqual(['Xin mở lại']);
  });

  it('correct what was sent: the rest of it stays', () => {
    const report = wednesday({ sent: sent(FULL) });
    report.says('tuần trước sửa kn thành 3');
    expect(report.draft()?.values).toEqual({ ...FULL, complaints: 3 });
    expect(report.sent()?.values).toEqual(FULL);
  });

  it('that are none leave no draft', () => {
    const report = wednesday({ sent: sent(FULL) });
    expect(report.says('tuần trước kn 1').reply).toMatchObject({ kind: 'locked', kept: false });
    expect(report.draft()).toBeNull();
  });

  it('of a nil report are kept too', () => {
    const report = wednesday();
    expect(report.says('tuần trước không phát sinh').reply).toMatchObject({ kind: 'locked', kept: true });
    expect(report.draft()?.nil).toBe(true);
  });

  it('do not ask again while a request waits', () => {
    const report = wednesday({ reopening: waiting });
    const { reply } = report.says('tuần trước kn 1');
    expect(reply).toMatchObject({ kind: 'locked', asked: true, offers: [] });
  });
});

describe('asking to have a report opened again', () => {
  it('asks why, then tells the coordinators who, what and why, with a few moments to choose from', () => {
    const report = wednesday({ sent: sent(FULL) });
    report.says('tuần trước sửa kn thành 3');
    expect(report.taps('Xin mở lại').reply.kind).toBe('reopening-reason');
    const { reply, text } = report.says('ấp 3 báo bổ sung muộn');
    expect(reply).toMatchObject({ kind: 'reopening-asked', kept: true });
    expect(text).toContain('Có trả lời');
    const [notice] = report.notified;
    expect(notice?.to).toEqual({ kind: 'coordinators', bodies: ['ban-dan-van', 'ubnd'], unit: 'binh-minh' });
    expect(notice?.reply).toMatchObject({
      kind: 'reopening-request',
      by: 'Võ Minh Nhựt',
      reason: 'ấp 3 báo bổ sung muộn',
      changes: [{ before: 1, after: 3 }],
    });
    expect(notice?.reply.offers.flat().map(({ label }) => label)).toMatchObject([
      { kind: 'open-until' },
      { kind: 'open-until' },
      { kind: 'open-until' },
      'reopen-refuse',
    ]);
  });

  it('takes the reason that the wish itself gives', () => {
    const report = wednesday({ sent: sent(FULL) });
    expect(report.says('xin mở lại báo cáo tuần trước để sửa kn').reply.kind).toBe('reopening-asked');
    expect(report.notified[0]?.reply).toMatchObject({ reason: 'sửa kn' });
    expect(report.draft()).toBeNull();
  });

  it.each([
    'xin mở lại',
    'em xin mở lại báo cáo tuần trước',
    'Cho em xin mở khóa báo cáo tuần rồi ạ',
    'nho dong chi mo lai bao cao tuan truoc',
    'mở lại báo cáo tuần 34 giúp em',
  ])('understands "%s"', (text) => {
    expect(wednesday().says(text).reply).toMatchObject({
      kind: 'reopening-reason',
      about: { period: { code: '2017-W34' } },
    });
  });

  it.each(['kiến nghị: xin mở lại lớp học xóa mù chữ', 'đx: cho xã mở lại chợ', 'mở 2 lớp học'])(
    'does not find a wish in "%s"',
    (text) => {
      expect(wednesday().says(text).reply.kind).not.toMatch(/reopening|locked/);
    },
  );

  it('of a report that is still open says until when it is', () => {
    const { reply, text } = wednesday().says('xin mở lại báo cáo tuần này');
    expect(reply).toMatchObject({ kind: 'reopening-needless', about: { period: { code: '2017-W35' } } });
    expect(text).toContain('đang mở đến thứ Ba 5/9, 16:00');
  });

  it('twice is one request', () => {
    const report = wednesday();
    report.says('xin mở lại vì mất điện');
    const { reply, effects } = report.says('xin mở lại vì mất điện');
    expect(reply).toMatchObject({ kind: 'reopening-waits', by: 'Võ Minh Nhựt' });
    expect(effects).toEqual([]);
  });

  it('can be given up', () => {
    const report = wednesday();
    report.says('xin mở lại');
    expect(report.says('thôi').reply.kind).toBe('reopening-dropped');
    expect(report.says('hg 5/6').reply.kind).toBe('preview');
  });

  it('does not take this week’s report for the reason', () => {
    const report = wednesday();
    report.says('xin mở lại');
    report.says('hg 5/6, kn 1');
    expect(report.notified).toEqual([]);
    expect(report.draft(2)?.values).toMatchObject({ complaints: 1 });
  });

  it('asks which, where several reports are locked', () => {
    const other = duty({ obligation: obligationId(3), unit: { code: 'tan-thuan', name: 'Xã Tân Thuận' } });
    const report = new Talk({ duties: [duty(), other], now: at('30/8 9:00') });
    expect(report.says('xin mở lại').reply.kind).toBe('which-reopening');
    expect(report.taps('Xã Tân Thuận, tuần 34/2017 (21/8–27/8)').reply).toMatchObject({
      kind: 'reopening-reason',
      about: { unit: { code: 'tan-thuan' } },
    });
    const named = new Talk({ duties: [duty(), other], now: at('30/8 9:00') });
    expect(named.says('xin mở lại xã Tân Thuận').reply).toMatchObject({
      about: { unit: { code: 'tan-thuan' } },
    });
  });
});

describe('a report that was opened again', () => {
  const reopened = { reopenedUntil: at('31/8 16:00') };

  it('is open to its unit until then, late as it is', () => {
    const report = wednesday(reopened);
    report.says('tuần trước kps');
    const { reply } = report.says('gửi');
    expect(reply).toMatchObject({ kind: 'receipt', lateMinutes: 6780 });
  });

  it('keeps that it came in time when it is corrected', () => {
    const report = wednesday({ ...reopened, sent: sent(FULL) });
    report.says('tuần trước sửa kn thành 3');
    expect(report.says('gửi').reply).toMatchObject({ kind: 'receipt', lateMinutes: 0, revision: 2 });
  });

  it('locks again, and then says that moment', () => {
    const report = wednesday(reopened).clock('31/8 16:00');
    const { reply, text } = report.says('tuần trước kn 1');
    expect(reply.kind).toBe('locked');
    expect(text).toContain('đã khóa sổ thứ Năm 31/8, 16:00');
  });

  it('stands in the status with the moment at which it closes', () => {
    expect(wednesday(reopened).says('/trangthai').text).toContain('được mở lại đến thứ Năm 31/8, 16:00');
  });
});
