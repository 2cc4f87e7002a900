import type { RichText } from '../core/messages.ts';
import type { UnreachableReply } from '../core/replies/unreachable.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { message } from './lines.ts';
import { listNames } from './unit-names.ts';

const MOST = 3;

/** What coordinators are told of a person whom nothing reaches. */
export function unreachable({ name, places, channel, isWindowClosed }: UnreachableReply): RichText {
  const why = isWindowClosed
    ? 'quá 7 ngày chưa nhắn tới nên Zalo không cho gửi'
    : 'tài khoản đã chặn hoặc đã ngừng dùng';
  return message(
    `Không nhắn được cho đồng chí ${name} (${listNames(places, MOST, 'nơi')}) qua ${CHANNEL_NAMES[channel]}: ${why}, và không còn kênh nào khác.`,
    'Tin nhắc được giữ lại đến khi đồng chí ấy nhắn tới. Trong lúc chờ, xin đồng chí gọi điện giúp.',
  );
}
