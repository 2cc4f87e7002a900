import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { mostSignOffDays, signOffMoments } from '../../../src/core/sign-off/moments.ts';
import { at, ZONE } from '../../support/conversation.ts';

describe('the moments of a sign-off', () => {
  it('are counted in working time from the sending', () => {
    const rule = { within: '8h', remind: '4h', otherwise: 'accept' } as const;
    const { remindAt, endsAt } = signOffMoments(
      rule,
      at('25/8 16:00').add({ seconds: 59 }),
      ZONE,
      BUILT_IN_HOLIDAYS,
    );
    expect(Temporal.Instant.compare(remindAt, at('28/8 8:00'))).toBe(0);
    expect(Temporal.Instant.compare(endsAt, at('28/8 13:30'))).toBe(0);
  });

  it.each(['8h', '40h', '100h'])(
    'of %s are over within the days that the clock looks back, also at Tết',
    (within) => {
      const rule = { within, remind: '4h', otherwise: 'wait' } as const;
      const days = mostSignOffDays([rule, { ...rule, within: '1h' }]);
      for (let day = 0; day < 3 * 365; day += 1) {
        const sentAt = Temporal.Instant.from('2025-01-01T18:59:00+07:00').add({ hours: 24 * day });
        const { endsAt } = signOffMoments(rule, sentAt, ZONE, BUILT_IN_HOLIDAYS);
        expect(endsAt.since(sentAt).total('hours')).toBeLessThanOrEqual(24 * days);
      }
    },
  );
});
