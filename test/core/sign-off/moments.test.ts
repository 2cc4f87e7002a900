import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { signOffMoments } from '../../../src/core/sign-off/moments.ts';
import { at, ZONE } from '../../support/conversation.ts';

describe('the moments of a sign-off', () => {
  it('are counted in working time from the sending', () => {
    const rule = { within: '8h', remind: '4h', otherwise: 'accept' } as const;
    const { remindAt, endsAt } = signOffMoments(rule, at('25/8 16:00'), ZONE, BUILT_IN_HOLIDAYS);
    expect(Temporal.Instant.compare(remindAt, at('28/8 8:00'))).toBe(0);
    expect(Temporal.Instant.compare(endsAt, at('28/8 13:30'))).toBe(0);
  });
});
