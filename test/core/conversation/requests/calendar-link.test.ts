import { describe, expect, it } from 'vitest';
import type { CalendarLinks } from '../../../../src/core/conversation/context.ts';
import { choiceToken } from '../../../../src/core/conversation/choices.ts';
import { duty, Talk, taps } from '../../../support/conversation.ts';

const FIRST = { serial: 1, url: 'https://bot.example.vn/lich/1.ics' };
const SECOND = { serial: 2, url: 'https://bot.example.vn/lich/2.ics' };

const talk = (links: CalendarLinks, numbered = false) =>
  new Talk({ looked: { kind: 'calendar', links }, numbered });
const none: CalendarLinks = { kind: 'links', current: null, next: FIRST };
const given: CalendarLinks = { kind: 'links', current: FIRST, next: SECOND };
const OPENS_SECOND = [{ kind: 'open-calendar-link', serial: 2 }];

describe('“lịch”', () => {
  it('makes the link at the first time, and shows the same one later', () => {
    const first = talk(none).says('lịch');
    expect(first.text).toContain(FIRST.url);
    expect(first.effects).toEqual([{ kind: 'open-calendar-link', serial: 1 }]);
    const later = talk(given).says('/lich');
    expect(later.text).toContain(FIRST.url);
    expect(later.effects).toEqual([]);
  });

  it('leaves the open report as it is', () => {
    const report = talk(given);
    report.says('hg 5/6');
    report.says('lịch');
    expect(report.says('gửi').reply.kind).toBe('gaps');
  });

  it('says so where phones cannot reach the service, or there is nothing to show', () => {
    expect(talk({ kind: 'no-address' }).says('lịch').text).toContain('chưa có địa chỉ');
    expect(talk({ kind: 'nothing-to-show' }).says('lịch').text).toContain('chưa có mục nào');
  });

  it('means the real calendar in a practice too', () => {
    const practice = talk(none);
    practice.says('/huongdan');
    practice.taps('Tập thử');
    const said = practice.says('lịch');
    expect(said.text).not.toContain('TẬP');
    expect(said.effects).toEqual([{ kind: 'open-calendar-link', serial: 1 }]);
  });
});

describe('[Đổi liên kết]', () => {
  it.each(['đổi liên kết', 'Doi link'])('is also typed: %s', (words) => {
    const said = talk(given).says(words);
    expect(said.text).toContain(SECOND.url);
    expect(said.effects).toEqual(OPENS_SECOND);
  });

  it('is a number where there are no buttons', () => {
    const phone = talk(given, true);
    expect(phone.says('lịch').text).toContain('1. Đổi liên kết');
    expect(phone.says('1').effects).toEqual(OPENS_SECOND);
  });

  it('has no number where a number is a value', () => {
    const phone = new Talk({ looked: { kind: 'calendar', links: given }, numbered: true, duties: [duty()] });
    phone.says('từng mục');
    expect(phone.says('lịch').text).toContain('“đổi liên kết”');
  });

  it('under an older link changes nothing and shows the one that there is', () => {
    const said = talk({ kind: 'links', current: SECOND, next: { serial: 3, url: 'x' } }).hears(
      taps(choiceToken('calendarnew', null, '1')),
    );
    expect(said.text).toContain(SECOND.url);
    expect(said.effects).toEqual([]);
  });
});
