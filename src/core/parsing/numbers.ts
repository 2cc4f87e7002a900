import { NUMBER_WORDS, type NumberWord, type WordKind } from './number-words.ts';
import { matchMarks, type Token } from './tokens.ts';

/** A number as typed: digits or words, with what makes it unfit to be taken as it stands. */
export type NumberReading = {
  readonly value: number;
  /** Digits after the comma; 0 for a whole number. */
  readonly decimals: number;
  /** Written in words: counts only beside a label or a counter. */
  readonly spelled: boolean;
  /** "hai ba", "mười năm": more than one number can be meant. */
  readonly approximate: boolean;
  /** Groups of digits that form no number ("1,2,3", "1.23.4") or two ("1,234"). */
  readonly unreadable: boolean;
  /** So many digits that it names a telephone, an identity card or a document. */
  readonly identifier: boolean;
  /** With a word for its rank: "350 triệu", "2k". */
  readonly ranked: boolean;
};

/** A count of nine digits would be a telephone or an identity card. */
const IDENTIFIER_DIGITS = 9;

const READABLE: NumberReading = {
  value: 0,
  decimals: 0,
  spelled: false,
  approximate: false,
  unreadable: false,
  identifier: false,
  ranked: false,
};

/** Digits in the Vietnamese manner: dots group thousands by three, a comma parts decimals; "05" is 5. */
export function readDigitRun(raw: string): NumberReading {
  if (raw.length < IDENTIFIER_DIGITS && isPlainDigits(raw)) return { ...READABLE, value: Number(raw) };
  const digitCount = raw.replace(/[.,]/g, '').length;
  const identifier =
    digitCount >= IDENTIFIER_DIGITS && !raw.includes(',') && !/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(raw);
  if (identifier) return { ...READABLE, identifier };
  if (/^\d+$/.test(raw)) return { ...READABLE, value: Number(raw) };
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(raw)) return { ...READABLE, value: Number(raw.replaceAll('.', '')) };
  // "1,234" is 1.234 to a keyboard set to English.
  if (/^[1-9]\d{0,2}(?:,\d{3})+$/.test(raw)) {
    return {
      ...READABLE,
      value: Number(raw.replace(',', '.').replaceAll(',', '')),
      decimals: 3,
      unreadable: true,
    };
  }
  const decimal = /^(\d{1,3}(?:\.\d{3})+|\d+),(\d+)$/.exec(raw) ?? /^(\d+)\.(\d+)$/.exec(raw);
  if (decimal === null) return { ...READABLE, unreadable: true };
  const [, whole = '', fraction = ''] = decimal;
  return {
    ...READABLE,
    value: Number(`${whole.replaceAll('.', '')}.${fraction}`),
    decimals: fraction.length,
  };
}

function isPlainDigits(raw: string): boolean {
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

export type NumberAt = { readonly number: NumberReading; readonly end: number };

/**
 * A number that begins at token `index`: digits, digits with a multiplier ("2k", "3 chục", "1 nghìn rưỡi"), or words of
 * either region. `end` is the token after it.
 */
export function readNumberAt(tokens: readonly Token[], index: number): NumberAt | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return withMultiplier(tokens, index + 1, readDigitRun(token.fold));
  if (token.kind !== 'word' || !NUMBER_WORDS.has(token.fold)) return undefined;
  const cursor = new Cursor(tokens, index);
  const large = readLarge(cursor);
  if (large === undefined) return undefined;
  const { value, decimals } = withFraction(cursor, large);
  return {
    number: {
      ...READABLE,
      value,
      decimals,
      spelled: true,
      approximate: cursor.unsure,
      ranked: cursor.ranked,
    },
    end: cursor.at,
  };
}

/** "mười hai phẩy năm", "ba phẩy không năm", "hai phẩy hai lăm" */
function withFraction(cursor: Cursor, whole: number): { readonly value: number; readonly decimals: number } {
  const comma = cursor.at;
  if (whole % 1 !== 0 || cursor.take('comma') === undefined)
    return { value: whole, decimals: whole % 1 === 0 ? 0 : 1 };
  const noughts = cursor.take('nought') === undefined ? '' : '0';
  const fraction = readTens(cursor) ?? cursor.take('short')?.value;
  if (fraction === undefined || fraction % 1 !== 0) {
    cursor.at = comma;
    return { value: whole, decimals: 0 };
  }
  const digits = `${noughts}${fraction}`;
  return { value: Number(`${whole}.${digits}`), decimals: digits.length };
}

/** "k" after a digit and nothing between is a thousand; "ko", "k" apart is "không". */
function withMultiplier(tokens: readonly Token[], after: number, digits: NumberReading): NumberAt {
  const next = tokens[after];
  if (next?.kind !== 'word' || digits.identifier || digits.unreadable) return { number: digits, end: after };
  // "1O": the letter was meant for a nought.
  if (next.glued && next.fold === 'o') return { number: { ...digits, unreadable: true }, end: after + 1 };
  if (next.glued && next.fold === 'k' && tokens[after + 1]?.kind !== 'number') {
    return { number: { ...scaled(digits, 1000), ranked: true }, end: after + 1 };
  }
  if (next.glued && next.fold === 'tr') {
    return { number: { ...scaled(digits, 1_000_000), ranked: true }, end: after + 1 };
  }
  // "3/4 tỷ lệ 75 %"
  const isRate = next.fold === 'ti' && tokens[after + 1]?.fold === 'le';
  if (!NUMBER_WORDS.has(next.fold) || isRate) return { number: digits, end: after };
  const cursor = new Cursor(tokens, after);
  const unit =
    cursor.take('thousand') ??
    cursor.take('million') ??
    cursor.take('billion') ??
    cursor.take('hundred') ??
    cursor.take('dozen');
  if (unit === undefined) {
    const half = cursor.take('half');
    return half === undefined
      ? { number: digits, end: after }
      : { number: { ...digits, value: digits.value + 0.5, decimals: 1 }, end: cursor.at };
  }
  const half = cursor.take('half') === undefined ? 0 : unit.value / 2;
  // "1 nghìn 2" is 1,200 to some and 1,002 to others.
  const approximate = tokens[cursor.at]?.kind === 'number';
  const number = scaled(digits, unit.value);
  const ranked = unit.value >= 1000;
  return { number: { ...number, value: number.value + half, approximate, ranked }, end: cursor.at };
}

function scaled(number: NumberReading, factor: number): NumberReading {
  const value = Math.round(number.value * factor * 1000) / 1000;
  return { ...number, value, decimals: value % 1 === 0 ? 0 : number.decimals };
}

class Cursor {
  readonly tokens: readonly Token[];
  at: number;
  /** A short form was used that can mean two numbers. */
  unsure = false;
  /** Thousands, millions or more were named. */
  ranked = false;

  constructor(tokens: readonly Token[], at: number) {
    this.tokens = tokens;
    this.at = at;
  }

  peek(kind: WordKind): NumberWord | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word') return undefined;
    const words = NUMBER_WORDS.get(token.fold);
    return words?.find(
      (known) => known.kind === kind && matchMarks(token, known.shape, known.tone) !== 'contrary',
    );
  }

  take(kind: WordKind): NumberWord | undefined {
    const found = this.peek(kind);
    if (found !== undefined) this.at += 1;
    return found;
  }
}

function readLarge(cursor: Cursor): number | undefined {
  let total = 0;
  let read = false;
  let smallest = Infinity;
  // Four ranks at most: tỷ, triệu, nghìn, rest.
  for (let rank = 0; rank < 4; rank += 1) {
    const before = cursor.at;
    if (read) cursor.take('zero');
    const group = readHundreds(cursor, read);
    if (group === undefined) {
      if (read) cursor.at = before;
      break;
    }
    const unit = cursor.take('billion') ?? cursor.take('million') ?? cursor.take('thousand');
    const factor = unit?.value ?? 1;
    if (factor >= smallest) {
      cursor.at = before;
      break;
    }
    // "một nghìn hai": 1,200 or 1,002.
    const isShort = cursor.at - before === 1;
    if (read && factor === 1 && group < 10 && isShort) cursor.unsure = true;
    total += group * factor;
    smallest = factor;
    read = true;
    cursor.ranked ||= unit !== undefined;
    if (unit !== undefined && cursor.take('half') !== undefined) return total + factor / 2;
    if (factor === 1) break;
  }
  return read ? total : undefined;
}

function readHundreds(cursor: Cursor, inner: boolean): number | undefined {
  const start = cursor.at;
  // "một nghìn không trăm năm mươi": only behind a higher rank.
  const digit = cursor.take('digit') ?? (inner ? cursor.take('nought') : undefined);
  if (digit !== undefined && cursor.take('hundred') !== undefined) {
    const hundreds = digit.value * 100;
    if (cursor.take('half') !== undefined) return hundreds + 50;
    if (cursor.take('zero') !== undefined) {
      const unit = cursor.take('digit') ?? cursor.take('short');
      return hundreds + (unit?.value ?? 0);
    }
    const rest = readTens(cursor);
    if (rest === undefined) return hundreds;
    // "một trăm hai": 120 or 102.
    if (rest < 10) cursor.unsure = true;
    return hundreds + rest;
  }
  cursor.at = start;
  return readTens(cursor);
}

function readTens(cursor: Cursor): number | undefined {
  if (cursor.take('score') !== undefined) return 20 + (readUnit(cursor) ?? 0);
  if (cursor.take('ten') !== undefined) return 10 + (readUnit(cursor) ?? 0);
  if (cursor.take('dozen') !== undefined) return 10 + halfOfTen(cursor);
  const digit = cursor.take('digit');
  if (digit === undefined) return undefined;
  if (cursor.take('ten') !== undefined) {
    // "hai mười" is a slip for "hai mươi", or two and ten.
    if (cursor.tokens[cursor.at - 1]?.tone === 1) cursor.unsure = true;
    return digit.value * 10 + (readUnit(cursor) ?? 0);
  }
  if (cursor.take('dozen') !== undefined) return digit.value * 10 + halfOfTen(cursor);
  const short = cursor.peek('digit') === undefined ? cursor.take('short') : takeShortOne(cursor, digit);
  if (short !== undefined) return digit.value * 10 + short.value;
  if (cursor.take('half') !== undefined) return digit.value + 0.5;
  // "hai ba vụ": two or three, or 23.
  const second = cursor.peek('digit');
  if (second !== undefined && second.value !== digit.value) {
    cursor.take('digit');
    cursor.unsure = true;
  }
  return digit.value;
}

/** "hai mốt" is 21; without diacritics "hai mot" may be "two, one" and stays unsure. */
function takeShortOne(cursor: Cursor, digit: NumberWord): NumberWord | undefined {
  const short = cursor.peek('short');
  if (short === undefined || digit.value < 2) return undefined;
  const token = cursor.tokens[cursor.at];
  if (token !== undefined && matchMarks(token, short.shape, short.tone) === 'exact')
    return cursor.take('short');
  return undefined;
}

function halfOfTen(cursor: Cursor): number {
  if (cursor.take('half') !== undefined) return 5;
  const short = cursor.take('short');
  return short?.value ?? 0;
}

/** The unit after tens. "mười năm" is ten years to some: unsure. */
function readUnit(cursor: Cursor): number | undefined {
  const short = cursor.take('short');
  if (short !== undefined) return short.value;
  const digit = cursor.take('digit');
  if (digit?.value === 5) cursor.unsure = true;
  return digit?.value;
}
