import { isSyllable } from './syllables.ts';
import { spellWithI, type Token } from './tokens.ts';

/** Whether a folded word is one that the lexicon or the vocabulary knows. */
export type IsKnown = (fold: string) => boolean;
/** Whether a word of a label is written with just these diacritics. */
export type IsWritten = (shape: string, tone: number) => boolean;

const TONE_KEYS: Readonly<Record<string, number>> = { f: 1, s: 2, x: 3, r: 4, j: 5 };
const VNI_TONES: Readonly<Record<string, number>> = { 1: 2, 2: 1, 3: 4, 4: 3, 5: 5 };
const HATS: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô', d: 'đ' };
const HORNS: Readonly<Record<string, string>> = { a: 'ă', o: 'ơ', u: 'ư' };
const PLAIN: Readonly<Record<string, string>> = {
  ă: 'a', â: 'a', đ: 'd', ê: 'e', ô: 'o', ơ: 'o', ư: 'u',
}; // prettier-ignore
/** The longest syllable typed in Telex is "nghieengs". */
const MAX_KEYS = 10;

/**
 * Words typed with the keyboard's Vietnamese off ("khieeus naij", "khie61u na5i") as the words meant.
 * A word that can stand as it is, or that someone knows, stays.
 */
export function decodeRawTyping(tokens: Token[], isKnown: IsKnown, isWritten: IsWritten): Token[] {
  const decoded = hasVni(tokens, isKnown, isWritten) ? joinVni(tokens, isKnown) : tokens;
  for (let index = 0; index < decoded.length; index += 1) {
    const token = decoded[index];
    if (token === undefined || token.kind !== 'word' || token.fold.length > MAX_KEYS) continue;
    if (token.tone !== 0 || token.shape !== token.fold || isKnown(token.fold) || isSyllable(token.fold))
      continue;
    const meant = decodeTelex(token.fold);
    if (meant !== undefined) decoded[index] = withShape(token, meant.shape, meant.tone, token.end);
  }
  return decoded;
}

type Meant = { readonly shape: string; readonly tone: number };

function decodeTelex(keys: string): Meant | undefined {
  let shape = '';
  let tone = 0;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys.charAt(index);
    const last = shape.slice(-1);
    if (key === last && HATS[key] !== undefined) shape = shape.slice(0, -1) + HATS[key];
    else if (key === 'w') shape = underHorn(shape);
    else if (TONE_KEYS[key] !== undefined && /[aeiouyăâêôơư]/.test(shape)) tone = TONE_KEYS[key];
    else shape += key;
  }
  if (tone === 0 && shape === keys) return undefined;
  return isSyllable(plain(shape)) ? { shape, tone } : undefined;
}

function underHorn(shape: string): string {
  if (shape.endsWith('uo')) return `${shape.slice(0, -2)}ươ`;
  const last = shape.slice(-1);
  const horned = HORNS[last];
  return horned === undefined ? `${shape}ư` : shape.slice(0, -1) + horned;
}

function plain(shape: string): string {
  return shape.replace(/[ăâđêôơư]/g, (letter) => PLAIN[letter] ?? letter);
}

function withShape(token: Token, shape: string, tone: number, end: number): Token {
  return { ...token, end, ...spellWithI(plain(shape), shape), tone };
}

/**
 * VNI puts digits into words, and glued values do too ("kn1 tc0"). It is VNI only where some digit stands inside a word
 * that makes a known word with it; or, of digits that only end words, where several spell just the diacritics of a label's word
 * ("don97" is "đơn") or those of two words in a row do ("gop1 y1").
 */
function hasVni(tokens: readonly Token[], isKnown: IsKnown, isWritten: IsWritten): boolean {
  const endsWritten = (index: number) => {
    const chain = readChain(tokens, index, isKnown);
    if (chain?.end !== index + 2) return false;
    const { shape, tone } = chain.meant;
    return isWritten(spellWithI(plain(shape), shape).shape, tone);
  };
  for (let index = 0; index + 2 < tokens.length; index += 1) {
    const digits = tokens[index + 1];
    if (digits?.kind !== 'number' || !digits.glued) continue;
    if (endsWritten(index) && (digits.fold.length > 1 || endsWritten(index + 2))) return true;
    const chain = readChain(tokens, index, isKnown);
    if (chain === undefined || chain.end - index < 3) continue;
    if (isKnown(plain(chain.meant.shape))) return true;
  }
  return false;
}

type Chain = { readonly meant: Meant; readonly end: number };

/** A word and the glued digits and letters after it, decoded as one VNI syllable. */
function readChain(tokens: readonly Token[], index: number, isKnown: IsKnown): Chain | undefined {
  const first = tokens[index];
  if (first?.kind !== 'word' || first.tone !== 0) return undefined;
  let keys = first.fold;
  let end = index + 1;
  while (end < tokens.length && keys.length <= MAX_KEYS) {
    const token = tokens[end];
    if (token === undefined || !token.glued || (token.kind !== 'word' && token.kind !== 'number')) break;
    keys += token.fold;
    end += 1;
  }
  if (end === index + 1 || keys.length > MAX_KEYS) return undefined;
  const meant = decodeVni(keys, isKnown);
  return meant === undefined ? undefined : { meant, end };
}

function decodeVni(keys: string, isKnown: IsKnown): Meant | undefined {
  let shape = '';
  let tone = 0;
  for (const key of keys) {
    if (!/\d/.test(key)) shape += key;
    else if (VNI_TONES[key] !== undefined && tone === 0) tone = VNI_TONES[key];
    else {
      const changed = underVniDigit(shape, key);
      if (changed === undefined) return undefined;
      shape = changed;
    }
  }
  const letters = plain(shape);
  // "d9t": an abbreviation of the form with a đ in it.
  const isAbbreviation = tone === 0 && shape !== letters && isKnown(letters);
  return isSyllable(letters) || isAbbreviation ? { shape, tone } : undefined;
}

function underVniDigit(shape: string, key: string): string | undefined {
  if (key === '7' && shape.endsWith('uo')) return `${shape.slice(0, -2)}ươ`;
  const targets = key === '6' ? 'aeo' : key === '7' ? 'ou' : key === '8' ? 'a' : key === '9' ? 'd' : '';
  for (let index = shape.length - 1; index >= 0; index -= 1) {
    const letter = shape.charAt(index);
    if (!targets.includes(letter)) continue;
    const marked = key === '6' || key === '9' ? HATS[letter] : HORNS[letter];
    return marked === undefined ? undefined : shape.slice(0, index) + marked + shape.slice(index + 1);
  }
  return undefined;
}

function joinVni(tokens: readonly Token[], isKnown: IsKnown): Token[] {
  const joined: Token[] = [];
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index];
    if (token === undefined) break;
    const chain = readChain(tokens, index, isKnown);
    const last = chain === undefined ? undefined : tokens[chain.end - 1];
    if (chain === undefined || last === undefined) {
      joined.push(token);
      index += 1;
    } else {
      joined.push(withShape(token, chain.meant.shape, chain.meant.tone, last.end));
      index = chain.end;
    }
  }
  return joined;
}
