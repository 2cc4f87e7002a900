import type { PeriodKind } from '../forms/definition.ts';
import { compileFixed } from './fixed-dates.ts';
import { isNumberWord } from './number-words.ts';
import { matchMarks, type Token } from './tokens.ts';

/** A day, a period or a time named in a message: never a value of a count. */
export type DateReading =
  | { readonly kind: 'day'; readonly day: number; readonly month: number; readonly year?: number }
  | { readonly kind: 'day-of-month'; readonly day: number }
  | { readonly kind: 'offset'; readonly days: number }
  /** 1 Monday to 7 Sunday. */
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'period'; readonly unit: PeriodUnit; readonly which: 'current' | 'previous' | 'next' }
  | { readonly kind: 'numbered'; readonly unit: PeriodUnit; readonly number: number; readonly year?: number }
  /** A time of day, a span of days, "cuối tháng": no day can be told from it. */
  | { readonly kind: 'vague' }
  /** A time of day, minutes since midnight: no day either. */
  | { readonly kind: 'clock'; readonly minutes: number };

/** `any`: "kỳ", whatever the form's period is. */
export type PeriodUnit = PeriodKind | 'any';

export type DateAt = { readonly date: DateReading; readonly end: number };

const FIXED = compileFixed();

/** A date that begins at token `index`. `afterCue`: a word such as "từ" or "đến" stands before it. */
export function readDateAt(tokens: readonly Token[], index: number, afterCue: boolean): DateAt | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return readNumeric(tokens, index, afterCue);
  if (token.kind !== 'word') return undefined;
  const fixed = FIXED.longest(tokens, index);
  const headed = readHeaded(tokens, index, token);
  if (fixed === undefined || fixed.contrary) return headed;
  const [entry] = fixed.entries;
  if (entry === undefined || (headed !== undefined && headed.end > fixed.end)) return headed;
  return { date: entry.payload, end: fixed.end };
}

/** What joins the numbers of a date or of a time of day. */
const DATE_SIGNS = '/-:';

function readNumeric(tokens: readonly Token[], index: number, afterCue: boolean): DateAt | undefined {
  const first = tokens[index];
  if (first === undefined) return undefined;
  const next = tokens[index + 1];
  // Most numbers are followed by nothing that could make a date of them.
  const opens = next?.kind === 'word' || (next?.kind === 'mark' && DATE_SIGNS.includes(next.fold));
  if (!afterCue && !opens && first.fold.length < 6) return undefined;
  const dotted = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/.exec(first.fold);
  if (dotted !== null && (afterCue || dotted[3] !== undefined)) {
    return dayAt(dotted[1], dotted[2], dotted[3], index + 1);
  }
  if (!/^\d{1,4}$/.test(first.fold)) return undefined;
  return (
    readClock(tokens, index) ??
    readTripleDate(tokens, index) ??
    readDayRange(tokens, index) ??
    (afterCue ? readDateAfterCue(tokens, index) : undefined) ??
    readDayInWords(tokens, index) ??
    readSpan(tokens, index)
  );
}

/** 15/8/2026, 15-8-2026. */
function readTripleDate(tokens: readonly Token[], index: number): DateAt | undefined {
  const [day, sign, month, sign2, year] = tokens.slice(index, index + 5);
  if (sign?.kind !== 'mark' || (sign.fold !== '/' && sign.fold !== '-') || sign2?.fold !== sign.fold)
    return undefined;
  if (month?.kind !== 'number' || year?.kind !== 'number') return undefined;
  if (!/^\d{2}$/.test(year.fold) && !isYear(year.fold)) return undefined;
  return dayAt(day?.fold, month.fold, year.fold, index + 5);
}

/** 15/8-21/8: two days, the last of which counts; as ratios they would make no sense together. */
function readDayRange(tokens: readonly Token[], index: number): DateAt | undefined {
  const [day, sign, month, dash, day2, sign2, month2] = tokens.slice(index, index + 7);
  if (sign?.fold !== '/' || sign2?.fold !== '/' || dash?.fold !== '-') return undefined;
  if (month?.kind !== 'number' || day2?.kind !== 'number' || month2?.kind !== 'number') return undefined;
  if (!isDayOfYear(Number(day?.fold), Number(month.fold))) return undefined;
  return dayAt(day2.fold, month2.fold, undefined, index + 7);
}

/** After "từ", "đến", "ngày": 15/8, 15-8, 15-21/8 (the last day counts). */
function readDateAfterCue(tokens: readonly Token[], index: number): DateAt | undefined {
  const [first, sign, second, sign2, third] = tokens.slice(index, index + 5);
  if (sign !== undefined && isUntil(sign)) return readLastOfDays(tokens, index);
  if (sign?.kind !== 'mark' || second?.kind !== 'number') return undefined;
  if (sign.fold === '-' && sign2?.fold === '/' && third?.kind === 'number') {
    return dayAt(second.fold, third.fold, undefined, index + 5);
  }
  if (sign.fold !== '/' && sign.fold !== '-') return undefined;
  return dayAt(first?.fold, second.fold, undefined, index + 3);
}

function isUntil(token: Token): boolean {
  return isWord(token, 'den', 'đên', 2) || isWord(token, 'toi', 'tơi', 2);
}

/** "từ 20 đến 25/8", "từ 20 đến ngày 25/8": the last day counts. */
function readLastOfDays(tokens: readonly Token[], index: number): DateAt | undefined {
  const from = Number(tokens[index]?.fold);
  const at = tokens[index + 2]?.fold === 'ngay' ? index + 3 : index + 2;
  const [day, sign, month] = tokens.slice(at, at + 3);
  if (day?.kind !== 'number' || sign?.fold !== '/' || month?.kind !== 'number') return undefined;
  const isRange = from >= 1 && from < Number(day.fold) && tokens[at + 3]?.fold !== '/';
  return isRange ? dayAt(day.fold, month.fold, undefined, at + 3) : undefined;
}

/** "15 tháng 8 năm 2026", "15 tây". */
function readDayInWords(tokens: readonly Token[], index: number): DateAt | undefined {
  const day = tokens[index];
  const next = tokens[index + 1];
  if (day === undefined || next?.kind !== 'word') return undefined;
  if (isWord(next, 'tay', 'tây', 0))
    return { date: { kind: 'day-of-month', day: Number(day.fold) }, end: index + 2 };
  const month = tokens[index + 2];
  if (!isWord(next, 'thang', 'thang', 2) || month?.kind !== 'number') return undefined;
  const found = dayAt(day.fold, month.fold, undefined, index + 3);
  return found === undefined ? undefined : withYear(tokens, found);
}

function withYear(tokens: readonly Token[], found: DateAt): DateAt {
  const word = tokens[found.end];
  const year = tokens[found.end + 1];
  if (found.date.kind !== 'day' || word === undefined || !isWord(word, 'nam', 'năm', 0)) return found;
  if (year?.kind !== 'number' || !isYear(year.fold)) return found;
  return { date: { ...found.date, year: Number(year.fold) }, end: found.end + 2 };
}

/** 16h, 16h30, 16:00, 16 giờ 30. */
function readClock(tokens: readonly Token[], index: number): DateAt | undefined {
  const hour = Number(tokens[index]?.fold);
  const sign = tokens[index + 1];
  const minute = tokens[index + 2];
  if (hour > 24 || sign === undefined) return undefined;
  const hasMinute = minute?.kind === 'number' && minute.glued && /^\d\d$/.test(minute.fold);
  if (sign.glued && (sign.fold === 'h' || sign.fold === 'g')) {
    return clockAt(hour, hasMinute ? minute : undefined, hasMinute ? index + 3 : index + 2);
  }
  // "tri2:10": a figure behind a name that ends in a digit.
  const isGlued = tokens[index]?.glued === true && tokens[index - 1]?.kind === 'word';
  if (sign.glued && sign.fold === ':' && hasMinute && !isGlued) return clockAt(hour, minute, index + 3);
  if (isWord(sign, 'gio', 'giơ', 1)) {
    const hasNumber = minute?.kind === 'number' && Number(minute.fold) < 60;
    return clockAt(hour, hasNumber ? minute : undefined, hasNumber ? index + 3 : index + 2);
  }
  return undefined;
}

function clockAt(hour: number, minute: Token | undefined, end: number): DateAt {
  return { date: { kind: 'clock', minutes: hour * 60 + Number(minute?.fold ?? 0) }, end };
}

const SPAN_UNITS: readonly (readonly [fold: string, shape: string, tone: number])[] = [
  ['ngay', 'ngay', 1],
  ['tuan', 'tuân', 1],
  ['thang', 'thang', 2],
  ['phut', 'phut', 2],
];

/** "6 tháng đầu năm", "2 ngày": a length of time. */
function readSpan(tokens: readonly Token[], index: number): DateAt | undefined {
  const unit = tokens[index + 1];
  // "2/2 ngày 15/8": the day has a number of its own.
  if (unit?.kind !== 'word' || tokens[index + 2]?.kind === 'number') return undefined;
  if (tokens[index - 1]?.fold === '/') return undefined;
  const known = SPAN_UNITS.some(([fold, shape, tone]) => isWord(unit, fold, shape, tone));
  // Without its diacritics "nam" is as likely male or south.
  const years =
    unit.fold === 'nam' && matchMarks(unit, 'năm', 0) === 'exact' && !isNumberWord(tokens[index + 2]);
  if (!known && !years) return undefined;
  let end = index + 2;
  const tail = FIXED.longest(tokens, end);
  if (tail !== undefined && !tail.contrary && tail.entries.some((entry) => entry.payload.kind === 'vague'))
    end = tail.end;
  return { date: { kind: 'vague' }, end };
}

type Head = {
  readonly shape: string;
  readonly tone: number;
  readonly unit: PeriodUnit | 'day';
  /** The highest number that such a period bears: "tháng 45" is none, so its number is not passed over. */
  readonly most: number;
};

const HEADS = new Map<string, Head>([
  ['ngay', { shape: 'ngay', tone: 1, unit: 'day', most: 31 }],
  ['mung', { shape: 'mung', tone: 1, unit: 'day', most: 31 }],
  ['mong', { shape: 'mông', tone: 1, unit: 'day', most: 31 }],
  ['tuan', { shape: 'tuân', tone: 1, unit: 'week', most: 53 }],
  ['thang', { shape: 'thang', tone: 2, unit: 'month', most: 12 }],
  ['quy', { shape: 'quy', tone: 2, unit: 'quarter', most: 4 }],
  ['nam', { shape: 'năm', tone: 0, unit: 'year', most: 9999 }],
]);
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** "ngày 15/8", "tháng 8/2026", "tuần 34", "quý III", "T8", "t2". */
function readHeaded(tokens: readonly Token[], index: number, token: Token): DateAt | undefined {
  const next = tokens[index + 1];
  if (next === undefined) return undefined;
  if ((token.fold === 't' || token.fold === 'q') && next.glued && next.kind === 'number') {
    return readLetterHead(tokens, index, token.fold, Number(next.fold));
  }
  const head = HEADS.get(token.fold);
  if (head === undefined || matchMarks(token, head.shape, head.tone) === 'contrary') return undefined;
  if (head.unit === 'day') return readDayHead(tokens, index + 1);
  const roman = head.unit === 'quarter' && next.kind === 'word' ? ROMAN[next.fold] : undefined;
  const number = next.kind === 'number' && /^\d{1,4}$/.test(next.fold) ? Number(next.fold) : roman;
  if (number === undefined || number < 1 || number > head.most) return undefined;
  if (head.unit === 'year') return isYear(String(number)) ? numbered('year', number, index + 2) : undefined;
  return withSlashYear(tokens, head.unit, number, index + 2);
}

function readLetterHead(
  tokens: readonly Token[],
  index: number,
  letter: string,
  number: number,
): DateAt | undefined {
  if (letter === 'q')
    return number >= 1 && number <= 4 ? withSlashYear(tokens, 'quarter', number, index + 2) : undefined;
  const month = withSlashYear(tokens, 'month', number, index + 2);
  if (month.end > index + 2) return month;
  if (number >= 2 && number <= 7) return { date: { kind: 'weekday', weekday: number - 1 }, end: index + 2 };
  return number >= 8 && number <= 12 ? month : undefined;
}

function withSlashYear(tokens: readonly Token[], unit: PeriodUnit, number: number, end: number): DateAt {
  const [sign, year] = tokens.slice(end, end + 2);
  if ((sign?.fold === '/' || sign?.fold === '-') && year?.kind === 'number' && isYear(year.fold)) {
    return { date: { kind: 'numbered', unit, number, year: Number(year.fold) }, end: end + 2 };
  }
  if (sign !== undefined && isWord(sign, 'nam', 'năm', 0) && year?.kind === 'number' && isYear(year.fold)) {
    return { date: { kind: 'numbered', unit, number, year: Number(year.fold) }, end: end + 2 };
  }
  return numbered(unit, number, end);
}

function numbered(unit: PeriodUnit, number: number, end: number): DateAt {
  return { date: { kind: 'numbered', unit, number }, end };
}

function readDayHead(tokens: readonly Token[], index: number): DateAt | undefined {
  const next = tokens[index];
  if (next?.kind !== 'number') return undefined;
  const full = readNumeric(tokens, index, true);
  if (full !== undefined && (full.date.kind === 'day' || full.date.kind === 'day-of-month')) return full;
  const day = Number(next.fold);
  return /^\d{1,2}$/.test(next.fold) && day >= 1 && day <= 31
    ? { date: { kind: 'day-of-month', day }, end: index + 1 }
    : undefined;
}

function dayAt(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
  end: number,
): DateAt | undefined {
  const d = Number(day);
  const m = Number(month);
  if (!isDayOfYear(d, m)) return undefined;
  if (year === undefined) return { date: { kind: 'day', day: d, month: m }, end };
  const y = Number(year);
  return { date: { kind: 'day', day: d, month: m, year: y < 100 ? 2000 + y : y }, end };
}

/** Whether `day`/`month` can be read as a date. */
export function isDayOfYear(day: number, month: number): boolean {
  return (
    Number.isInteger(day) && Number.isInteger(month) && day >= 1 && day <= 31 && month >= 1 && month <= 12
  );
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text);
}

function isWord(token: Token, fold: string, shape: string, tone: number): boolean {
  return token.fold === fold && matchMarks(token, shape, tone) !== 'contrary';
}
