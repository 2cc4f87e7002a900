import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { windowOf } from '../../../src/core/zalo-oa/window.ts';

const NOW = Temporal.Instant.from('2026-11-30T08:00:00Z');
const after = (hours: number, seconds = 0) => windowOf(NOW.subtract({ hours, seconds }), NOW);

describe('a message to a person on the account', () => {
  it('is free for 48 hours after they were last heard from', () => {
    expect([after(0), after(48), after(48, 1)]).toEqual(['free', 'free', 'paid']);
  });

  it('costs until seven days after, and cannot be sent beyond, or before anything was heard', () => {
    expect([after(168), after(168, 1)]).toEqual(['paid', 'closed']);
    expect(windowOf(null, NOW)).toBe('closed');
  });
});
