import type { Reply } from '../../src/core/replies.ts';
import type { CalendarReply } from '../../src/core/replies/calendar-link.ts';

/** The samples of replies about a calendar to subscribe to, at their longest. */
export function calendarReplies(): { readonly [Kind in CalendarReply['kind']]: readonly Reply[] } {
  const url = `https://${'bao-cao.'.repeat(6)}example.vn/lich/123456789-12-${'a'.repeat(32)}.ics`;
  return {
    'calendar-link': [false, true].map((renewed) => ({ kind: 'calendar-link', url, renewed, offers: [] })),
    'calendar-unavailable': (['nothing-to-show', 'no-address'] as const).map((why) => ({
      kind: 'calendar-unavailable',
      why,
      offers: [],
    })),
  };
}
