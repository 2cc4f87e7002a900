import type { IndicatorFigures } from '../core/digest/figures.ts';
import type { UnitValue } from '../core/digest/indicator-detail.ts';
import type { Value } from '../core/forms/definition.ts';
import type { RichText } from '../core/messages.ts';
import type { DigestDetailReply } from '../core/replies/digest-detail.ts';
import { previousChange } from './changes.ts';
import { figureWords, hasRate, type Counted } from './counted.ts';
import { indicatorWords, labelOf, rateWords } from './digest-lines.ts';
import { shortName, titleLines } from './digest-unit.ts';
import { message, type Line } from './lines.ts';
import { formatNumber } from './numbers.ts';
import { commonNoun } from './unit-names.ts';

type Reply<Kind extends DigestDetailReply['kind']> = Extract<DigestDetailReply, { readonly kind: Kind }>;

/** The indicators to choose from, with their totals. */
export function fieldsOf({ names, indicators, page, pages }: Reply<'digest-fields'>): RichText {
  return message(
    ...titleLines('Chỉ tiêu', names, page, pages),
    ...indicators.map((one): RichText =>
      one.total === null
        ? [`• ${labelOf(one)}: chưa có số liệu`]
        : [`• ${labelOf(one)}: `, ...indicatorWords(one)],
    ),
    sameUnitsWords(indicators),
    indicators.length === 0
      ? 'Mẫu này không có chỉ tiêu nào bằng số.'
      : 'Đồng chí chọn bên dưới, hoặc gõ tên sau chữ “chi tiết”.',
  );
}

/** One indicator: all units together, then what is to be looked at, then the others. */
export function fieldOf(reply: Reply<'digest-field'>): RichText {
  const { names, detail, exceptions, others, groups, page, pages } = reply;
  const { indicator, silent } = detail;
  const noun = commonNoun([...detail.exceptions, ...detail.others].map(({ unit }) => unit.name));
  const isFirst = page === 1;
  return message(
    ...titleLines(labelOf(indicator), names, page, pages),
    isFirst
      ? indicator.total === null
        ? 'Chưa có số liệu.'
        : ['Toàn kỳ: ', ...indicatorWords(indicator), '.']
      : undefined,
    isFirst ? sameUnitsWords([indicator]) : undefined,
    isFirst ? beforeWords(reply) : undefined,
    isFirst && indicator.total !== null
      ? detail.exceptions.length > 0
        ? `Cần xem trước ${formatNumber(detail.exceptions.length)} ${noun}:`
        : 'Không có đơn vị nào cần xem trước.'
      : undefined,
    ...exceptions.map((one) => `• ${shortName(one.unit)}: ${exceptionWords(one, indicator)}`),
    others.length > 0 ? (detail.exceptions.length > 0 ? 'Các đơn vị khác:' : 'Các đơn vị:') : undefined,
    ...others.map(({ unit, value }) => `• ${shortName(unit)}: ${figureWords(value, indicator)}`),
    groups.length > 0 ? 'Cộng theo từng nơi:' : undefined,
    ...groups.map(
      (one) => `• ${shortName(one)} (${formatNumber(one.units)} đơn vị): ${totalWords(one.total, indicator)}`,
    ),
    page === pages && silent > 0 ? `Còn ${formatNumber(silent)} đơn vị không có số liệu này.` : undefined,
  );
}

/** Of whom a change is told, where other units report than did for the period before. */
function sameUnitsWords(indicators: readonly IndicatorFigures[]): Line {
  const told = indicators.filter((one) => one.same_units && previousChange(one) !== undefined);
  if (told.length === 0) return undefined;
  const [only] = indicators.length === 1 ? told : [];
  const whose = only?.same_units ? `${formatNumber(only.same_units.units)} đơn vị` : 'các đơn vị';
  return `Mức tăng, giảm chỉ tính trên ${whose} có số liệu cả hai kỳ.`;
}

/** What it was before, and so far this year where that says more. */
function beforeWords({ detail: { indicator } }: Reply<'digest-field'>): Line {
  const { total, previous, same_period_last_year: lastYear, year_to_date: soFar } = indicator;
  const isMore = soFar !== null && JSON.stringify(soFar) !== JSON.stringify(total);
  const parts = [
    ...(previous === null ? [] : [`kỳ trước ${totalWords(previous, indicator)}`]),
    ...(lastYear === null ? [] : [`cùng kỳ năm trước ${totalWords(lastYear, indicator)}`]),
    ...(isMore ? [`từ đầu năm ${totalWords(soFar, indicator)}`] : []),
  ].join('; ');
  return parts === '' ? undefined : `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

function exceptionWords({ value, below, usual }: UnitValue, indicator: Measured): string {
  return [
    totalWords(value, indicator),
    ...(below ? ['dưới chỉ tiêu'] : []),
    ...(usual === null ? [] : [`thường khoảng ${formatNumber(usual)}`]),
  ].join(', ');
}

type Measured = Counted & { readonly target: number | null };

function totalWords(value: Value | null, indicator: Measured): string {
  if (value === null) return 'chưa có số liệu';
  const words = figureWords(value, indicator);
  return hasRate(value) ? `${words} (${rateWords(value, indicator.target)})` : words;
}
