import type { DigestView } from '../core/conversation/context.ts';
import type { DigestFigures } from '../core/digest/figures.ts';
import type { UnitTally } from '../core/digest/findings.ts';
import { once, type Counted } from '../core/digest/levels.ts';
import { plainText, type OutgoingMessage, type RichText, type TextPart } from '../core/messages.ts';
import { groupWords } from './digest-levels.ts';
import type { DigestLine } from './digest-line.ts';
import { digestLines } from './digest-lines.ts';
import { countPeriods, nounOf, unitName } from './digest-names.ts';
import { EXPLANATIONS } from './digest-said.ts';
import { NOTEWORTHY } from './digest-standouts.ts';
import { LATE_CAUSE_WORDS } from './late.ts';
import { formatNumber, periodName } from './numbers.ts';
import { SIGNALS } from './signals.ts';
import { clip, onOneLine, rowsOf, SCREEN_ROWS } from './screen.ts';
import { listNames } from './unit-names.ts';

/** Raised when the wording or order of a digest changes; stored with each one that was sent. */
export const DIGEST_LAYOUT_VERSION = 8;

/** `groups`: of many units, those above them. */
const MISSING_SHOWN = { names: 15, rows: 9, groups: { names: 8, rows: 4 } };
const LATE_SHOWN = { names: 8, rows: 4, groups: { names: 3, rows: 3 } };
const UNSIGNED_SHOWN = { names: 15, rows: 4, groups: { names: 3, rows: 3 } };
const EXEMPT_SHOWN = { names: 5, rows: 4 };
const LONGEST_NAME = 80;
const LONGEST_REASON = 60;
const MOST_PAGES = 99;

export const NO_SUCH_PAGE: RichText = ['Bản tổng hợp không có trang ấy. Gõ /tonghop để xem từ trang đầu.'];

/**
 * A digest for a leader, at most one phone screen (and far below 1,500 characters). The first page holds what matters most and
 * says how much was left; further ones hold the rest in order, nothing twice. Undefined for a page that does not exist.
 */
export function wordDigest(view: DigestView): OutgoingMessage;
export function wordDigest(view: DigestView, page: number, period?: string): OutgoingMessage | undefined;
export function wordDigest(view: DigestView, page = 1, period?: string): OutgoingMessage | undefined {
  const command = (to: number) => pageCommand(view, to, period);
  let rest = digestLines(view);
  for (let number = 1; number === 1 || rest.length > 0; number += 1) {
    const head = number === 1 ? firstHead(view) : nextHead(view, number);
    const chosen = choose(head, rest, number === 1, command(MOST_PAGES));
    const left = rest.flatMap((line) => leftOf(line, chosen));
    if (number === page) return compose(head, rest, chosen, moreWords(left, command(number + 1)));
    rest = left;
  }
  return undefined;
}

/** Whether the message, at its first page, leaves out something that the digest holds: lines, or names of units. */
export function leavesOut(view: DigestView): boolean {
  return firstHead(view).some(({ isCut }) => isCut) || wordDigest(view, 2) !== undefined;
}

type Head = readonly HeadLine[];

/** `isCut`: not all names stand in it. */
type HeadLine = { readonly text: RichText; readonly isCut: boolean };

function whole(...text: RichText): HeadLine {
  return { text, isCut: false };
}

function firstHead(view: DigestView): Head {
  const { figures } = view;
  const { expected, received, late, missing } = figures;
  const noun = nounOf(view);
  if (view.findings.parts !== undefined) return rolledHead(view, view.findings.parts);
  const state =
    late.length > 0
      ? `, ${formatNumber(late.length)} trễ`
      : received < expected
        ? ''
        : expected === 1
          ? ', đúng hạn'
          : ', tất cả đúng hạn';
  return [
    ...titleOf(view),
    ...(figures.remark ? [whole(`Lời dẫn của đồng chí ${figures.remark.by}: “${figures.remark.text}”`)] : []),
    expected === 0
      ? whole('Kính gửi đồng chí, kỳ này không có đơn vị nào phải báo cáo.')
      : whole(
          'Kính gửi đồng chí, ',
          { bold: `${formatNumber(received)}/${formatNumber(expected)}` },
          ` ${noun} đã báo cáo${state}.`,
        ),
    ...unitLine(view, 'Chưa báo cáo', once(missing), MISSING_SHOWN, expected),
    ...unitLine(view, 'Trễ', once(late), LATE_SHOWN),
    ...causesLine(figures),
    ...exemptLine(view, noun),
    ...unitLine(view, 'Chưa duyệt', once(figures.awaiting_sign_off ?? []), UNSIGNED_SHOWN),
  ];
}

/** Of periods that were added up: reports are counted, not units, and each unit is named with how often. */
function rolledHead(view: DigestView, parts: readonly string[]): Head {
  const { expected, received } = view.figures;
  const { units, on_time } = view.findings;
  const often = (count: (tally: UnitTally) => number) =>
    units.flatMap((tally) => (count(tally) > 0 ? [{ unit: tally.unit, count: count(tally) }] : []));
  const late = received - on_time;
  const absent = often((one) => one.expected - one.received);
  const delayed = often(({ late: times }) => times);
  return [
    ...titleOf(view),
    whole(
      'Kính gửi đồng chí, đã nhận ',
      { bold: `${formatNumber(received)}/${formatNumber(expected)}` },
      ` báo cáo của ${countPeriods(parts)}${late > 0 ? `, ${formatNumber(late)} trễ` : ''}.`,
    ),
    ...unitLine(view, 'Còn thiếu', absent, MISSING_SHOWN),
    ...unitLine(view, 'Trễ', delayed, LATE_SHOWN),
  ];
}

function nextHead(view: DigestView, page: number): Head {
  return titleOf(view, ` (trang ${page})`);
}

function titleOf({ names }: DigestView, suffix = ''): Head {
  const { code, start, end } = names.period;
  return [
    whole({ bold: `Tổng hợp ${periodName(code, start, end)}${suffix}` }),
    whole(clip(onOneLine(names.body), LONGEST_NAME)),
  ];
}

type Shown = { readonly names: number; readonly rows: number };

/**
 * Units by name, or, where they are many, counted by those above them. Of periods that were added up each with how many reports it
 * is about.
 */
function unitLine(
  view: DigestView,
  words: string,
  counted: readonly Counted[],
  most: Shown & { readonly groups: Shown },
  outOf?: number,
): Head {
  const noun = nounOf(view);
  const several = view.findings.parts !== undefined;
  const groups = groupWords(view, counted);
  if (groups === undefined) {
    const names = counted.map(({ unit, count }) => `${unitName(view, unit)}${several ? ` (${count})` : ''}`);
    return names.length === 0
      ? []
      : asShown(most, names.length, (shown) => `${words}: ${listNames(names, shown, noun)}.`);
  }
  const units = `${formatNumber(counted.length)}${outOf === undefined ? '' : `/${formatNumber(outOf)}`} ${noun}`;
  const all = counted.reduce((sum, { count }) => sum + count, 0);
  const what = several ? `${formatNumber(all)} báo cáo của ${units}` : units;
  const [line] = asShown(most.groups, most.groups.names, (shown) => `${words} ${what}, ${groups(shown)}.`);
  return line === undefined ? [] : [{ ...line, isCut: true }];
}

/** The line with as many names as can stand in a few rows. */
function asShown(most: Shown, names: number, line: (shown: number) => string): Head {
  let shown = Math.min(most.names, names);
  while (shown > 0 && rowsOf(line(shown)) > most.rows) shown -= 1;
  return [{ text: [line(shown)], isCut: shown < names }];
}

/** `Được miễn: xã A, xã B (bão số 10).` by reason, as many as can stand in a few rows, then a count. */
function exemptLine(view: DigestView, noun: string): Head {
  const exempt = view.figures.exempt ?? [];
  if (exempt.length === 0) return [];
  const byReason = [...Map.groupBy(exempt, ({ reason }) => reason)];
  const groups = byReason.map(([reason, units]) => ({
    count: units.length,
    words: `${listNames(
      units.map(({ unit }) => unitName(view, unit)),
      EXEMPT_SHOWN.names,
      noun,
    )} (${clip(onOneLine(reason), LONGEST_REASON)})`,
  }));
  const line = (shown: number) => {
    const left = groups.slice(shown).reduce((sum, { count }) => sum + count, 0);
    const more = left > 0 ? [`${left} ${noun} khác`] : [];
    return `Được miễn: ${[...groups.slice(0, shown).map(({ words }) => words), ...more].join('; ')}.`;
  };
  const isCut = byReason.some(([, units]) => units.length > EXEMPT_SHOWN.names);
  return asShown({ ...EXEMPT_SHOWN, names: groups.length }, groups.length, (shown) =>
    shown === 0 ? `Được miễn: ${formatNumber(exempt.length)} ${noun}.` : line(shown),
  ).map((said) => ({ ...said, isCut: said.isCut || isCut }));
}

/** Counts, not names: who is late stands above. */
function causesLine({ late_causes: told = [] }: DigestFigures): Head {
  if (told.length === 0) return [];
  const counts = Map.groupBy(told, ({ cause }) => cause);
  const words = [...counts].map(
    ([cause, units]) => `${LATE_CAUSE_WORDS[cause].toLowerCase()} ${units.length}`,
  );
  return [whole(`Lý do trễ: ${words.join(', ')}.`)];
}

/** The lines on a page, each with its detail or without. */
type Chosen = ReadonlyMap<DigestLine, { readonly detail: boolean }>;

/** A line, or the detail that can only follow it. */
type Candidate = { readonly line: DigestLine; readonly detail: boolean; readonly weight: number };

/**
 * The lines that fit on a page, taken by preference. Where not all fit, room is kept to say so. After the first page the head
 * is short and at least one line fits, so that the pages come to an end. `command`: what shows the next page.
 */
function choose(head: Head, lines: readonly DigestLine[], byWeight: boolean, command: string): Chosen {
  const inOrder = lines.flatMap((line): readonly Candidate[] => [
    { line, detail: false, weight: line.weight },
    ...(line.detail === undefined ? [] : [{ line, detail: true, weight: line.detail.weight }]),
  ]);
  const preferred = byWeight ? inOrder.toSorted((a, b) => b.weight - a.weight) : inOrder;
  const free = SCREEN_ROWS - 1 - head.reduce((sum, { text }) => sum + rows(text), 0);
  const all = take(preferred, free);
  return lines.every((line) => leftOf(line, all).length === 0)
    ? all
    : take(preferred, free - rows([moreWords([...lines, ...lines.flatMap(detailOf)], command)]));
}

/** What of a line is for the next page: all of it, its detail alone, or nothing. */
function leftOf(line: DigestLine, chosen: Chosen): readonly DigestLine[] {
  const shown = chosen.get(line);
  if (shown === undefined) return [line];
  if (shown.detail) return [];
  return detailOf(line);
}

function detailOf(line: DigestLine): readonly DigestLine[] {
  return line.detail === undefined
    ? []
    : [{ ...line, text: line.detail.alone, detail: undefined, indicators: 0, belowTarget: 1 }];
}

function take(preferred: readonly Candidate[], free: number): Chosen {
  const chosen = new Map<DigestLine, { readonly detail: boolean }>();
  const sections = new Set<string>();
  let left = free;
  for (const { line, detail } of preferred) {
    if (detail && !chosen.has(line)) continue;
    const heading = detail || sections.has(line.section) ? 0 : rowsOf(`${line.section}:`);
    const needed = heading + rows(detail ? (line.detail?.text ?? []) : line.text);
    if (needed > left) continue;
    left -= needed;
    chosen.set(line, { detail });
    sections.add(line.section);
  }
  return chosen;
}

function rows(line: RichText): number {
  return rowsOf(plainText(line));
}

/** Whoever asked for a period is shown on in that one, and so is a reader of several that were added up. */
function pageCommand({ figures, findings }: DigestView, page: number, period: string | undefined): string {
  const named = period ?? (findings.parts === undefined ? undefined : figures.period);
  return named === undefined ? `/tonghop ${page}` : `/tonghop ${named} trang ${page}`;
}

function moreWords(left: readonly DigestLine[], command: string): string {
  const opinions = left.reduce((sum, line) => sum + line.opinions, 0);
  const indicators = left.reduce((sum, line) => sum + line.indicators, 0);
  const explained = left.filter(({ section }) => section === EXPLANATIONS).length;
  const noteworthy = left.filter(({ section }) => section === NOTEWORTHY).length;
  const signals = left.filter(({ section }) => section === SIGNALS).length;
  const below = left.reduce((sum, line) => sum + line.belowTarget, 0);
  const counts = [
    ...(indicators > 0 ? [`${formatNumber(indicators)} chỉ số`] : []),
    ...(below > 0 ? [`đơn vị dưới chỉ tiêu của ${formatNumber(below)} chỉ số`] : []),
    ...(noteworthy > 0 ? [`${noteworthy} điểm đáng chú ý`] : []),
    ...(opinions > 0 ? [`${formatNumber(opinions)} ý kiến`] : []),
    ...(explained > 0 ? [`${explained} lời giải trình`] : []),
    ...(signals > 0 ? [`${signals} điểm nên hỏi thêm`] : []),
  ];
  return counts.length === 0 ? '' : `Còn ${counts.join(', ')}: gõ ${command} để xem`;
}

function compose(head: Head, lines: readonly DigestLine[], chosen: Chosen, hint: string): OutgoingMessage {
  let section = '';
  const body = lines.flatMap((line): readonly RichText[] => {
    const shown = chosen.get(line);
    if (shown === undefined) return [];
    const heading: readonly RichText[] = line.section === section ? [] : [[{ bold: `${line.section}:` }]];
    section = line.section;
    const detail = shown.detail && line.detail !== undefined ? [line.detail.text] : [];
    return [...heading, line.text, ...detail];
  });
  const all = [...head.map(({ text: said }) => said), [''], ...body, ...(hint === '' ? [] : [[hint]])];
  const text = all.flatMap((line, index): readonly TextPart[] => (index === 0 ? line : ['\n', ...line]));
  return { text, buttons: [] };
}
