import { bareKey } from '../../forms/spelling.ts';

/** What words ask to see of the digest that is looked at, or of the current one. */
export type DetailWish =
  | { readonly kind: 'owing' | 'units' | 'fields' | 'remind-now' | 'next-page' | 'page-back' }
  /** `about`: what stands behind "chi tiết", a unit's name or an indicator's; without diacritics. */
  | { readonly kind: 'detail'; readonly about: string };

const WORDS: Readonly<Record<Exclude<DetailWish['kind'], 'detail'>, readonly string[]>> = {
  units: [
    'chi tiet xa',
    'chi tiet cac xa',
    'chi tiet tung xa',
    'chi tiet don vi',
    'chi tiet cac don vi',
    'chi tiet tung don vi',
    'xem tung xa',
    'xem tung don vi',
  ],
  fields: [
    'chi tieu',
    'cac chi tieu',
    'xem chi tieu',
    'chi tiet chi tieu',
    'chi tiet cac chi tieu',
    'chi so',
    'cac chi so',
    'chi tiet chi so',
  ],
  owing: [
    'ai chua bao cao',
    'ai chua nop',
    'ai chua gui',
    'xa nao chua bao cao',
    'xa nao chua nop',
    'don vi nao chua bao cao',
    'don vi nao chua nop',
    'con ai chua bao cao',
    'con ai chua nop',
    'danh sach chua bao cao',
    'danh sach chua nop',
  ],
  'remind-now': ['nhac ngay', 'nhac cac xa', 'nhac cac don vi', 'nhac ai chua bao cao', 'nhac ai chua nop'],
  'next-page': ['tiep', 'trang sau', 'xem tiep', 'tiep theo'],
  'page-back': ['quay lai', 'tro lai'],
};

const LONGEST = 140;

/** "Ai chưa báo cáo", "chi tiết xã Bình Minh", "nhắc ngay", "tiếp", "quay lại"; undefined for other words. */
export function readDetailWish(text: string): DetailWish | undefined {
  if (text.length > LONGEST) return undefined;
  const bare = bareKey(text)
    .replace(/[?.]+$/, '')
    .trim()
    .replace(/ (?:a|nhe|nha|di|vay|the)$/, '');
  const kinds = ['owing', 'units', 'fields', 'remind-now', 'next-page', 'page-back'] as const;
  const kind = kinds.find((one) => WORDS[one].includes(bare));
  if (kind) return { kind };
  const [, about] = /^chi tiet(?: (?:cua |ve )?(.*))?$/.exec(bare) ?? [];
  return bare.startsWith('chi tiet') && !text.includes(':')
    ? { kind: 'detail', about: about ?? '' }
    : undefined;
}
