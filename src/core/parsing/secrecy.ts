import { matchMarks, tokenize, type Token } from './tokens.ts';
import type { Span } from './understanding.ts';

/** Degrees of haste, which stand beside a mark of secrecy: "HỎA TỐC - MẬT". */
const HASTE = new Set(['hoa', 'toc', 'khan', 'thuong']);
/** "tài liệu mật", "dấu mật": after these, with its diacritics, the word is a mark. */
const BEFORE_MARK = new Set([
  'tai lieu', 'van ban', 'cong van', 'dau', 'loai', 'ho so', 'che do', 'noi dung', 'bao cao', 'muc', 'dien', 'to trinh',
]); // prettier-ignore
/** "mật độ", "mật ong", "mật khẩu" … and "bí mật", "bảo mật": other words. */
const AFTER_OTHER = new Set([
  'do',
  'ong',
  'khau',
  'ma',
  'thiet',
  'mia',
  'vu',
  'phuc',
  'tham',
  'nghi',
  'dam',
  'lenh',
  'ngot',
]);
const BEFORE_OTHER = new Set([
  'bi',
  'bao',
  'co',
  'than',
  'tru',
  'tui',
  'soi',
  'duong',
  'ri',
  'giu',
  'kin',
  'ong',
  'nuoi',
]);

/** Where a text bears a mark of state secrets: "Mật", "Tối mật", "Tuyệt mật", "Độ mật: …", "[MẬT]". Undefined: nowhere. */
export function findSecrecy(text: string): Span | undefined {
  return /m[aâậ]t/iu.test(text.normalize('NFC')) ? secrecyIn(text, tokenize(text)) : undefined;
}

/** The same for a text already cut into tokens; linear. */
export function secrecyIn(text: string, tokens: readonly Token[]): Span | undefined {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.fold !== 'mat' || matchMarks(token, 'mât', 5) === 'contrary') continue;
    const first = markStart(text, tokens, index, token);
    if (first !== undefined) return { start: tokens[first]?.start ?? token.start, end: token.end };
  }
  return undefined;
}

/** The first token of the mark that ends at `index`; undefined: another word. */
function markStart(text: string, tokens: readonly Token[], index: number, token: Token): number | undefined {
  const [before, next] = [tokens[index - 1], tokens[index + 1]];
  const isMarked = token.tone !== 0;
  const isCapital = /^\p{Lu}+$/u.test(text.slice(token.start, token.end).normalize('NFC'));
  const degree = isDegree(before);
  const first = degree ? index - 1 : index;
  const head = headBefore(tokens, first);
  if (head !== undefined) return head;
  if (degree && (isMarked || before?.fold === 'tuyet')) return first;
  const standsAlone = (isMarked || isCapital) && isAlone(tokens, first, index);
  if (degree) return standsAlone ? first : undefined;
  if (next !== undefined && AFTER_OTHER.has(next.fold)) return undefined;
  if (before !== undefined && BEFORE_OTHER.has(before.fold) && before.kind === 'word') return undefined;
  if (standsAlone) return first;
  if (!isMarked) return undefined;
  if (isCapital && !isShouted(text)) return first;
  return endsBeforeMark(tokens, index) ? first : undefined;
}

/** "tối", "tuyệt" as typed with their marks or without. "tôi mất" has others. */
function isDegree(token: Token | undefined): boolean {
  if (token?.fold === 'toi') return matchMarks(token, 'tôi', 2) !== 'contrary' && token.shape !== 'tơi';
  return token?.fold === 'tuyet' && matchMarks(token, 'tuyêt', 5) !== 'contrary';
}

/** "độ mật: …": what follows the colon is a degree, whatever diacritics it has; the index of "độ". */
function headBefore(tokens: readonly Token[], first: number): number | undefined {
  let at = first - 1;
  while (tokens[at]?.kind === 'mark' && ':-=['.includes(tokens[at]?.fold ?? ' ')) at -= 1;
  const [degree, secrecy] = [tokens[at - 1], tokens[at]];
  const isHead =
    secrecy?.fold === 'mat' && degree?.fold === 'do' && matchMarks(degree, 'đô', 5) !== 'contrary';
  return isHead ? at - 1 : undefined;
}

/** Nothing else stands in its line up to a sign, or in its brackets; words of haste aside. */
function isAlone(tokens: readonly Token[], first: number, index: number): boolean {
  let start = first - 1;
  while (start >= 0 && (HASTE.has(tokens[start]?.fold ?? '') || isDash(tokens[start]))) start -= 1;
  let end = index + 1;
  while (end < tokens.length && (HASTE.has(tokens[end]?.fold ?? '') || isDash(tokens[end]))) end += 1;
  const [before, after] = [tokens[start], tokens[end]];
  const opens = before === undefined || before.kind === 'break' || before.kind === 'ornament';
  const closes = after === undefined || after.kind !== 'word';
  if ((opens || before.fold === '>' || before.fold === '*') && closes && after?.kind !== 'number')
    return true;
  return (before?.fold === '[' || before?.fold === '(') && (after?.fold === ']' || after?.fold === ')');
}

function isDash(token: Token | undefined): boolean {
  return token?.kind === 'mark' && (token.fold === '-' || token.fold === '/');
}

/** All in capitals: then capitals say nothing. */
function isShouted(text: string): boolean {
  return text.length > 'MẬT'.length + 2 && text === text.toUpperCase();
}

function endsBeforeMark(tokens: readonly Token[], index: number): boolean {
  const [one, two] = [tokens[index - 2], tokens[index - 1]];
  if (two?.kind !== 'word' || one === undefined) return BEFORE_MARK.has(two?.fold ?? '');
  return BEFORE_MARK.has(`${one.fold} ${two.fold}`) || BEFORE_MARK.has(two.fold);
}
