import type { DigestView } from '../../core/conversation/context.ts';
import type { DigestFigures, IndicatorFigures } from '../../core/digest/figures.ts';
import type { UnitTally } from '../../core/digest/findings.ts';
import { once } from '../../core/digest/levels.ts';
import { changeWords, previousChange } from '../changes.ts';
import { figureWords, hasRate } from '../counted.ts';
import { groupWords } from '../digest-levels.ts';
import { belowTargetWords, rateWords } from '../digest-lines.ts';
import { countPeriods, nounOf, unitName } from '../digest-names.ts';
import { LATE_CAUSE_WORDS } from '../late.ts';
import { formatNumber, formatTarget } from '../numbers.ts';
import { listNames } from '../unit-names.ts';

/** More names in a sentence are read by nobody; the annex has them all. */
const MOST_NAMES = 30;

/** Who reported, in time or late, who did not and why: one sentence each. */
export function reportingSentences(view: DigestView): readonly string[] {
  const { figures, findings } = view;
  const { expected, received, late, missing, awaiting_sign_off: unsigned = [] } = figures;
  const noun = nounOf(view);
  if (expected === 0) return ['Trong kỳ không có đơn vị nào phải báo cáo.', ...exemptSentences(view)];
  const several = findings.parts !== undefined;
  const [came, lateWords, missingWords] = several
    ? ['báo cáo đã gửi', 'Có kỳ báo cáo trễ hạn', 'Có kỳ chưa báo cáo']
    : [`${noun} đã báo cáo`, 'Báo cáo trễ hạn', 'Chưa báo cáo'];
  return [
    received === 0
      ? `Chưa có báo cáo nào trong ${formatNumber(expected)} báo cáo phải gửi.`
      : `Có ${formatNumber(received)}/${formatNumber(expected)} ${came} (${rateWords({ part: received, whole: expected }, null)}), ${timeWords(received, findings.on_time)}.`,
    ...named(view, lateWords, late, ({ late: times }) => times),
    ...causeSentences(figures),
    ...named(view, missingWords, missing, (tally) => tally.expected - tally.received),
    ...exemptSentences(view),
    ...named(view, 'Đã báo cáo nhưng người đứng đầu đơn vị chưa duyệt', unsigned),
  ];
}

function timeWords(received: number, inTime: number): string {
  if (inTime === received) return received === 1 ? 'đúng hạn' : 'tất cả đúng hạn';
  if (inTime === 0) return received === 1 ? 'trễ hạn' : 'tất cả trễ hạn';
  return `đúng hạn ${formatNumber(inTime)}, trễ hạn ${formatNumber(received - inTime)}`;
}

/** What is wanting in how units reported; undefined where nothing is. */
export function shortfallSentence({ figures, findings }: DigestView): string | undefined {
  const { expected, received } = figures;
  const [absent, late] = [expected - received, received - findings.on_time];
  const of = (count: number) => `${formatNumber(count)}/${formatNumber(expected)} báo cáo`;
  if (absent > 0 && late > 0) return `Còn ${of(absent)} chưa gửi, ${of(late)} gửi trễ hạn.`;
  if (absent > 0) return `Còn ${of(absent)} chưa gửi.`;
  return late > 0 ? `Có ${of(late)} gửi trễ hạn.` : undefined;
}

/** `often`: in how many periods, said where several were added up. */
function named(
  view: DigestView,
  words: string,
  units: readonly string[],
  often?: (tally: UnitTally) => number,
): readonly string[] {
  if (units.length === 0) return [];
  const { parts, units: tallies } = view.findings;
  const times = new Map(
    parts && often ? tallies.map((tally) => [tally.unit, countPeriods(parts, often(tally))]) : [],
  );
  const names = units.map((unit) => {
    const count = times.get(unit);
    return count === undefined ? unitName(view, unit) : `${unitName(view, unit)} (${count})`;
  });
  const groups = units.length > MOST_NAMES && groupWords(view, once(units));
  if (groups) return [`${words} ${formatNumber(units.length)} ${nounOf(view)}, ${groups(MOST_NAMES)}.`];
  return [`${words}: ${listNames(names, MOST_NAMES, nounOf(view))}.`];
}

function causeSentences({ late_causes: told = [] }: DigestFigures): readonly string[] {
  if (told.length === 0) return [];
  const causes = Map.groupBy(told, ({ cause }) => cause);
  const words = [...causes].map(
    ([cause, units]) => `${LATE_CAUSE_WORDS[cause].toLowerCase()} (${formatNumber(units.length)} đơn vị)`,
  );
  return [`Lý do trễ theo thông báo của đơn vị: ${words.join(', ')}.`];
}

function exemptSentences(view: DigestView): readonly string[] {
  const reasons = Map.groupBy(view.figures.exempt ?? [], ({ reason }) => reason);
  const words = [...reasons].map(([reason, units]) => {
    const names = units.map(({ unit }) => unitName(view, unit));
    return `${listNames(names, MOST_NAMES, nounOf(view))} (${reason})`;
  });
  return words.length === 0 ? [] : [`Được miễn báo cáo: ${words.join('; ')}.`];
}

/**
 * What an indicator's figures say, and nothing else: `Hòa giải ở cơ sở: 41/42 vụ (97,6 %), giảm 1,2 điểm so với kỳ trước, chưa đạt chỉ tiêu
 * 98 %; thấp nhất: xã Bình Minh 5/6.` Undefined where no report tells of it.
 */
export function indicatorSentence(view: DigestView, indicator: IndicatorFigures): string | undefined {
  const { label, total, same_period_last_year: lastYear, target, met, counted } = indicator;
  if (total === null) return undefined;
  const rate = hasRate(total) ? ` (${rateWords(total, target)})` : '';
  const compared = [
    comparedWith(previousChange(indicator, counted), `kỳ trước${sameUnitsWords(indicator)}`),
    comparedWith(lastYear === null ? undefined : changeWords(total, lastYear, counted), 'cùng kỳ năm trước'),
  ].filter((words) => words !== undefined);
  const verdict =
    met === null || target === null ? [] : [`${met ? 'đạt' : 'chưa đạt'} chỉ tiêu ${formatTarget(target)}`];
  const below = belowTargetWords(view, indicator);
  const names = below === undefined ? '' : `; ${below}`;
  return `${label}: ${[`${figureWords(total, indicator)}${rate}`, ...compared, ...verdict].join(', ')}${names}.`;
}

/** ` (tính trên 7 đơn vị có số liệu cả hai kỳ)` */
function sameUnitsWords({ same_units: same }: IndicatorFigures): string {
  return same ? ` (tính trên ${formatNumber(same.units)} đơn vị có số liệu cả hai kỳ)` : '';
}

/** `tăng 2 so với kỳ trước`; where the words name the earlier figure themselves they say enough. */
function comparedWith(change: string | undefined, what: string): string | undefined {
  if (change === undefined) return undefined;
  return change.startsWith('kỳ trước') ? change.replace('kỳ trước', what) : `${change} so với ${what}`;
}
