import type { RichText } from '../core/messages.ts';
import type { HeldBack, NudgePlan } from '../core/reminders/plan-nudge.ts';
import type { DigestDetailReply } from '../core/replies/digest-detail.ts';
import { message, type Line } from './lines.ts';
import { formatMoment, formatNumber, periodName } from './numbers.ts';
import { clip, onOneLine } from './screen.ts';
import { commonNoun, listNames } from './unit-names.ts';

const MOST_NAMES = 15;
const MOST_HELD = 4;
const LONGEST_NAME = 60;

export function remindQuestion(
  { names, plan, locked }: Extract<DigestDetailReply, { kind: 'remind-question' }>,
  zone: string,
): RichText {
  const { code, start, end } = names.period;
  const period = periodName(code, start, end);
  if (locked)
    return message(
      `Kỳ ${period} đã khóa sổ nên không nhắc được nữa; muốn nhận thêm, cán bộ tổng hợp mở lại cho từng đơn vị.`,
    );
  if (plan.units.length + plan.held.length === 0)
    return message(`Không còn đơn vị nào chưa báo cáo ${period}.`);
  if (plan.units.length === 0) return message('Lúc này không nhắc thêm ai.', ...heldLines(plan, zone));
  if (plan.tooLate)
    return message(
      `Đang ngoài giờ làm việc, mà đến ${formatMoment(plan.sendAt, zone)} kỳ ${period} đã khóa sổ nên lời nhắc không được gửi.`,
    );
  return message(
    `Gửi nhắc đến ${formatNumber(plan.people)} đồng chí?`,
    `Nhắc nộp báo cáo ${period}: ${unitList(plan)}.`,
    plan.atOnce ? undefined : `${when(plan, zone)}; đơn vị nào báo cáo trước lúc đó thì không bị nhắc.`,
    ...heldLines(plan, zone),
  );
}

export function remindedNow(
  { plan }: Extract<DigestDetailReply, { kind: 'reminded-now' }>,
  zone: string,
): RichText {
  return message(
    `${when(plan, zone)} đến ${formatNumber(plan.people)} đồng chí: ${unitList(plan)}.`,
    plan.atOnce ? undefined : 'Đơn vị nào báo cáo trước lúc đó thì không bị nhắc.',
    ...heldLines(plan, zone),
  );
}

function when({ atOnce, sendAt }: NudgePlan, zone: string): string {
  return atOnce ? 'Lời nhắc đi ngay' : `Lời nhắc đi trong giờ làm việc, ${formatMoment(sendAt, zone)},`;
}

function unitList({ units }: NudgePlan): string {
  return namesOf(units, MOST_NAMES);
}

function namesOf(units: readonly { readonly unit: { readonly name: string } }[], most: number): string {
  const names = units.map(({ unit }) => clip(onOneLine(unit.name), LONGEST_NAME));
  return listNames(names, most, commonNoun(names));
}

const WHY: Readonly<Record<HeldBack['kind'], string>> = {
  'no-contact': 'Chưa có đầu mối',
  unreachable: 'Đầu mối chưa kết nối',
  'week-full': 'Tuần này đã nhận đủ số tin',
  untracked: 'Hạn nộp có từ trước khi theo dõi',
  promised: 'Đã hẹn nộp',
  snoozed: 'Đã xin nhắc lại sau',
  'just-reminded': 'Vừa được nhắc',
};

/** Units that get none, by the reason. */
function heldLines({ held }: NudgePlan, zone: string): readonly Line[] {
  if (held.length === 0) return [];
  const groups = [...Map.groupBy(held, ({ why }) => `${WHY[why.kind]}${momentOf(why, zone)}`)];
  return [
    `Chưa nhắc ${formatNumber(held.length)} đơn vị:`,
    ...groups.map(([why, units]) => `• ${why}: ${namesOf(units, MOST_HELD)}`),
  ];
}

function momentOf(why: HeldBack, zone: string): string {
  switch (why.kind) {
    case 'promised':
    case 'snoozed':
      return ` ${formatMoment(why.until, zone)}`;
    case 'just-reminded':
      return ` ${formatMoment(why.at, zone)}`;
    case 'no-contact':
    case 'unreachable':
    case 'week-full':
    case 'untracked':
      return '';
  }
}
