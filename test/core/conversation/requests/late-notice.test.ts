import { describe, expect, it } from 'vitest';
import { obligationId } from '../../../../src/core/ids.ts';
import { at, duty, FULL, sent, TAN_THUAN, Talk, week } from '../../../support/conversation.ts';

/** Week 34 is due on Friday 25/8 16:00 and locks on Tuesday 29/8 16:00. */
const thursday = () => new Talk({ now: at('24/8 9:00') });

describe('a report that will come late', () => {
  it('is noted with moment and reason, answered with until when it counts, and told the coordinators', () => {
    const report = thursday();
    const { reply, text, effects } = report.says('xin nộp trễ đến chiều thứ 2, mạng yếu');
    expect(reply).toMatchObject({ kind: 'late-noted', until: at('28/8 17:00'), quiet: true, again: false });
    expect(text).toContain('sau hạn vẫn được nhận đến thứ Ba 29/8, 16:00 và ghi là trễ');
    expect(text).toContain('trước lúc hẹn đồng chí không bị nhắc');
    expect(effects[0]).toMatchObject({
      kind: 'note-late',
      obligation: 1,
      until: at('28/8 17:00'),
      reason: 'mạng yếu',
    });
    expect(report.notified).toMatchObject([
      {
        to: { kind: 'coordinators', bodies: ['ban-dan-van', 'ubnd'], unit: 'binh-minh' },
        reply: { kind: 'late-told', by: 'Võ Minh Nhựt', until: at('28/8 17:00'), reason: 'mạng yếu' },
      },
    ]);
  });

  it('said twice is one promise and one notice', () => {
    const report = thursday();
    report.says('xin nộp trễ đến chiều thứ 2, mạng yếu');
    const { reply } = report.says('xin nộp trễ đến chiều thứ 2, mạng yếu');
    expect(reply).toMatchObject({ kind: 'late-noted', again: true, quiet: false });
    expect(report.notified).toHaveLength(1);
  });

  it('promised for later is another notice, without more quiet', () => {
    const report = thursday();
    report.says('xin nộp trễ đến chiều thứ 2, mạng yếu');
    const { reply } = report.says('xin nộp trễ đến sáng thứ 3, mạng yếu');
    expect(reply).toMatchObject({ until: at('29/8 11:30'), again: false, quiet: false });
    expect(report.notified).toHaveLength(2);
  });

  it('promised for after the lock hears that it must then be opened again', () => {
    const { text } = thursday().says('xin nộp trễ đến 30/8');
    expect(text).toContain('Lúc hẹn đã quá khóa sổ, khi đó cần xin mở lại.');
  });

  it('promised for a day of next week is not promised for today', () => {
    const { reply } = thursday().says('xin nộp trễ đến thứ 5 tuần sau');
    expect(reply).toMatchObject({ until: at('31/8 17:00') });
  });

  it('is not late before it is due', () => {
    const report = thursday();
    const { reply, effects } = report.says('mai em gửi, sáng mai nhé');
    expect(reply).toMatchObject({ kind: 'late-in-time', until: at('25/8 11:30') });
    expect(effects).toEqual([]);
  });

  it('asks for the usual causes by a tap, which tells nobody a second time', () => {
    const report = thursday();
    report.says('xin nộp trễ đến thứ 2');
    expect(report.labels).toEqual(['Mạng yếu', 'Đi cơ sở', 'Chờ số liệu']);
    const { reply, effects } = report.taps('Đi cơ sở');
    expect(reply).toMatchObject({ kind: 'late-cause-noted', cause: 'field-trip' });
    expect(effects).toMatchObject([{ kind: 'note-late', until: at('28/8 17:00'), cause: 'field-trip' }]);
    expect(report.notified).toHaveLength(1);
  });

  it('asks no cause where each message costs', () => {
    const report = new Talk({ now: at('24/8 9:00'), numbered: true });
    expect(report.says('xin nộp trễ đến thứ 2').reply.offers).toEqual([]);
  });

  it('means every report that would be late by then', () => {
    const duties = [
      duty(),
      duty({ obligation: obligationId(2), unit: TAN_THUAN }),
      duty({ obligation: obligationId(3), period: week(35) }),
    ];
    const { reply, effects } = new Talk({ duties, now: at('28/8 9:00') }).says('xin nộp trễ đến chiều mai');
    expect(reply).toMatchObject({ abouts: [{ period: { code: '2017-W34' } }, { unit: TAN_THUAN }] });
    expect(effects.map(({ kind }) => kind)).toEqual(['note-late', 'note-late', 'notify', 'notify']);
  });

  it('means the unit that it names', () => {
    const duties = [duty(), duty({ obligation: obligationId(2), unit: TAN_THUAN })];
    const { reply } = new Talk({ duties, now: at('24/8 9:00') }).says('Tân Thuận xin nộp trễ đến thứ 2');
    expect(reply).toMatchObject({ abouts: [{ unit: TAN_THUAN }] });
  });

  it('stands in the status until it comes', () => {
    const report = thursday();
    report.says('xin nộp trễ đến thứ 2, mạng yếu');
    expect(report.says('/trangthai').text).toContain('đã báo nộp trễ đến thứ Hai 28/8, 17:00');
    report.says('kps');
    report.says('gửi');
    expect(report.says('/trangthai').text).not.toContain('báo nộp trễ');
  });

  it('owes nothing, all sent: the status says so', () => {
    const report = new Talk({ duties: [duty({ sent: sent(FULL) })], now: at('24/8 9:00') });
    expect(report.says('xin nộp trễ đến thứ 2').reply.kind).toBe('status');
  });
});
