import { bareKey } from '../../forms/spelling.ts';
import type { OwnWordDecision } from '../../replies/own-words.ts';
import { saysWord } from '../commands.ts';

/** What a coordinator asks about the words of units. `words`, `unit`: folded; empty where no unit is named. */
export type WordWish =
  /** "Từ riêng", "/tudien binh-minh" */
  | { readonly kind: 'list'; readonly unit: string }
  /** "Nhận từ hgxc của binh-minh" */
  | { readonly kind: OwnWordDecision; readonly words: string; readonly unit: string };

const LONGEST_WISH = 200;
const LIST = /^\/(?:tudien|turieng)(?:@\w+)?(?:\s+(?<unit>\S.*))?$/isu;
const DECISION =
  /^(?<no>(?:khong|ko|k) )?(?<verb>nhan|bo|thoi dung) tu (?<words>[a-z]+(?: [a-z]+)*?)(?: (?:cua|cho) (?<unit>\S.*))?$/;

/** Undefined for anything else, also for words with figures: those are a report. */
export function readWordWish(message: string): WordWish | undefined {
  if (message.length > LONGEST_WISH) return undefined;
  const list = LIST.exec(message.trim());
  if (list) return { kind: 'list', unit: bareKey(list.groups?.['unit'] ?? '') };
  const said = bareKey(message);
  if (saysWord(said, 'ownwords')) return { kind: 'list', unit: '' };
  const decision = DECISION.exec(said)?.groups;
  if (!decision) return undefined;
  const { no, verb, words = '', unit = '' } = decision;
  const negated = no !== undefined;
  // "Không bỏ từ" asks for nothing.
  if (negated && verb !== 'nhan') return undefined;
  return { kind: verb !== 'nhan' ? 'withdraw' : negated ? 'decline' : 'accept', words, unit };
}
