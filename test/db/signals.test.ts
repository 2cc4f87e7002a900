import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadSignals } from '../../src/db/queries/signals.ts';
import { CONTACT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tuan } from '../support/forms.ts';
import { dueAt, writeHistory, type WrittenRevision } from '../support/history.ts';

const COORDINATOR = 'ngo-thi-cam-tu';

describe('reasons to ask once more', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.close());

  const WEEKS = ['2017-W24', '2017-W25', '2017-W26', '2017-W27', '2017-W28', '2017-W29', '2017-W30'];
  const ALL = [...WEEKS, '2017-W31', '2017-W32', '2017-W33', '2017-W34'];

  it('are found in the current revisions of the last periods', async () => {
    /** What each unit reported in the week of that number. */
    const said: Readonly<Record<string, (week: number) => WrittenRevision>> = {
      // The last week is like the one before, after a correction.
      same: (week) => ({
        values: {
          complaints: Math.min(week, 9),
          dialogues: 2,
          opinions: 3,
          mediation: { part: 4, whole: 5 },
        },
      }),
      full: () => ({ values: { mediation: { part: 40, whole: 40 } } }),
      partly: (week) => ({ values: { mediation: { part: 30 + (week % 3), whole: 40 } } }),
      nil: (week) => (week === 10 ? { nil: true } : { values: { complaints: 8 + (week % 4) } }),
      round: (week) => ({ values: { complaints: 20 + 5 * week } }),
    };
    await writeHistory(database.db, {
      form: tuan,
      bodies: [{ code: 'ban-dan-van', name: 'Ban Dân vận' }],
      units: Object.keys(said).map((code) => ({ code, name: code })),
      periods: ALL.map((code, week) => ({
        code,
        obligations: Object.entries(said).map(([unit, of]) => ({
          unit,
          revisions: unit === 'same' ? [{ values: { complaints: 77 } }, of(week)] : [of(week)],
        })),
      })),
    });
    const of = { form: tuan, period: '2017-W34', body: 'ban-dan-van' };
    const found = await loadSignals(database.db, officeScope(), of);
    const due = dueAt(Temporal.PlainDate.from('2017-08-21'));
    expect(found).toEqual([
      { kind: 'same-again', unit: 'same', figures: 4 },
      { kind: 'always-full', unit: 'full', field: 'mediation', reports: 11, whole: 440 },
      { kind: 'unusual-nil', unit: 'nil', reports: 10 },
      { kind: 'round-numbers', unit: 'round', round: 11, numbers: 11 },
      { kind: 'at-once', units: Object.keys(said), at: due.subtract({ hours: 5 }) },
    ]);
    expect(await loadSignals(database.db, officeScope(), { ...of, period: '2017-W35' })).toEqual([]);
  });
});

describe('in chat', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
    await office.says(CONTACT, 'như tuần trước');
    await office.says(CONTACT, 'gửi');
    await office.says(CONTACT, 'gửi thiếu');
    await office.clock('2017-08-28T08:00:00+07:00');
  });
  afterEach(() => office.close());

  const shown = async (person: string) =>
    (await Promise.all([office.says(person, '/tonghop'), office.says(person, '/tonghop 2')]))
      .flat()
      .map(({ text }) => text)
      .join('\n');

  it('who settles it with the unit reads why, a leader reads whom one might ask', async () => {
    expect(await shown(COORDINATOR)).toMatch(/Nên hỏi thêm:\n• Xã Bình Minh: \d+ số liệu trùng hệt kỳ trước/);
    const leader = await shown(PARTY_LEADER);
    expect(leader).toContain('Nên hỏi thêm:\nxã Bình Minh; chuyên viên tổng hợp có lý do.');
    expect(leader).not.toContain('trùng hệt');
  });
});
