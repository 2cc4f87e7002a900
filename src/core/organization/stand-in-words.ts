import { bareKey } from '../forms/spelling.ts';
import type { StandInAnswer } from './stand-in.ts';

/** `names`: the words say that it is about standing in. "Đồng ý" alone can mean other things. */
export type SaidStandIn = { readonly answer: StandInAnswer; readonly names: boolean };

const BEFORE =
  '(?:(?:da|vang|u|ok|oke|thua|xin|em|toi|minh|chi|anh|tuan nay|hom nay|dot nay|dang|rat|ban|nen|bao cao) )*';
/** Words of courtesy, and for whom. */
const AFTER =
  '(?: (?:duoc|roi|dau|nhe|nha|a))*(?: (?:cho )?(?:dong chi|dc|d c|anh|chi|co|chu|bac)(?: [a-z]+){1,5})?(?: (?:nhe|nha|a))*';
const AGREES = new RegExp(
  `^${BEFORE}(?:(?:xac nhan|nhan loi|nhan|dong y|nhat tri)(?: lam)? thay|(?:lam )?thay duoc)${AFTER}$`,
);
const DECLINES = new RegExp(
  `^${BEFORE}(?:khong|ko|k|kg|khg|chua|tu choi)(?: (?:the|co|nhan|dong y|lam))* thay${AFTER}$`,
);
const AGREES_ALONE = new RegExp(`^${BEFORE}(?:dong y|nhat tri)(?: (?:nhe|nha|a))*$`);
const DECLINES_ALONE = new RegExp(`^${BEFORE}(?:khong dong y|ko dong y|tu choi)(?: (?:nhe|nha|a))*$`);
/** Without diacritics "không thấy được" looks like a refusal. */
const SEES = /thấy/iu;

/** "Nhận làm thay", "không thay được", "đồng ý"; undefined for other words. */
export function readStandInAnswer(text: string): SaidStandIn | undefined {
  if (text.length > 100 || SEES.test(text)) return undefined;
  const folded = bareKey(text);
  if (DECLINES.test(folded)) return { answer: 'declined', names: true };
  if (AGREES.test(folded)) return { answer: 'agreed', names: true };
  if (DECLINES_ALONE.test(folded)) return { answer: 'declined', names: false };
  return AGREES_ALONE.test(folded) ? { answer: 'agreed', names: false } : undefined;
}
