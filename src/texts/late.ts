import { Temporal } from 'temporal-polyfill';
import type { LateCause } from '../core/parsing/understanding.ts';
import type { RichText } from '../core/messages.ts';
import type { About } from '../core/replies.ts';
import type { LateReply } from '../core/replies/late.ts';
import { bold, message, type Line } from './lines.ts';
import { formatMoment } from './numbers.ts';
import { aboutWords, atMost, capital, quotes } from './report-lines.ts';
import { listNames } from './unit-names.ts';

/** Also on buttons. */
export const LATE_CAUSE_WORDS: Readonly<Record<LateCause, string>> = {
  network: 'Mạng yếu',
  'field-trip': 'Đi cơ sở',
  'waiting-for-figures': 'Chờ số liệu',
  other: 'Lý do khác',
};

/** What is said about reports that will come late. */
export function late(reply: LateReply, zone: string): RichText {
  switch (reply.kind) {
    case 'late-noted':
      return noted(reply, zone);
    case 'late-in-time':
      return message(
        `Hạn nộp báo cáo ${aboutWords(reply.about)} là ${formatMoment(reply.about.period.dueAt, zone)}; gửi vào ${formatMoment(reply.until, zone)} thì vẫn đúng hạn.`,
      );
    case 'late-cause-noted':
      return message(`Đã ghi lý do: ${LATE_CAUSE_WORDS[reply.cause].toLowerCase()}.`);
    case 'late-told': {
      const { abouts, by, until, cause, reason } = reply;
      return message(
        [
          `Đồng chí ${by} báo nộp trễ `,
          bold(which(abouts)),
          until === null ? ', chưa hẹn lúc nào.' : `, hẹn ${formatMoment(until, zone)}.`,
        ],
        becauseOf(cause, reason),
        until !== null && abouts.some((about) => isBeyondLock(about, until))
          ? 'Lúc hẹn đã quá khóa sổ; muốn nhận thì mở lại cho đơn vị.'
          : undefined,
      );
    }
  }
}

function noted(reply: Extract<LateReply, { kind: 'late-noted' }>, zone: string): RichText {
  const { abouts, until, quiet, again, asksCause, told } = reply;
  const names = [...new Set(told.map(({ name }) => name))];
  const hearer = names.length === 0 ? 'Cán bộ tổng hợp' : capital(listNames(names, MOST, 'đơn vị'));
  return message(
    [
      again ? 'Đã có ghi: nộp trễ ' : 'Đã ghi: nộp trễ ',
      bold(which(abouts)),
      until === null ? '.' : `, hẹn ${formatMoment(until, zone)}.`,
    ],
    ...abouts.slice(0, MOST).map((about) => acceptance(about, until, abouts.length > 1, zone)),
    quiet ? `${hearer} được báo; trước lúc hẹn đồng chí không bị nhắc.` : undefined,
    !quiet && !again ? `${hearer} được báo.` : undefined,
    asksCause ? 'Nếu tiện, đồng chí bấm lý do.' : undefined,
  );
}

const MOST = 3;

/** Until when the report still counts, whatever was promised. */
function acceptance(about: About, until: Temporal.Instant | null, isNamed: boolean, zone: string): Line {
  const { dueAt, locksAt } = about.period;
  const name = isNamed ? `${capital(aboutWords(about))}: hạn nộp` : 'Hạn nộp';
  const isBeyond = until !== null && isBeyondLock(about, until);
  const accepted = `${name} ${formatMoment(dueAt, zone)}; sau hạn vẫn được nhận đến ${formatMoment(locksAt, zone)} và ghi là trễ`;
  return isBeyond ? `${accepted}. Lúc hẹn đã quá khóa sổ, khi đó cần xin mở lại.` : `${accepted}.`;
}

function isBeyondLock({ period }: About, until: Temporal.Instant): boolean {
  return Temporal.Instant.compare(until, period.locksAt) >= 0;
}

function which(abouts: readonly About[]): string {
  return `báo cáo ${atMost(abouts.map(aboutWords), 'báo cáo')}`;
}

function becauseOf(cause: LateCause | null, reason: string | null): Line {
  if (reason !== null) return `Lý do: ${quotes([reason])}.`;
  return cause === null ? undefined : `Lý do: ${LATE_CAUSE_WORDS[cause].toLowerCase()}.`;
}
