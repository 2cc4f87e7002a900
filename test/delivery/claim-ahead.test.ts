import { describe, expect, it } from 'vitest';
import { allowedAlready, soonestRoom } from '../../src/delivery/claim-ahead.ts';
import { createPace, unlimitedPace } from '../../src/delivery/pace.ts';

const RATE = { perSecond: 10, perChatPerSecond: 1 };
/** At ten a second an unasked message has its turn each 100 ms. */
const STEP = 100;

const claimed = (chatId: number, urgency: 0 | 1) => ({ chatId, urgency });

/** A pace that has used its turn for unasked messages, and the one that it may catch up. */
function usedPace(at: number) {
  const pace = createPace<number>(RATE);
  for (const chat of [1, 9]) {
    pace.begin(chat, true, at);
    pace.end(chat, at);
  }
  return pace;
}

describe('the moment that is claimed for', () => {
  it('is this one where something may go out now', () => {
    expect(soonestRoom(createPace<number>(RATE), 5_000, 50)).toBe(5_000);
    expect(soonestRoom(unlimitedPace<number>(), 5_000, 50)).toBe(5_000);
  });

  it('is the next turn, if that comes while the claim is under way', () => {
    const pace = usedPace(5_000);
    const turn = pace.nextChange(5_001) ?? 0;
    expect(turn).toBeGreaterThan(5_001);
    expect(turn).toBeLessThanOrEqual(5_000 + STEP);
    expect(soonestRoom(pace, turn - 20, 20)).toBe(turn);
    expect(soonestRoom(pace, turn - 21, 20)).toBe(turn - 21);
  });
});

describe('what was claimed for a coming moment', () => {
  it('goes out before it where it is an answer that has a place now', () => {
    const pace = usedPace(5_000);
    const [unasked, answer] = [claimed(2, 0), claimed(3, 1)];
    expect(allowedAlready(pace, [unasked, answer], 5_010)).toEqual([answer]);
  });

  it('waits where its chat was just written to, or the account has no place', () => {
    const pace = usedPace(5_000);
    expect(allowedAlready(pace, [claimed(1, 1)], 5_010)).toEqual([]);
    for (let chat = 10; chat < 18; chat += 1) pace.begin(chat, false, 5_000);
    expect(allowedAlready(pace, [claimed(3, 1)], 5_010)).toEqual([]);
  });
});
