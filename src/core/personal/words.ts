import { bareKey } from '../forms/spelling.ts';
import type { Channel } from '../messages.ts';

/** What of their own record people may change themselves. */
export type OwnField = 'name' | 'phone' | 'honorific';

/** What somebody wants of what is kept about them, or of the ways they are reached. */
export type PersonalWish =
  | { readonly kind: 'my-data' | 'export-data' | 'erase-data' | 'withdraw-consent' | 'my-channels' }
  /** `channels`: those that the name can mean; none: it is not known. */
  | { readonly kind: 'prefer-channel'; readonly channels: readonly Channel[] }
  /** `value` as written, possibly empty. */
  | { readonly kind: 'correct-data'; readonly field: OwnField; readonly value: string };

/** Longer messages are reports. */
const LONGEST_WISH = 200;

const MINE = '(?: ca nhan)?(?: cua (?:toi|minh|em|anh|chi))';

const WISHES: readonly (readonly [
  RegExp,
  Exclude<PersonalWish['kind'], 'prefer-channel' | 'correct-data'>,
])[] = [
  [new RegExp(`^(?:xem |cho (?:toi|em) xem )?du lieu${MINE}$`), 'my-data'],
  [new RegExp(`^(?:trich )?xuat (?:het )?du lieu(?:${MINE})?$`), 'export-data'],
  [new RegExp(`^(?:xoa|huy) (?:het |toan bo )?du lieu${MINE}$`), 'erase-data'],
  [/^rut (?:lai )?(?:su )?dong y$/, 'withdraw-consent'],
  [/^(?:xem )?(?:cac )?kenh cua (?:toi|minh|em)$/, 'my-channels'],
];

const COMMANDS: Readonly<Record<string, 'my-data' | 'my-channels'>> = {
  dulieu: 'my-data',
  kenh: 'my-channels',
};

const PREFERS =
  /^(?:uu tien|(?:nhan|gui|bao|nhac)(?: tin)?(?: cho)? (?:toi|em|minh) qua|nhan (?:ban )?tong hop (?:qua|tren|bang))(?: kenh)? (\S+(?: \S+)?)$/;

/** By folded name. "Zalo" is either of its two products: a person has one of them. */
const CHANNELS: Readonly<Record<string, readonly Channel[]>> = {
  telegram: ['telegram'],
  tele: ['telegram'],
  zalo: ['zalo-bot', 'zalo-oa'],
  'zalo bot': ['zalo-bot'],
  'zalo oa': ['zalo-oa'],
  'dien thoai': ['demo'],
};

const FIELDS: readonly (readonly [RegExp, OwnField])[] = [
  [/^(?:so )?(?:dien thoai|sdt|dt)\b/, 'phone'],
  [/^(?:ho )?ten\b/, 'name'],
  [/^(?:cach )?xung ho\b/, 'honorific'],
];

const CORRECTS =
  /^\s*(?:s[ửu]a|[đd][ổo]i)(?: l[ạa]i)?\s+(?<field>.{2,24}?)\s+c[ủu]a\s+(?:t[ôo]i|m[ìi]nh|em)\s+(?:th[àa]nh|l[àa])\s*:?\s*(?<value>.*)$/isu;

/** Undefined for words about anything else, and for longer ones. */
export function readPersonalWish(text: string): PersonalWish | undefined {
  if (text.length > LONGEST_WISH) return undefined;
  const command = /^\/([a-z]+)(?:@\w+)?(?:\s+(\S.*))?$/is.exec(text.trim());
  if (command) return readCommand(command[1]?.toLowerCase() ?? '', command[2] ?? '');
  const folded = bareKey(text);
  const known = WISHES.find(([words]) => words.test(folded));
  if (known) return { kind: known[1] };
  const preferred = PREFERS.exec(folded)?.[1];
  if (preferred !== undefined && CHANNELS[preferred]) {
    return { kind: 'prefer-channel', channels: CHANNELS[preferred] };
  }
  return readCorrection(text);
}

function readCommand(name: string, rest: string): PersonalWish | undefined {
  const kind = COMMANDS[name];
  if (kind === undefined) return undefined;
  if (kind === 'my-data' || rest === '') return { kind };
  return { kind: 'prefer-channel', channels: CHANNELS[bareKey(rest)] ?? [] };
}

function readCorrection(text: string): PersonalWish | undefined {
  const groups = CORRECTS.exec(text.normalize('NFC'))?.groups;
  if (!groups) return undefined;
  const said = bareKey(groups['field'] ?? '');
  const field = FIELDS.find(([words]) => words.test(said))?.[1];
  return field && { kind: 'correct-data', field, value: (groups['value'] ?? '').trim() };
}
