import { describe, expect, it } from 'vitest';
import { obligationId } from '../../../src/core/ids.ts';
import { plainText } from '../../../src/core/messages.ts';
import { livingNotice, type NoticedReport } from '../../../src/core/reminders/living-notice.ts';
import { word } from '../../../src/texts/word.ts';
import { at, week, ZONE } from '../../support/conversation.ts';

const about = {
  unit: { code: 'binh-minh', name: 'Xã Bình Minh' },
  formName: 'Báo cáo tuần',
  period: week(34),
};
const owed: NoticedReport = {
  obligation: obligationId(12),
  about,
  as: 'owed',
  standsInFor: null,
  exempt: false,
  sent: null,
};
const sent: NoticedReport = {
  ...owed,
  obligation: obligationId(13),
  about: { ...about, unit: { code: 'tan-thuan', name: 'Xã Tân Thuận' } },
  sent: { at: at('23/8 09:12'), revision: 1, signOff: null },
};
const late = (name: string, report: NoticedReport): NoticedReport => ({
  ...report,
  about: { ...about, unit: { code: name, name } },
  as: 'late-unit',
});

function said(reports: readonly NoticedReport[], moment: string) {
  const now = at(moment);
  const [message] = word(livingNotice(reports, now), { at: now, zone: ZONE });
  return {
    lines: plainText(message?.text ?? []).split('\n'),
    buttons: message?.buttons.map((row) => row.map(({ text }) => text)),
  };
}

const firstLine = (moment: string) => said([owed, sent], moment).lines[0];
const listed = (...reports: readonly NoticedReport[]) => said(reports, '28/8 09:00').lines;

const BEGIN = ['Không phát sinh', 'Nhập từng mục'];

describe('a reminder that is rewritten', () => {
  it('says in one line that its only report is in', () => {
    expect(said([sent], '23/8 09:12')).toEqual({
      lines: ['Đã nhận 09:12 ngày 23/8: xã Tân Thuận, tuần 34/2017 (21/8–27/8), mã BC-222F.'],
      buttons: [],
    });
  });

  it('says how the head of the unit has settled it', () => {
    const waiting = {
      ...sent,
      sent: { at: at('23/8 09:12'), revision: 2, signOff: { state: 'waiting' } },
    } as const;
    expect(said([waiting], '23/8 09:30').lines).toEqual([
      'Đã nộp 09:12 ngày 23/8: xã Tân Thuận, tuần 34/2017 (21/8–27/8), mã BC-222F.2; chờ lãnh đạo đơn vị duyệt.',
    ]);
  });

  it('does not call the list complete while one report was returned', () => {
    const returned = {
      state: 'returned',
      by: 'Nguyễn Thị Hạnh',
      at: at('23/8 10:00'),
      reason: 'thiếu hòa giải',
    } as const;
    const back = { ...sent, sent: { at: at('23/8 09:12'), revision: 1, signOff: returned } };
    const { lines } = said([sent, back], '23/8 10:00');
    expect(lines.at(-1)).toContain('bị trả lại: «thiếu hòa giải».');
    expect(lines).toHaveLength(2);
  });

  it('tells the time that is left, then that it is overdue, then that it is locked', () => {
    const name = 'Xã Bình Minh, tuần 34/2017 (21/8–27/8)';
    expect(firstLine('25/8 13:00')).toBe(`${name} chưa có báo cáo, còn 3 giờ đến hạn thứ Sáu 25/8, 16:00.`);
    expect(firstLine('25/8 16:00')).toBe(
      `${name} đã quá hạn thứ Sáu 25/8, 16:00. Đồng chí vẫn nộp được đến thứ Ba 29/8, 16:00.`,
    );
    expect(firstLine('29/8 16:00')).toBe(`${name} không có báo cáo, đã khóa sổ thứ Ba 29/8, 16:00.`);
  });

  it('keeps the buttons that are of use: of what is owed and not locked', () => {
    expect(said([owed, sent], '25/8 13:00').buttons).toEqual([BEGIN, ['Nhắc lại sau']]);
    expect(said([owed, { ...owed, obligation: obligationId(14) }], '25/8 13:00').buttons).toEqual([
      ['Nhắc lại sau'],
    ]);
    expect(said([owed, sent], '29/8 16:00').buttons).toEqual([]);
  });

  it('offers no putting off where only openings are left', () => {
    expect(said([{ ...owed, as: 'opening' }, sent], '21/8 09:00').buttons).toEqual([BEGIN]);
  });

  it('goes on telling a stand-in what to do, without buttons', () => {
    const { lines, buttons } = said([{ ...owed, standsInFor: 'Võ Minh Nhựt' }, sent], '25/8 13:00');
    expect(lines.at(-1)).toContain('Cán bộ đầu mối Võ Minh Nhựt đang nghỉ');
    expect(buttons).toEqual([]);
  });

  it('tells those above which of the late have reported since', () => {
    expect(listed(late('Xã A', owed), late('Xã B', sent))).toEqual([
      'Kính báo đồng chí: Báo cáo tuần, tuần 34/2017 (21/8–27/8), đã quá hạn thứ Sáu 25/8, 16:00, còn 1 xã chưa nộp: xã A. Đã nhận sau hạn: xã B.',
    ]);
    expect(listed(late('Xã A', sent), late('Xã B', sent))).toEqual([
      'Báo cáo tuần, tuần 34/2017 (21/8–27/8): không còn đơn vị nào chưa nộp; đã nhận sau hạn: xã A, xã B.',
    ]);
    expect(listed(late('Xã A', { ...owed, exempt: true }))).toEqual([
      'Báo cáo tuần, tuần 34/2017 (21/8–27/8): không còn đơn vị nào chưa nộp.',
    ]);
  });
});
