import type { RichText } from '../core/messages.ts';
import type { Reply } from '../core/replies.ts';
import { withFiles } from './files.ts';
import { bold, message } from './lines.ts';
import { formatDuration, formatMoment, periodName } from './numbers.ts';
import { itemLine, quotes } from './report-lines.ts';
import { signOffSentence } from './sign-off-state.ts';

/** A unit's latest report as a leader or coordinator sees it. */
export function unitReport(
  { unit, report }: Extract<Reply, { kind: 'unit-report' }>,
  zone: string,
): RichText {
  if (!report) return message([bold(unit.name), ' chưa có báo cáo nào.']);
  const { formName, fields, period, sent, explanations = [] } = report;
  const items = fields.flatMap((field) => {
    const value = sent.values[field.code];
    if (value === undefined) return [];
    const note = sent.notes[field.code];
    return [{ field, value, note, source: undefined, understoodAs: undefined, carriedOver: false }];
  });
  const late = sent.lateMinutes === 0 ? 'đúng hạn' : `trễ ${formatDuration(sent.lateMinutes)}`;
  const gaps = fields.filter((field) => sent.gaps.includes(field.code)).map((field) => field.label);
  return message(
    [bold(unit.name), `: ${formName}, ${periodName(period.code, period.start, period.end)}`],
    `Nhận ${formatMoment(sent.submittedAt, zone)}, ${late}${sent.revision > 1 ? `, đã sửa ${sent.revision - 1} lần` : ''}${sent.submittedBy === null ? '' : `; người gửi: ${sent.submittedBy}`}.`,
    sent.signOff ? signOffSentence(sent.signOff, zone) : undefined,
    sent.onBehalf &&
      `Cán bộ tổng hợp nhập thay${sent.onBehalf.informant === null ? '' : `; người báo: ${quotes([sent.onBehalf.informant])}`}.`,
    sent.nil ? 'Không phát sinh.' : undefined,
    ...(sent.nil ? [] : items.map(itemLine)),
    ...explanations.map(({ field, text }) => {
      const label = fields.find(({ code }) => code === field)?.label ?? field;
      return `Giải trình ${label}: ${quotes([text])}`;
    }),
    withFiles(sent.files),
    gaps.length > 0 ? `Còn thiếu: ${gaps.join('; ')}.` : undefined,
  );
}
