import type { Temporal } from 'temporal-polyfill';
import {
  isQuietFigure,
  type UnitDetail,
  type UnitFigure,
  type UnitText,
} from '../core/digest/unit-detail.ts';
import { meetsTarget } from '../core/digest/totals.ts';
import type { OwingUnit } from '../core/digest/owing.ts';
import { needsLook, type UnitEntry, type UnitMarks } from '../core/digest/unit-list.ts';
import type { Field, Value } from '../core/forms/definition.ts';
import type { RichText } from '../core/messages.ts';
import type { DetailNames, DigestDetailReply } from '../core/replies/digest-detail.ts';
import { changeWords } from './changes.ts';
import { figureWords, hasRate } from './counted.ts';
import { rateWords } from './digest-lines.ts';
import { quotable } from './opinions.ts';
import { bold, message, type Line } from './lines.ts';
import {
  formatDuration,
  formatMoment,
  formatNumber,
  formatTarget,
  formatValue,
  periodName,
} from './numbers.ts';
import { REACH } from './reach.ts';
import { clip, onOneLine } from './screen.ts';
import { commonNoun, listNames, midSentence } from './unit-names.ts';

const LONGEST_NAME = 60;
const LONGEST_LABEL = 80;
const LONGEST_BODY = 80;
const LONGEST_QUOTE = 160;
const LONGEST_NOTE = 90;
const LONGEST_REASON = 160;
const MOST_QUIET = 10;

export function titleLines(
  words: string,
  { body, period: { code, start, end } }: DetailNames,
  page = 1,
  pages = 1,
): readonly Line[] {
  const suffix = pages > 1 ? ` (trang ${page}/${pages})` : '';
  return [[bold(`${words}, ${periodName(code, start, end)}${suffix}`)], clip(onOneLine(body), LONGEST_BODY)];
}

export function shortName({ name }: { readonly name: string }): string {
  return clip(onOneLine(name), LONGEST_NAME);
}

type Reply<Kind extends DigestDetailReply['kind']> = Extract<DigestDetailReply, { readonly kind: Kind }>;

/** The units to choose from; of those that are to be looked at first it says why. */
export function unitsOf(reply: Reply<'digest-units'>): RichText {
  const { names, below, entries, total, marked, page, pages } = reply;
  const noun = commonNoun(entries.map(nameOf));
  const isRolled = entries.some(({ kind }) => kind === 'group');
  const counted = `${formatNumber(total)} ${isRolled ? 'đơn vị' : noun}`;
  const title = `Chi tiết ${isRolled ? 'đơn vị' : noun}${below === null ? '' : `, ${midSentence(shortName({ name: below }))}`}`;
  return message(
    ...titleLines(title, names, page, pages),
    total === 0
      ? 'Kỳ này không có đơn vị nào phải báo cáo.'
      : marked === 0
        ? `${counted}, không có gì cần xem trước.`
        : `${counted}, ${formatNumber(marked)} nơi cần xem trước${entries.some(needsLook) ? ':' : '.'}`,
    ...entries.filter(needsLook).map((entry) => `• ${nameOf(entry)}: ${whyOf(entry)}`),
    'Đồng chí chọn bên dưới, hoặc gõ tên sau chữ “chi tiết”.',
  );
}

function nameOf(entry: UnitEntry): string {
  return shortName(entry.kind === 'unit' ? entry.unit : entry);
}

function whyOf(entry: UnitEntry): string {
  if (entry.kind === 'group') {
    return `${formatNumber(entry.marked)}/${formatNumber(entry.units)} đơn vị cần xem trước`;
  }
  return markWords(entry.marks).join(', ');
}

function markWords({ missing, late, belowTarget, unusual }: UnitMarks): readonly string[] {
  return [
    ...(missing ? ['chưa báo cáo'] : []),
    ...(late ? ['nộp trễ'] : []),
    ...(belowTarget > 0 ? [`${belowTarget} chỉ số dưới chỉ tiêu`] : []),
    ...(unusual > 0 ? [`${unusual} chỉ số khác thường`] : []),
  ];
}

/** A unit's report beside its own past. */
export function unitOf(reply: Reply<'digest-unit'>, zone: string): RichText {
  const { names, detail, figures, texts, page, pages } = reply;
  const quiet = page === pages ? detail.figures.filter(isQuietFigure) : [];
  const { report } = detail;
  const gaps = new Set(report.kind === 'received' ? report.gaps : []);
  const unknown =
    page === pages ? detail.figures.filter(({ field, value }) => value === null && !gaps.has(field)) : [];
  return message(
    ...titleLines(shortName(detail.unit), names, page, pages).slice(0, 1),
    ...(page === 1 ? reportLines(detail, zone) : []),
    ...figures.map(figureLine),
    together('Không phát sinh', fieldsOf(quiet)),
    together('Không nêu', fieldsOf(unknown)),
    ...texts.map(textLine),
  );
}

function reportLines({ report }: UnitDetail, zone: string): readonly Line[] {
  switch (report.kind) {
    case 'missing':
      return [`Chưa có báo cáo; ${missingWords(report, zone)}.`];
    case 'exempt':
      return [`Được miễn báo cáo: ${clip(onOneLine(report.reason), LONGEST_REASON)}.`];
    case 'received': {
      const { at, lateMinutes, code, nil, since, gaps } = report;
      const when = lateMinutes === 0 ? 'đúng hạn' : `trễ ${formatDuration(lateMinutes)}`;
      return [
        `Nhận ${formatMoment(at, zone)}, ${when}, mã ${code}.`,
        since ? 'Báo cáo đến sau khi bản tổng hợp đã gửi.' : undefined,
        nil ? 'Không phát sinh.' : undefined,
        together('Còn thiếu', gaps),
      ];
    }
  }
}

/** `đã nhắc 2 lần, lần cuối đã xem, hẹn nộp thứ Hai 28/8, 16:00` */
export function missingWords(
  { reminders, lastReach, promised }: Pick<OwingUnit, 'reminders' | 'lastReach' | 'promised'>,
  zone: string,
): string {
  if (reminders === 0) return ['chưa nhắc', ...promisedWords(promised, zone)].join(', ');
  const last = reminders === 1 ? '' : 'lần cuối ';
  return [
    `đã nhắc ${formatNumber(reminders)} lần`,
    ...(lastReach === null ? [] : [`${last}${REACH[lastReach]}`]),
    ...promisedWords(promised, zone),
  ].join(', ');
}

function promisedWords(promised: Temporal.Instant | null, zone: string): readonly string[] {
  return promised === null ? [] : [`hẹn nộp ${formatMoment(promised, zone)}`];
}

/** `Hòa giải: 5/6 vụ (83,3 %), giảm 16,7 điểm; các kỳ trước 6/6, 4/4, 5/5` */
function figureLine(figure: UnitFigure): RichText {
  const { field, value, past, usual, note, explanation, corrected } = figure;
  const [before = null] = past;
  const change = value === null || before === null ? undefined : changeWords(value, before);
  const rate = hasRate(value) ? ` (${rateWords(value, field.target ?? null)})` : '';
  const isMissed = meetsTarget(value, field.target) === false;
  const rest = [
    isMissed && field.target !== undefined ? `, chưa đạt chỉ tiêu ${formatTarget(field.target)}` : '',
    change === undefined ? '' : `, ${change}`,
    pastWords(past),
    usual === null ? '' : `; thường khoảng ${formatNumber(usual)}`,
    note === null ? '' : `; ghi chú: “${clip(onOneLine(note), LONGEST_NOTE)}”`,
    corrected === undefined ? '' : `; sau đó đơn vị sửa thành ${valueWords(corrected)}`,
    explanation === null ? '' : `; giải trình: “${clip(onOneLine(explanation), LONGEST_NOTE)}”`,
  ].join('');
  return [
    `${clip(field.label, LONGEST_LABEL)}: `,
    bold(value === null ? valueWords(value) : figureWords(value, field)),
    `${rate}${rest}`,
  ];
}

function pastWords(past: UnitFigure['past']): string {
  const known = past.filter((one) => one !== null);
  if (known.length === 0) return '';
  return `; ${known.length > 1 ? 'các kỳ trước' : 'kỳ trước'} ${past.map(valueWords).join(', ')}`;
}

function valueWords(value: Value | null): string {
  return value === null ? 'không có' : formatValue(value);
}

function fieldsOf(figures: readonly UnitFigure[]): readonly Field[] {
  return figures.map(({ field }) => field);
}

function together(words: string, fields: readonly Field[]): Line {
  if (fields.length === 0) return undefined;
  const labels = fields.map(({ label }) => clip(label, LONGEST_LABEL));
  const more = labels.length > MOST_QUIET ? ` và ${labels.length - MOST_QUIET} mục khác` : '';
  return `${words}: ${labels.slice(0, MOST_QUIET).join('; ')}${more}.`;
}

function textLine({ field, texts }: UnitText): string {
  const quotes = texts.map((text) => `“${clip(quotable(onOneLine(text)), LONGEST_QUOTE)}”`);
  return `${clip(field.label, LONGEST_LABEL)}: ${listNames(quotes, MOST_QUIET, 'ý')}`;
}
