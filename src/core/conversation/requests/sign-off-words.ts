import { bareKey } from '../../forms/spelling.ts';
import type { InboundMessage } from '../../messages.ts';
import { readChoice, type Verb } from '../choices.ts';
import { readCommand, saysWord } from '../commands.ts';
import type { Open, State } from '../state.ts';

/** What the head of a unit says of a report that waits for their sign-off. */
export type SignOffWords =
  /** "Duyệt", "duyệt tuần 34"; `which`: the words behind it, folded. */
  | { readonly kind: 'approve'; readonly which: string }
  /** "Trả lại: lý do", "không duyệt vì …". `isMarked`: a sign stands before the reason, as in no report. */
  | { readonly kind: 'return'; readonly reason: string | null; readonly isMarked: boolean }
  /** "/duyet": what waits. */
  | { readonly kind: 'list' };

const APPROVE =
  /^(?:(?:da|vang|ok|dong y|nhat tri|toi|em|anh|chi|da xem|xem roi) )*(?:phe )?duyet(?: (?:roi|nhe|nha|a|luon|di|ok|ngay))*(?: (?:bao cao|bc|so lieu))*(?<which> .+)?$/u;
const RETURN =
  /^(?:(?:trả|tra)\s+(?:lại|lai|về|ve)|(?:không|khong|ko|k|chưa|chua)\s+(?:phê\s+|phe\s+)?(?:duyệt|duyet))(?:\s+(?:báo cáo|bao cao|bc))?(?:\s*(?<mark>[:;,.–-])\s*|\s+|$)(?:(?:lý|lí|ly|li)\s+do\s*[:;]?\s*)?(?<reason>\S.*)?$/isu;
const LIST = /^\/duyet(?:@\w+)?$/iu;

export function readSignOffWords(message: string): SignOffWords | undefined {
  const text = message.trim().normalize('NFC');
  if (LIST.test(text)) return { kind: 'list' };
  if (text.startsWith('/')) return undefined;
  const returned = RETURN.exec(text)?.groups;
  if (returned) {
    const { reason = null, mark } = returned;
    return { kind: 'return', reason, isMarked: mark !== undefined };
  }
  const approved = APPROVE.exec(bareKey(text))?.groups;
  return approved && { kind: 'approve', which: approved['which']?.trim() ?? '' };
}

/** "Nhất trí", "đồng ý": a sign-off where nothing else can be meant. */
export function agrees(text: string): boolean {
  const folded = bareKey(text);
  return saysWord(folded, 'agree') && folded.length > LONGEST_LOOSE_WORD;
}

/** "Ok" and "có" are said too easily. */
const LONGEST_LOOSE_WORD = 2;

const SIGN_OFF_VERBS: ReadonlySet<Verb> = new Set(['signapprove', 'signreturn', 'signnoreason', 'signsee']);

export function isSignOffVerb(verb: Verb): boolean {
  return SIGN_OFF_VERBS.has(verb);
}

export function asksSignOff({ kind }: Open): boolean {
  return kind === 'sign-off' || kind === 'return-reason' || kind === 'which-sign-off';
}

/** Whether a text can be about reports that wait for a sign-off, or asks for all that does: worth looking them up. */
export function mayBeSignOff({ open }: State, text: string): boolean {
  const asksStatus = readCommand(text)?.kind === 'status' || saysWord(bareKey(text), 'status');
  return asksSignOff(open) || readSignOffWords(text) !== undefined || agrees(text) || asksStatus;
}

/** Whether the message says so by itself, whatever it answers. */
export function isAboutSignOff(message: InboundMessage): boolean {
  if (message.kind === 'text') return readSignOffWords(message.text) !== undefined;
  const verb = message.kind === 'choice' ? readChoice(message.token)?.verb : undefined;
  return verb !== undefined && isSignOffVerb(verb);
}
