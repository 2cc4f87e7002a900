import type { Temporal } from 'temporal-polyfill';
import type { RichText } from '../core/messages.ts';
import type { LivingNoticeReply, NoticeSection } from '../core/replies/living-notice.ts';
import { bold, message, type Line } from './lines.ts';
import { answerLine, lateUnitsLine, overdueWords, timeLeftWords } from './notices.ts';
import { formatDay, formatMoment, formatTime, periodName } from './numbers.ts';
import { aboutWords, capital } from './report-lines.ts';
import { signOffWords } from './sign-off-state.ts';
import { commonNoun, listNames } from './unit-names.ts';

type Clock = { readonly at: Temporal.Instant; readonly zone: string };

/** What an earlier reminder says from now on. */
export function livingNotice({ sections }: LivingNoticeReply, clock: Clock): RichText {
  const owed = sections.flatMap((section) =>
    section.kind === 'owed' ? [section.standsInFor === null ? {} : { standsInFor: section.standsInFor }] : [],
  );
  return message(
    ...sections.map((section) => sectionLine(section, clock)),
    sections.length > 1 && sections.every(isDone) ? 'Đã đủ các báo cáo trên.' : answerLine(owed),
  );
}

function isDone(section: NoticeSection): boolean {
  return section.kind === 'received' ? section.signOff?.state !== 'returned' : section.kind === 'exempt';
}

function sectionLine(section: NoticeSection, { at, zone }: Clock): Line {
  switch (section.kind) {
    case 'owed': {
      const { about } = section;
      const head = bold(capital(aboutWords(about)));
      return at.epochMilliseconds < about.period.dueAt.epochMilliseconds
        ? [head, ` chưa có báo cáo, ${timeLeftWords(about, { at, zone })}.`]
        : [head, ` ${overdueWords(about, zone)}`];
    }
    case 'received': {
      const { about, code, signOff } = section;
      const day = formatDay(section.at.toZonedDateTimeISO(zone).toPlainDate());
      return [
        bold(`${signOff ? 'Đã nộp' : 'Đã nhận'} ${formatTime(section.at, zone)}`),
        ` ngày ${day}: ${aboutWords(about)}, mã ${code}${signOff ? `; ${signOffWords(signOff)}` : ''}.`,
      ];
    }
    case 'missed':
      return [
        bold(capital(aboutWords(section.about))),
        ` không có báo cáo, đã khóa sổ ${formatMoment(section.about.period.locksAt, zone)}.`,
      ];
    case 'exempt':
      return [bold(capital(aboutWords(section.about))), ' được miễn báo cáo.'];
    case 'late-units': {
      const { formName, period, missing, received } = section;
      const names = listNames(
        received.map(({ name }) => name),
        MOST_RECEIVED,
        commonNoun(received.map(({ name }) => name)),
      );
      if (missing.length > 0) {
        const line = lateUnitsLine({ formName, period, units: missing }, zone);
        return received.length === 0 ? line : [...line, ` Đã nhận sau hạn: ${names}.`];
      }
      return `${formName}, ${periodName(period.code, period.start, period.end)}: không còn đơn vị nào chưa nộp${received.length === 0 ? '' : `; đã nhận sau hạn: ${names}`}.`;
    }
  }
}

/** Names of late units that have reported since, then a count. */
const MOST_RECEIVED = 5;
