import {
  baseOf,
  CharKind,
  isCombining,
  kindOf,
  plainCode,
  shapeOf,
  shapeUnderMark,
  toneOf,
  toneOfMark,
} from './characters.ts';

/** `ornament`: noise. `symbol`: a sign that is not read. Double quotes are no tokens at all. */
export type TokenKind = 'word' | 'number' | 'mark' | 'break' | 'ornament' | 'symbol';

/**
 * A piece of the message: `start`, `end` are UTF-16 offsets in the message as typed.
 * `fold` has no case and no diacritics; `shape` keeps letter qualities (ă â đ ê ô ơ ư); `tone` is the syllable's,
 * wherever it was typed, so that "hoà", "hòa" and "hòa" in decomposed form are one token.
 */
export type Token = {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly fold: string;
  readonly shape: string;
  readonly tone: number;
  /** Nothing stands between this token and the one before. */
  readonly glued: boolean;
  readonly capital: boolean;
};

/** Onset letters after which a final y and i sound alike: kỹ = kĩ, lý = lí. */
const Y_LIKE_I = 'hklmst';

/** Cuts text into tokens; linear. A digit run keeps its inner dots and commas ("1.234", "99,7"). */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let lastEnd = 0;
  const length = text.length;
  while (at < length) {
    const raw = text.codePointAt(at) ?? 0;
    const code = plainCode(raw);
    const width = raw > 0xffff ? 2 : 1;
    const kind = kindOf(code);
    const glued = at === lastEnd && at > 0;
    if (kind === CharKind.letter) {
      const token = readWord(text, at, glued);
      tokens.push(token);
      at = token.end;
      lastEnd = at;
    } else if (kind === CharKind.digit) {
      const token = readDigits(text, at, glued);
      tokens.push(token);
      at = token.end;
      lastEnd = at;
    } else {
      at += width;
      if (kind === CharKind.space) continue;
      if (kind === CharKind.ignored) {
        if (lastEnd === at - width) lastEnd = at;
        continue;
      }
      if (isQuote(code)) continue;
      tokens.push(simple(tokenKind(kind), at - width, at, String.fromCodePoint(code), glued));
      lastEnd = at;
    }
  }
  return tokens;
}

function tokenKind(kind: CharKind): TokenKind {
  if (kind === CharKind.newline) return 'break';
  if (kind === CharKind.ornament) return 'ornament';
  return kind === CharKind.symbol ? 'symbol' : 'mark';
}

function simple(kind: TokenKind, start: number, end: number, fold: string, glued: boolean): Token {
  return { kind, start, end, fold, shape: fold, tone: 0, glued, capital: false };
}

/** Double quotes of any make: they mark names ("Dân vận khéo") and never divide. */
function isQuote(code: number): boolean {
  return (
    code === 0x22 ||
    code === 0xab ||
    code === 0xbb ||
    (code >= 0x201c && code <= 0x201f) ||
    code === 0x2039 ||
    code === 0x203a
  );
}

function readWord(text: string, start: number, glued: boolean): Token {
  return readAsciiWord(text, start, glued) ?? readMarkedWord(text, start, glued);
}

/** A word without diacritics, which most are, is its own fold; undefined: it has letters beyond ASCII. */
function readAsciiWord(text: string, start: number, glued: boolean): Token | undefined {
  let end = start;
  while (isAsciiLetter(text.charCodeAt(end))) end += 1;
  const next = text.charCodeAt(end);
  if (next >= 0x80 || (end < text.length && kindOf(next) === CharKind.ignored)) return undefined;
  const typed = text.slice(start, end);
  const word = typed.toLowerCase();
  const { fold, shape } = spellWithI(word, word);
  return { kind: 'word', start, end, fold, shape, tone: 0, glued, capital: typed.charCodeAt(0) < 0x61 };
}

function isAsciiLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function readMarkedWord(text: string, start: number, glued: boolean): Token {
  let fold = '';
  let shape = '';
  let tone = 0;
  let at = start;
  let end = start;
  let capital = false;
  while (at < text.length) {
    const code = plainCode(text.codePointAt(at) ?? 0);
    const base = baseOf(code);
    if (base !== 0) {
      if (at === start) capital = text.charAt(at) !== text.charAt(at).toLowerCase();
      fold += String.fromCharCode(base);
      shape += String.fromCharCode(shapeOf(code));
      tone = toneOf(code) || tone;
      at += 1;
      end = at;
      continue;
    }
    if (isCombining(code)) {
      tone = toneOfMark(code) || tone;
      shape = shape.slice(0, -1) + shapeUnderMark(shape.slice(-1), code);
      at += 1;
      end = at;
      continue;
    }
    const kind = kindOf(code);
    if (kind === CharKind.ignored) {
      at += 1;
      continue;
    }
    if (kind !== CharKind.letter) break;
    // A letter of another script: kept, so that it is quoted back as it stands.
    const letter = String.fromCodePoint(code);
    fold += letter;
    shape += letter;
    at += letter.length;
    end = at;
  }
  ({ fold, shape } = spellWithI(fold, shape));
  return { kind: 'word', start, end, fold, shape, tone, glued, capital };
}

/** One spelling for y and i where both are heard alike: kỹ = kĩ, ý = í. */
export function spellWithI(fold: string, shape: string): { readonly fold: string; readonly shape: string } {
  if (fold === 'y') return { fold: 'i', shape: 'i' };
  if (fold.length !== 2 || fold.charAt(1) !== 'y' || !Y_LIKE_I.includes(fold.charAt(0)))
    return { fold, shape };
  return { fold: `${fold.charAt(0)}i`, shape: `${shape.charAt(0)}i` };
}

function readDigits(text: string, start: number, glued: boolean): Token {
  let digits = '';
  let at = start;
  while (at < text.length) {
    const code = plainCode(text.charCodeAt(at));
    if (isDigit(code)) {
      digits += String.fromCharCode(code);
    } else if ((code === 0x2e || code === 0x2c) && isDigit(plainCode(text.charCodeAt(at + 1)))) {
      digits += String.fromCharCode(code);
    } else {
      break;
    }
    at += 1;
  }
  if (isKeycap(text, at)) {
    // "1️⃣" numbers a list; it is drawn, not counted.
    const end = text.charCodeAt(at) === 0x20e3 ? at + 1 : at + 2;
    return simple('ornament', start, end, digits, glued);
  }
  return simple('number', start, at, digits, glued);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isKeycap(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === 0x20e3 || (text.charCodeAt(at) === 0xfe0f && text.charCodeAt(at + 1) === 0x20e3)
  );
}

export type MarkMatch = 'exact' | 'partial' | 'contrary';

/** How the diacritics typed agree with a word's own: all, fewer (never wrong), or others. The folds are equal. */
export function matchMarks(token: Token, shape: string, tone: number): MarkMatch {
  if (token.shape === shape && token.tone === tone) return 'exact';
  if (token.tone !== 0 && token.tone !== tone) return 'contrary';
  if (token.shape === token.fold) return 'partial';
  for (let index = 0; index < token.shape.length; index += 1) {
    const typed = token.shape.charAt(index);
    if (typed !== shape.charAt(index) && typed !== token.fold.charAt(index)) return 'contrary';
  }
  return 'partial';
}
