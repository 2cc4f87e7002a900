import { Temporal } from 'temporal-polyfill';
import type { RichText } from '../core/messages.ts';
import type { Reply } from '../core/replies.ts';
import { message } from './lines.ts';
import { formatDay } from './numbers.ts';
import { clip, onOneLine } from './screen.ts';

const LONGEST_WORDS = 80;

export function wishForCoordinator({ wish }: Extract<Reply, { kind: 'wish-for-coordinator' }>): RichText {
  return message(
    saidOf(wish),
    'Việc này do cán bộ tổng hợp quyết định, đồng chí liên hệ cán bộ tổng hợp giúp.',
  );
}

function saidOf(wish: Extract<Reply, { kind: 'wish-for-coordinator' }>['wish']): string {
  if (wish.kind === 'reopen') {
    const reason = wish.reason === undefined ? '' : `: ${clip(onOneLine(wish.reason), LONGEST_WORDS)}`;
    return `Đồng chí xin mở lại báo cáo đã khóa sổ${reason}.`;
  }
  const until = wish.until === undefined ? '' : ` đến ${formatDay(Temporal.PlainDate.from(wish.until))}`;
  const standIn = wish.standIn === undefined ? '' : `, ${clip(onOneLine(wish.standIn), LONGEST_WORDS)} thay`;
  return `Đồng chí báo nghỉ${until}${standIn}.`;
}
