import { CHANNELS_WITH_RECEIPTS, type Channel } from '../core/messages.ts';
import type { Reach, ReachTally } from '../core/reach.ts';
import type { Graded } from './finding.ts';
import { formatNumber } from './numbers.ts';

/** Other words than the recipients' own “Đã nhận”, which says that they take something upon them. */
export const REACH: Readonly<Record<Reach, string>> = {
  waiting: 'tin đang chờ gửi',
  accepted: 'đã gửi',
  delivered: 'đã tới máy',
  seen: 'đã xem',
  unknown: 'chưa rõ tin có tới không',
  failed: 'tin không gửi được',
};

/** `đã gửi 8 · đã tới máy 7 · đã xem 5`; on a channel that tells no more than that it took them: `đã gửi 8`. */
export function reachTally({ accepted, delivered, seen }: ReachTally, channel: Channel): string {
  const told = CHANNELS_WITH_RECEIPTS.has(channel)
    ? ([
        ['delivered', delivered],
        ['seen', seen],
      ] as const)
    : [];
  return ([['accepted', accepted], ...told] as const)
    .map(([reach, count]) => `${REACH[reach]} ${formatNumber(count)}`)
    .join(' · ');
}

/** A tally this long without a receipt is no chance. */
const SURELY_TOLD = 20;

const CHANNEL: Readonly<Record<Channel, string>> = {
  telegram: 'Telegram',
  'zalo-bot': 'Zalo Bot',
  'zalo-oa': 'Zalo OA',
  demo: 'điện thoại mẫu',
};

/** What `doctor` says of a channel's messages of the last seven days. */
export function reachFinding({ channel, ...tally }: ReachTally & { readonly channel: Channel }): Graded {
  const words = `${CHANNEL[channel]}, 7 ngày qua: ${reachTally(tally, channel)}`;
  if (!CHANNELS_WITH_RECEIPTS.has(channel))
    return { grade: 'fine', text: `${words} (kênh không báo đã tới máy hay đã xem)` };
  return tally.delivered === 0 && tally.accepted >= SURELY_TOLD
    ? {
        grade: 'note',
        text: `${words}; nếu tin vẫn tới, bật sự kiện user_received_message và user_seen_message ở trang Webhook của ứng dụng`,
      }
    : { grade: 'fine', text: words };
}
