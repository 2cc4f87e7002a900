import { describe, expect, it } from 'vitest';
import { reachFinding, reachTally } from '../../src/texts/reach.ts';

const TALLY = { accepted: 8, delivered: 7, seen: 5 };

describe('how far messages came', () => {
  it('is said in three states where the platform tells them', () => {
    expect(reachTally(TALLY, 'zalo-oa')).toBe('đã gửi 8 · đã tới máy 7 · đã xem 5');
  });

  it.each(['telegram', 'zalo-bot', 'demo'] as const)(
    'is no more than sent on %s, which tells no more',
    (channel) => {
      expect(reachTally(TALLY, channel)).toBe('đã gửi 8');
      expect(reachFinding({ ...TALLY, channel }).text).toContain('kênh không báo đã tới máy hay đã xem');
    },
  );

  it('lets the operator see that the events of it are not switched on', () => {
    const none = { delivered: 0, seen: 0, channel: 'zalo-oa' } as const;
    expect(reachFinding({ ...none, accepted: 20 })).toEqual({
      grade: 'note',
      text: expect.stringMatching(/đã gửi 20 · đã tới máy 0 · đã xem 0; .*bật sự kiện user_received_message/),
    });
    expect(reachFinding({ ...none, accepted: 19 }).grade).toBe('fine');
  });
});
