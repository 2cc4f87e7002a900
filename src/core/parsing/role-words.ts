import type { Field } from '../forms/definition.ts';
import { tokenize, type Token } from './tokens.ts';

/** Which count of a ratio a word names. */
export type PartOrWhole = 'part' | 'whole';

/** Words of a prompt that name no role by themselves, with their tones: "hộ" is a counter, "đồng hồ" is not. */
const EMPTY = new Set(
  'số tổng vụ đơn lượt cuộc hs người trẻ cháu hộ trường hợp ca mấy bao nhiêu trong tuần tháng kỳ vd nhà căn'
    .split(' ')
    .flatMap((word) => tokenize(word).map(soundOf)),
);

/** What a ratio field's own prompt calls its part and its whole: "Số hộ đã di dời / số hộ phải di dời?" */
export function roleWords(field: Field): readonly { readonly phrase: string; readonly role: PartOrWhole }[] {
  const question = field.prompt.replace(/\([^)]*\)/g, ' ');
  const [left, right, ...more] = question.split('/');
  if (left === undefined || right === undefined || more.length > 0) return [];
  const parts = meaningful(left);
  const wholes = meaningful(right);
  if (parts === wholes) return [];
  return [
    ...(parts === '' ? [] : [{ phrase: parts, role: 'part' as const }]),
    ...(wholes === '' ? [] : [{ phrase: wholes, role: 'whole' as const }]),
  ];
}

function soundOf(token: Token): string {
  return `${token.shape}${token.tone}`;
}

function isEmpty(token: Token | undefined): boolean {
  return token !== undefined && EMPTY.has(soundOf(token));
}

function meaningful(side: string): string {
  const tokens = tokenize(side.normalize('NFC').replace(/hồ sơ/gi, '     ')).filter(
    (token) => token.kind === 'word',
  );
  let first = 0;
  let last = tokens.length;
  while (first < last && isEmpty(tokens[first])) first += 1;
  while (last > first && isEmpty(tokens[last - 1])) last -= 1;
  return tokens
    .slice(first, last)
    .map((token) => side.normalize('NFC').slice(token.start, token.end).toLowerCase())
    .join(' ');
}
