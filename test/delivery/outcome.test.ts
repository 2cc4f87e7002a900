import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { nextAttempt, pauseAfter } from '../../src/delivery/outcome.ts';

describe('the moment that the platform named', () => {
  const now = Temporal.Instant.from('2017-08-21T00:00:00Z');
  it.each([
    ['is kept to', 17, 17],
    ['is kept to for an hour at most', 7_200, 3_600],
    ['does not make it an attempt without a pause when it has passed', -5, 1],
  ])('%s', (_, named, waited) => {
    const next = nextAttempt(1, now.add({ seconds: named }), now, 0.5);
    expect(next.since(now).total('seconds')).toBe(waited);
  });
});

describe('the pause after an attempt that the platform did not take', () => {
  it('doubles from one second to thirty', () => {
    const middle = [1, 2, 3, 4, 5, 6, 7, 1_000].map((attempts) => pauseAfter(attempts, 0.5) / 1_000);
    expect(middle).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  });

  it('differs by a quarter either way, so that many chats do not come back at once', () => {
    expect(pauseAfter(3, 0)).toBe(3_000);
    expect(pauseAfter(3, 0.999)).toBe(4_998);
  });
});
