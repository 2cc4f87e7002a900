import type { Channel } from '../core/messages.ts';

/** As people call them. */
export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  telegram: 'Telegram',
  'zalo-bot': 'Zalo',
  'zalo-oa': 'Zalo',
  demo: 'điện thoại mẫu',
};
