import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../conversation/context.ts';
import type { PeriodKind } from '../forms/definition.ts';
import { bareKey } from '../forms/spelling.ts';
import { readTimeOfDay } from '../parsing/coming-moment.ts';

/** How a leader wants digests. */
export type DigestWishes = {
  /** Not before this time of the day, `08:30`; null: when they go out. */
  readonly notBefore: string | null;
  /** Only those in which something is to be seen to. */
  readonly onlyNeeded: boolean;
  /** Of forms with these periods none is wanted. */
  readonly without: readonly PeriodKind[];
};

export const NO_WISHES: DigestWishes = { notBefore: null, onlyNeeded: false, without: [] };

/** What words change. */
export type WishChange =
  | { readonly kind: 'wishes-show' | 'wishes-unclear' }
  | { readonly kind: 'wishes-change'; readonly change: Partial<DigestWishes> }
  | { readonly kind: 'wishes-kind'; readonly period: PeriodKind; readonly wanted: boolean };

const WISH = /^(?<not>(?:khong|ko|thoi) )?nhan (?:ban |tin )?tong hop(?: (?<rest>.*))?$/;
const KINDS: Readonly<Record<string, PeriodKind>> = {
  tuan: 'week',
  thang: 'month',
  quy: 'quarter',
  '6 thang': 'half',
  'sau thang': 'half',
  '9 thang': 'nine-months',
  'chin thang': 'nine-months',
  nam: 'year',
  'giai doan': 'custom',
};
/** "Nhận tổng hợp lúc 8h30", "nhận tổng hợp khi cần", "không nhận tổng hợp tuần"; undefined for other words. */
export function readDigestWish(text: string): WishChange | undefined {
  if (text.length > 80) return undefined;
  const groups = WISH.exec(bareKey(text))?.groups;
  if (!groups) return undefined;
  const { not, rest = '' } = groups;
  const kind = KINDS[rest.replace(/^(?:theo |hang |cua )/, '')];
  if (kind) return { kind: 'wishes-kind', period: kind, wanted: not === undefined };
  if (not !== undefined) return { kind: 'wishes-unclear' };
  if (rest === '') return { kind: 'wishes-show' };
  // Which channel is a wish about all messages.
  if (/^(?:qua|tren|bang) (?:kenh )?(?:tele|telegram|zalo(?: bot| oa)?)$/.test(rest)) return undefined;
  if (/^(?:chi )?khi (?:can|co viec)\b/.test(rest))
    return { kind: 'wishes-change', change: { onlyNeeded: true } };
  if (rest === 'moi ky') return { kind: 'wishes-change', change: { onlyNeeded: false, without: [] } };
  if (rest === 'ngay' || rest === 'luc gui') return { kind: 'wishes-change', change: { notBefore: null } };
  // A colon between hours and minutes is none of the folded letters.
  const said = rest.startsWith('luc ') ? /\d.*$/su.exec(text)?.[0] : undefined;
  const time = said === undefined ? undefined : readTimeOfDay(said);
  return time
    ? { kind: 'wishes-change', change: { notBefore: time.toString({ smallestUnit: 'minute' }) } }
    : { kind: 'wishes-unclear' };
}

/** The wishes after a change. */
export function changedWishes(before: DigestWishes, change: WishChange): DigestWishes {
  if (change.kind === 'wishes-change') return { ...before, ...change.change };
  if (change.kind !== 'wishes-kind') return before;
  const others = before.without.filter((kind) => kind !== change.period);
  return { ...before, without: change.wanted ? others : [...others, change.period] };
}

/** Whether a leader with these wishes is to get a digest of such a form. */
export function isWanted(
  { onlyNeeded, without }: DigestWishes,
  period: PeriodKind,
  view: DigestView,
): boolean {
  return !without.includes(period) && (!onlyNeeded || needsSomeone(view));
}

/** Whether anything in the digest is to be seen to: someone is missing or late, a target is not met, a figure is unusual. */
export function needsSomeone({ figures, findings, signals }: DigestView): boolean {
  const { missing, late, awaiting_sign_off: unsigned = [], indicators, texts } = figures;
  return (
    missing.length + late.length + unsigned.length + texts.length > 0 ||
    indicators.some(({ met }) => met === false) ||
    findings.outliers.length > 0 ||
    (signals?.found.length ?? 0) > 0
  );
}

/** When a digest that goes out now reaches a leader: later the same day where that is wanted. */
export function arrivesAt(
  { notBefore }: DigestWishes,
  now: Temporal.Instant,
  zone: string,
): Temporal.Instant {
  if (notBefore === null) return now;
  const local = now.toZonedDateTimeISO(zone);
  const wished = local.withPlainTime(notBefore);
  return local.epochMilliseconds < wished.epochMilliseconds ? wished.toInstant() : now;
}
