/** What a UTF-16 code unit is to the tokenizer. */
export const CharKind = {
  space: 0,
  letter: 1,
  digit: 2,
  mark: 3,
  newline: 4,
  /** Joins nothing and parts nothing: zero-width characters, variation selectors, combining marks in odd places. */
  ignored: 5,
  /** Emoji, arrows, bullets: known noise. */
  ornament: 6,
  /** A sign that carries meaning we do not read (½, ², №): quoted back. */
  symbol: 7,
} as const;
export type CharKind = (typeof CharKind)[keyof typeof CharKind];

/** Tones: 0 level, 1 huyền, 2 sắc, 3 ngã, 4 hỏi, 5 nặng. */
const TONE_MARKS = new Map([
  [0x0300, 1],
  [0x0301, 2],
  [0x0303, 3],
  [0x0309, 4],
  [0x0323, 5],
  [0x0340, 1],
  [0x0341, 2],
]);
const BREVE = 0x0306;
const CIRCUMFLEX = 0x0302;
const HORN = 0x031b;

/** Everything precomposed that Vietnamese uses lies below. */
const TABLE_SIZE = 0x1f00;
/** Base letter a-z as a char code; 0: no Latin letter. */
const BASE = new Uint8Array(TABLE_SIZE);
/** The letter with its quality (ă â đ ê ô ơ ư) but without tone, as a char code. */
const SHAPE = new Uint16Array(TABLE_SIZE);
const TONE = new Uint8Array(TABLE_SIZE);

const QUALITY: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  a: { [BREVE]: 'ă', [CIRCUMFLEX]: 'â' },
  e: { [CIRCUMFLEX]: 'ê' },
  o: { [CIRCUMFLEX]: 'ô', [HORN]: 'ơ' },
  u: { [HORN]: 'ư' },
};

for (let code = 0x41; code < TABLE_SIZE; code += 1) {
  const letter = String.fromCharCode(code).toLowerCase();
  const parts = letter === 'đ' ? 'd' : letter.normalize('NFD');
  const base = parts.charCodeAt(0);
  if (base < 0x61 || base > 0x7a) continue;
  BASE[code] = base;
  let shape = letter === 'đ' ? 'đ' : String.fromCharCode(base);
  for (let index = 1; index < parts.length; index += 1) {
    const mark = parts.charCodeAt(index);
    shape = QUALITY[shape]?.[mark] ?? shape;
    TONE[code] = TONE_MARKS.get(mark) ?? TONE[code] ?? 0;
  }
  SHAPE[code] = shape.charCodeAt(0);
}

export function isCombining(code: number): boolean {
  return code >= 0x0300 && code <= 0x036f;
}

export function toneOfMark(code: number): number {
  return TONE_MARKS.get(code) ?? 0;
}

/** The letter that `shape` becomes under a combining quality mark (decomposed text), or itself. */
export function shapeUnderMark(shape: string, mark: number): string {
  return QUALITY[shape]?.[mark] ?? shape;
}

export function baseOf(code: number): number {
  return code < TABLE_SIZE ? (BASE[code] ?? 0) : 0;
}

export function shapeOf(code: number): number {
  return code < TABLE_SIZE ? (SHAPE[code] ?? 0) : 0;
}

export function toneOf(code: number): number {
  return code < TABLE_SIZE ? (TONE[code] ?? 0) : 0;
}

/** Full-width forms and look-alikes of signs that people paste, as their plain form. */
export function plainCode(code: number): number {
  if (code < 0x80) return code;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code >= 0x2010 && code <= 0x2015) return 0x2d;
  switch (code) {
    case 0x2212:
      return 0x2d;
    case 0x2044:
    case 0x2215:
      return 0x2f;
    case 0x2026:
      return 0x2e;
    case 0x2248:
      return 0x7e;
    case 0x3001:
      return 0x2c;
    case 0x3002:
      return 0x2e;
    default:
      return code;
  }
}

const LETTER = /^\p{L}$/u;
const ORNAMENT = /^[\p{Extended_Pictographic}\p{So}\p{Sk}\p{Regional_Indicator}]$/u;
const PUNCTUATION = /^[\p{P}\p{Sm}\p{Sc}]$/u;
const SPACE = /^\p{Zs}$/u;

/** Kind of a code point (already through `plainCode`). */
export function kindOf(code: number): CharKind {
  if (code < 0x80) return ASCII_KINDS[code] ?? CharKind.ignored;
  if (baseOf(code) !== 0) return CharKind.letter;
  if (isIgnored(code)) return CharKind.ignored;
  if (code === 0x85 || code === 0x2028 || code === 0x2029) return CharKind.newline;
  return rareKind(String.fromCodePoint(code), code);
}

function rareKind(text: string, code: number): CharKind {
  if (SPACE.test(text)) return CharKind.space;
  if (LETTER.test(text)) return CharKind.letter;
  if (ORNAMENT.test(text) || (code >= 0x2190 && code <= 0x21ff)) return CharKind.ornament;
  if (PUNCTUATION.test(text)) return CharKind.mark;
  return CharKind.symbol;
}

function isIgnored(code: number): boolean {
  return (
    isCombining(code) ||
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0x20e3 ||
    (code >= 0x1f3fb && code <= 0x1f3ff) ||
    (code >= 0xe0000 && code <= 0xe007f)
  );
}

const ASCII_KINDS: readonly CharKind[] = Array.from({ length: 0x80 }, (_, code): CharKind => {
  if (code === 0x0a || code === 0x0d) return CharKind.newline;
  // A tab is a mark: it parts the cells of a pasted table.
  if (code === 0x09) return CharKind.mark;
  if (code === 0x20 || code === 0x0b || code === 0x0c) return CharKind.space;
  if (code < 0x20 || code === 0x7f) return CharKind.ignored;
  if (code >= 0x30 && code <= 0x39) return CharKind.digit;
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return CharKind.letter;
  return CharKind.mark;
});
