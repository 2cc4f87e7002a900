import { formatNumber } from './numbers.ts';

/**
 * Words that tell what kind of place a name belongs to. They are written small inside a sentence ("xã Bình Minh"); a grammar
 * of names only: nothing depends on which kinds an organisation has. Longer ones first.
 */
const KIND_WORDS = [
  'Tổ dân phố',
  'Thị trấn',
  'Thành phố',
  'Đặc khu',
  'Khu phố',
  'Thị xã',
  'Phường',
  'Huyện',
  'Quận',
  'Khóm',
  'Thôn',
  'Tỉnh',
  'Bản',
  'Xã',
  'Ấp',
];

function kindWord(name: string): string | undefined {
  return KIND_WORDS.find((word) => name.startsWith(`${word} `));
}

/** A unit's name inside a sentence: `Xã Bình Minh` → `xã Bình Minh`. Other names stay as they are. */
export function midSentence(name: string): string {
  const word = kindWord(name);
  return word === undefined ? name : word.toLowerCase() + name.slice(word.length);
}

/** The proper name alone: `Huyện Vĩnh Thuận` → `Vĩnh Thuận`. */
export function withoutKind(name: string): string {
  const word = kindWord(name);
  return word === undefined ? name : name.slice(word.length + 1);
}

/** What to call these units together: `xã` if all are, else `đơn vị`. */
export function commonNoun(names: readonly string[]): string {
  const [kind, ...others] = kindsOf(names) ?? [];
  return kind !== undefined && others.length === 0 ? kind : 'đơn vị';
}

/** The kinds of these places, each once; undefined where the name of one tells none. */
export function kindsOf(names: readonly string[]): readonly string[] | undefined {
  const words = [...new Set(names.map(kindWord))];
  const kinds = words.flatMap((word) => word?.toLowerCase() ?? []);
  return kinds.length === words.length ? kinds : undefined;
}

/** At most `most` names, then how many more: `xã A, xã B và 3 đơn vị khác`. With none to show: `5 đơn vị`. */
export function listNames(names: readonly string[], most: number, noun: string): string {
  const shown = names.slice(0, most).map(midSentence).join(', ');
  const more = names.length - Math.min(most, names.length);
  if (more === 0) return shown;
  const rest = `${formatNumber(more)} ${noun}`;
  return shown === '' ? rest : `${shown} và ${rest} khác`;
}
