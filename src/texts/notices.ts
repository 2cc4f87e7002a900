import type { Temporal } from 'temporal-polyfill';
import type { RichText } from '../core/messages.ts';
import type { PeriodView, UnitView } from '../core/conversation/context.ts';
import type { About, ReminderSection, Reply } from '../core/replies.ts';
import { sumLine } from './hamlets.ts';
import { bold, message, type Line } from './lines.ts';
import { formatDuration, formatMoment, periodName } from './numbers.ts';
import { aboutWords, capital } from './report-lines.ts';
import { commonNoun, listNames } from './unit-names.ts';

type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;
type Clock = { readonly at: Temporal.Instant; readonly zone: string };

/** The superior reads names up to this many, then a count. */
const MOST_UNITS = 15;

/** One message for all that is due to a person; it can be answered with the report itself. */
export function reminder({ sections }: Of<'reminder'>, clock: Clock): RichText {
  const own = sections.filter((section) => section.kind !== 'escalation');
  return message(
    ...sections.flatMap((section) => [sectionLine(section, clock), hamletsLine(section)]),
    answerLine(own),
  );
}

/** What the reader can do about the reports that are owed; `standsInFor` names the contact of one who cannot report. */
export function answerLine(own: readonly { readonly standsInFor?: string }[]): Line {
  if (own.length === 0) return undefined;
  const [name] = own.flatMap(({ standsInFor }) => standsInFor ?? []);
  return name === undefined
    ? 'Đồng chí trả lời ngay tại đây; không có gì mới thì trả lời “Không phát sinh”.'
    : `Cán bộ đầu mối ${name} đang nghỉ và nêu đồng chí làm thay. Đồng chí gõ “nhận làm thay” để nộp ngay tại đây, hoặc gửi cán bộ tổng hợp nhập thay.`;
}

function hamletsLine(section: ReminderSection): Line {
  return section.kind === 'escalation' || !section.hamlets ? undefined : sumLine(section.hamlets);
}

function sectionLine(section: ReminderSection, { at, zone }: Clock): Line {
  switch (section.kind) {
    case 'opening':
      return [
        'Mở báo cáo ',
        bold(aboutWords(section.about)),
        `: hạn nộp ${formatMoment(section.about.period.dueAt, zone)}.`,
      ];
    case 'before-due':
      return [
        'Nhắc đồng chí: ',
        bold(aboutWords(section.about)),
        ` chưa có báo cáo, ${timeLeftWords(section.about, { at, zone })}.`,
      ];
    case 'after-due':
      return [bold(capital(aboutWords(section.about))), ` ${overdueWords(section.about, zone)}`];
    case 'escalation':
      return lateUnitsLine(section, zone);
  }
}

/** "còn 2 giờ 30 phút đến hạn thứ Sáu 25/8, 16:00" */
export function timeLeftWords({ period }: About, { at, zone }: Clock): string {
  return `còn ${formatDuration(minutesBetween(at, period.dueAt))} đến hạn ${formatMoment(period.dueAt, zone)}`;
}

/** "đã quá hạn thứ Sáu 25/8, 16:00. Đồng chí vẫn nộp được đến thứ Ba 29/8, 16:00." */
export function overdueWords({ period }: About, zone: string): string {
  return `đã quá hạn ${formatMoment(period.dueAt, zone)}. Đồng chí vẫn nộp được đến ${formatMoment(period.locksAt, zone)}.`;
}

/** The list of the late for those above. */
export function lateUnitsLine(
  late: { readonly formName: string; readonly period: PeriodView; readonly units: readonly UnitView[] },
  zone: string,
): RichText {
  const { units, period, formName } = late;
  const names = units.map((unit) => unit.name);
  const noun = commonNoun(names);
  return [
    `Kính báo đồng chí: ${formName}, ${periodName(period.code, period.start, period.end)}, đã quá hạn ${formatMoment(period.dueAt, zone)}, còn `,
    bold(`${units.length} ${noun} chưa nộp`),
    `: ${listNames(names, MOST_UNITS, noun)}.`,
  ];
}

function minutesBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(0, Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 60_000));
}
