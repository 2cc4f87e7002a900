import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personId } from '../../src/core/ids.ts';
import { calendarToken, readCalendarToken } from '../../src/db/calendar-token.ts';

const SECRET = 'a secret of the test';

describe('the token of a calendar', () => {
  it('tells whose calendar and which link it is', () => {
    const token = calendarToken(SECRET, personId(42), 3);
    expect(readCalendarToken(SECRET, token)).toEqual({ person: 42, serial: 3 });
  });

  it('is worth nothing with another person, number or secret', () => {
    const token = calendarToken(SECRET, personId(42), 3);
    expect(readCalendarToken(SECRET, token.replace(/^42/, '43'))).toBeUndefined();
    expect(readCalendarToken(SECRET, token.replace('-3-', '-4-'))).toBeUndefined();
    expect(readCalendarToken('another secret of the test', token)).toBeUndefined();
  });

  it('with any one letter changed is refused, and no text makes it throw', () => {
    const token = calendarToken(SECRET, personId(42), 3);
    for (let place = 0; place < token.length; place += 1) {
      const changed = `${token.slice(0, place)}${token[place] === '7' ? '8' : '7'}${token.slice(place + 1)}`;
      expect(readCalendarToken(SECRET, changed)).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => readCalendarToken(SECRET, text) === undefined));
  });
});
