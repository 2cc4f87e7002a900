import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  agendaOf,
  type AgendaEvent,
  type AgendaForm,
  type AgendaParts,
  type KnownDuty,
} from '../../../src/core/agenda/agenda.ts';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import { withNotice } from '../../../src/core/calendar/holidays.ts';
import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { at, BINH_MINH, TAN_THUAN, week, ZONE } from '../../support/conversation.ts';
import { tuan } from '../../support/forms.ts';

const CHANGED = at('1/8 8:00');

function form(changes: Partial<FormDefinition> = {}): AgendaForm {
  return {
    definition: { ...tuan, digests: [], ...changes },
    owedSince: Temporal.PlainDate.from('2017-01-02'),
    changedAt: CHANGED,
  };
}

function agenda(changes: Partial<AgendaParts> = {}): readonly AgendaEvent[] {
  return agendaOf({
    now: at('24/8 9:00'),
    zone: ZONE,
    holidays: BUILT_IN_HOLIDAYS,
    holidaysChangedAt: null,
    forms: [form()],
    units: [{ ...BINH_MINH, kind: 'commune', from: null, until: null }],
    duties: [],
    bodies: [],
    ...changes,
  });
}

function known(number: number, changes: Partial<KnownDuty> = {}): KnownDuty {
  return {
    unit: BINH_MINH,
    form: tuan.code,
    formName: tuan.name,
    period: week(number),
    exempt: false,
    sent: null,
    ...changes,
  };
}

const lines = (events: readonly AgendaEvent[]) =>
  events.map((event) => `${event.at.toZonedDateTimeISO(ZONE).toPlainDateTime().toString()} ${event.key}`);
const states = (events: readonly AgendaEvent[]) =>
  events.flatMap((event) => (event.kind === 'due' ? [[event.period.code, event.state.kind]] : []));

describe('a contact’s calendar', () => {
  it('has the deadline of the present week and of each that can be foreseen, eight in all', () => {
    expect(lines(agenda())).toEqual([
      '2017-08-25T16:00:00 due.tuan.binh-minh.2017-W34',
      '2017-09-01T16:00:00 due.tuan.binh-minh.2017-W35',
      '2017-09-08T16:00:00 due.tuan.binh-minh.2017-W36',
      '2017-09-15T16:00:00 due.tuan.binh-minh.2017-W37',
      '2017-09-22T16:00:00 due.tuan.binh-minh.2017-W38',
      '2017-09-29T16:00:00 due.tuan.binh-minh.2017-W39',
      '2017-10-06T16:00:00 due.tuan.binh-minh.2017-W40',
      '2017-10-13T16:00:00 due.tuan.binh-minh.2017-W41',
    ]);
  });

  it('has at least the next deadline of a form that comes once a year', () => {
    const yearly = form({
      code: 'nam',
      period: 'year',
      due: '17 16:00 or working day before',
      lock: '+9d 16:00',
    });
    expect(lines(agenda({ forms: [yearly] }))).toEqual(['2018-01-17T16:00:00 due.nam.binh-minh.2017']);
  });

  it('tells what was sent, is due, is late and was missed apart', () => {
    const duties = [known(32), known(33, { sent: { at: at('17/8 9:00'), lateMinutes: 0 } }), known(34)];
    expect(states(agenda({ duties, now: at('26/8 9:00') })).slice(0, 4)).toEqual([
      ['2017-W32', 'missed'],
      ['2017-W33', 'sent'],
      ['2017-W34', 'overdue'],
      ['2017-W35', 'owed'],
    ]);
  });

  it('keeps an event’s name from when it is foreseen until it was sent', () => {
    const foreseen = agenda({ now: at('10/8 9:00') });
    const sent = agenda({ duties: [known(34, { sent: { at: at('25/8 9:00'), lateMinutes: 0 } })] });
    const keys = foreseen.map(({ key }) => key);
    expect(keys).toContain('due.tuan.binh-minh.2017-W34');
    expect(sent.filter(({ key }) => key === 'due.tuan.binh-minh.2017-W34')).toHaveLength(1);
  });

  it('leaves out what the unit is exempt from, and nothing else', () => {
    const codes = states(agenda({ duties: [known(34, { exempt: true })] })).map(([code]) => code);
    expect(codes).not.toContain('2017-W34');
    expect(codes).toContain('2017-W35');
  });

  it('ends with the unit', () => {
    const until = Temporal.PlainDate.from('2017-09-10');
    const units = [{ ...BINH_MINH, kind: 'commune', from: null, until }];
    expect(states(agenda({ units })).map(([code]) => code)).toEqual(['2017-W34', '2017-W35']);
  });

  it('has nothing of a form that other kinds of units report on', () => {
    expect(agenda({ forms: [form({ reporters: { kind: 'hamlet' } })] })).toEqual([]);
  });

  it('has the earlier deadline of a unit whose reports are put together into others', () => {
    const sums = { kind: 'hamlet', due: 'thursday 16:00' };
    const units = [{ code: 'ap-1', name: 'Ấp 1', kind: 'hamlet', from: null, until: null }];
    const forms = [form({ reporters: { kind: 'commune', sums } })];
    expect(lines(agenda({ forms, units }))[0]).toBe('2017-08-24T16:00:00 due.tuan.ap-1.2017-W34');
  });

  it('moves a deadline with a day off that is announced, and says when it changed', () => {
    const monthly = form({
      code: 'thang',
      period: 'month',
      due: '17 16:00 or working day before',
      lock: '+20d 16:00',
    });
    const [before] = agenda({ forms: [monthly] });
    const holidays = withNotice(BUILT_IN_HOLIDAYS, {
      year: 2017,
      days: [
        {
          date: Temporal.PlainDate.from('2017-10-17'),
          kind: 'holiday',
          name: 'ngày nghỉ thử',
          source: 'thông báo thử',
          announced: true,
        },
      ],
    });
    const announcedAt = at('20/8 9:00');
    expect(before?.changedAt).toEqual(CHANGED);
    expect(lines(agenda({ forms: [monthly] }))[1]).toBe('2017-10-17T16:00:00 due.thang.binh-minh.2017-09');
    const after = agenda({ forms: [monthly], holidays, holidaysChangedAt: announcedAt });
    expect(lines(after)[1]).toBe('2017-10-16T16:00:00 due.thang.binh-minh.2017-09');
    expect(after[0]?.changedAt).toEqual(announcedAt);
  });
});

describe('a leader’s calendar', () => {
  const bodies = [{ code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy' }];
  const forms = [form({ digests: [{ cron: '0 7 * * 1', to: 'leaders' }] })];

  it('has the digests of their body with the period that each is about', () => {
    const [first, second] = agenda({ forms, bodies, units: [] });
    expect(first).toMatchObject({ kind: 'digest', at: at('28/8 7:00'), period: { code: '2017-W34' } });
    // Monday 4/9 makes up for 2/9, a Saturday.
    expect(second).toMatchObject({ kind: 'digest', at: at('5/9 7:00'), period: { code: '2017-W35' } });
  });

  it('has nothing of a form that their body does not receive', () => {
    expect(agenda({ forms, bodies: [{ code: 'ubnd-khac', name: 'UBND khác' }], units: [] })).toEqual([]);
  });
});

describe('any calendar', () => {
  const kinds = fc.constantFrom('week', 'month', 'quarter', 'half', 'nine-months', 'year');
  const moment = fc
    .integer({ min: Date.parse('2016-01-01'), max: Date.parse('2030-01-01') })
    .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));

  it('names each event once, is in order, looks ahead at least at one period of each form, and stays the same within a minute', () => {
    fc.assert(
      fc.property(
        moment,
        fc.uniqueArray(fc.tuple(kinds, fc.constantFrom('calendar', 'nd09')), {
          minLength: 1,
          maxLength: 4,
          selector: ([kind, cutoff]) => `${kind} ${cutoff}`,
        }),
        (now, chosen) => {
          const forms = chosen.map(([period, cutoff]) =>
            form({
              code: `${period}-${cutoff}`,
              period,
              cutoff,
              due: '+3wd 16:00',
              lock: '+9d 16:00',
              digests: [{ cron: '0 7 * * 1', to: 'leaders' }],
            }),
          );
          const parts = {
            now,
            forms,
            units: [BINH_MINH, TAN_THUAN].map((unit) => ({
              ...unit,
              kind: 'commune',
              from: null,
              until: null,
            })),
            bodies: [{ code: 'ban-dan-van', name: 'Ban Dân vận Huyện ủy' }],
          };
          const events = agenda(parts);
          expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
          const moments = events.map((event) => event.at.epochMilliseconds);
          expect(moments).toEqual(moments.toSorted((one, other) => one - other));
          for (const { definition } of forms) {
            const own = events.filter(({ key }) => key.startsWith(`due.${definition.code}.binh-minh.`));
            expect(own.length).toBeGreaterThanOrEqual(1);
            expect(own.length).toBeLessThanOrEqual(8);
          }
          expect(agenda(parts)).toEqual(events);
        },
      ),
      { numRuns: 60 },
    );
  });
});
