import type { Field } from '../forms/definition.ts';
import { tokenize } from './tokens.ts';

/** Which count of a ratio a word names. */
export type PartOrWhole = 'part' | 'whole';

/** Words of a prompt that name no role by themselves. */
const EMPTY = new Set(
  'so tong vu don luot cuoc ho so hs nguoi tre chau hop truong hop ca may bao nhieu trong tuan thang ky vd nha can'.split(
    ' ',
  ),
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

function meaningful(side: string): string {
  const tokens = tokenize(side).filter((token) => token.kind === 'word');
  let first = 0;
  let last = tokens.length;
  while (first < last && EMPTY.has(tokens[first]?.fold ?? '')) first += 1;
  while (last > first && EMPTY.has(tokens[last - 1]?.fold ?? '')) last -= 1;
  return tokens
    .slice(first, last)
    .map((token) => side.slice(token.start, token.end).toLowerCase())
    .join(' ');
}
