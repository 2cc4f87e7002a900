import type { Temporal } from 'temporal-polyfill';
import { bareKey } from '../forms/spelling.ts';
import type { BodyId, FormId } from '../ids.ts';

/** A longer remark would push the figures off the screen. */
export const LONGEST_REMARK = 200;

/** Names a digest that is to go out: the form's number and the planned second. Fits a button. */
export type DraftKey = string;

/** A digest that coordinators may look at before it goes out. Its figures are reckoned when it does. */
export type DigestDraft = {
  readonly key: DraftKey;
  readonly form: FormId;
  /** Those whose digest of that moment the person looks after. */
  readonly bodies: readonly BodyId[];
  readonly formName: string;
  readonly plannedAt: Temporal.Instant;
  readonly sendAt: Temporal.Instant;
  readonly remark: string | null;
};

export function draftKey(form: FormId, plannedAt: Temporal.Instant): DraftKey {
  return `${form}-${Math.floor(plannedAt.epochMilliseconds / 1_000)}`;
}

/** The key of the notice that shows it. */
export function previewKey(key: DraftKey): string {
  return `digest preview ${key}`;
}

/** "Gửi ngay", "hoãn", "sửa lời dẫn", "lời dẫn: …". */
export type DraftWish =
  | { readonly kind: 'digest-now' | 'digest-later' }
  /** `text` null: it is to be asked for. */
  | { readonly kind: 'digest-remark'; readonly text: string | null };

/** What a coordinator's words ask for a digest that is to go out; undefined for other words. */
export function readDraftWish(message: string): DraftWish | undefined {
  const [words = '', ...rest] = message.trim().split(':');
  const folded = bareKey(words.slice(0, 60)).replace(/ (?:ban )?tong hop$/, '');
  if (folded === 'loi dan' || folded === 'sua loi dan' || folded === 'them loi dan') {
    const text = rest.join(':').trim();
    return { kind: 'digest-remark', text: text === '' ? null : text };
  }
  if (rest.length > 0) return undefined;
  if (folded === 'gui ngay') return { kind: 'digest-now' };
  return folded === 'hoan' || folded === 'hoan gui' ? { kind: 'digest-later' } : undefined;
}
