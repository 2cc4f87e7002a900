import { describe, expect, it } from 'vitest';
import { pauseAfter } from '../../src/delivery/outcome.ts';

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
