import type { RichText } from '../core/messages.ts';
import type { UnreachableReply } from '../core/replies/unreachable.ts';
import type { BlockedBecause } from '../core/organization/blocked.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { message } from './lines.ts';
import { formatDay } from './numbers.ts';
import { listNames } from './unit-names.ts';

const MOST = 3;

/** Why a chat takes no message, of one person or several. */
export const BLOCKED_BECAUSE: Readonly<Record<BlockedBecause | 'unknown', string>> = {
  'window-closed': 'quá 7 ngày chưa nhắn tới nên Zalo không cho gửi',
  'not-following': 'đã thôi quan tâm tài khoản OA',
  refused: 'đã chặn hoặc từ chối nhận tin',
  gone: 'tài khoản đã khóa hoặc đã ngừng dùng',
  unknown: 'tài khoản đã chặn hoặc đã ngừng dùng',
};

/** What coordinators are told of a person whom nothing reaches. */
export function unreachable(
  { name, places, channel, because, heardAt }: UnreachableReply,
  zone: string,
): RichText {
  const why = BLOCKED_BECAUSE[because ?? 'unknown'];
  const since =
    because === 'window-closed' && heardAt
      ? ` (lần cuối ngày ${formatDay(heardAt.toZonedDateTimeISO(zone).toPlainDate())})`
      : '';
  return message(
    `Không nhắn được cho đồng chí ${name} (${listNames(places, MOST, 'nơi')}) qua ${CHANNEL_NAMES[channel]}: ${why}${since}, và không còn kênh nào khác.`,
    'Tin nhắc được giữ lại đến khi đồng chí ấy nhắn tới. Trong lúc chờ, xin đồng chí gọi điện giúp.',
  );
}
