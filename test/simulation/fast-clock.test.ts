import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoChannel } from '../../src/channels/demo/send.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import { rehearse } from '../../src/simulation/rehearse.ts';
import type { SimulatedService } from '../../src/simulation/run.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { CONTACT, PARTY_LEADER, ZONE } from '../support/office.ts';

let database: TestDatabase;
let deliverer: Deliverer;
let service: SimulatedService;

beforeEach(async () => {
  database = await createTestDatabase();
  const { db, listen } = database;
  const { log } = notedLog();
  const calendar = createHolidayCalendar();
  deliverer = createDeliverer({ db, listen, channels: [demoChannel()], rates: {}, log });
  await deliverer.start();
  const wake = () => deliverer.wake();
  const inbox = createInbox({
    db,
    demo: true,
    zone: ZONE,
    calendar,
    secret: 'of the test',
    publicUrl: () => undefined,
    log,
    sender: deliverer,
  });
  const tick = createTicker({ db, zone: ZONE, calendar, wake });
  service = {
    db,
    zone: ZONE,
    receive: (messages) => inbox.receive(messages),
    async tick(at) {
      await tick(at);
    },
    settle: () => deliverer.settle(Temporal.Now.instant()),
  };
});

afterEach(async () => {
  await deliverer.stop();
  await database.close();
});

describe('a rehearsal of the sample district', () => {
  it('lists what each person would get if nobody reported, within the limits', async () => {
    const organization = sampleOrganization();
    const now = Temporal.Instant.from('2026-03-09T07:00:00+07:00');
    const { people, perPersonAndWeek } = await rehearse(service, {
      organization,
      notices: [],
      now,
      weeks: 2,
    });
    const messagesOf = (code: string) =>
      (people.find(({ person }) => person === code)?.messages ?? []).map(
        ({ at, text }) => `${at.toZonedDateTimeISO(ZONE).toPlainDateTime().toString()} ${text.split(' ')[0]}`,
      );
    expect(messagesOf(CONTACT)).toEqual([
      '2026-03-09T07:30:00 Mở',
      '2026-03-11T08:00:00 Nhắc',
      '2026-03-13T13:00:00 Nhắc',
      '2026-03-16T07:30:00 Xã',
      '2026-03-18T08:00:00 Nhắc',
      '2026-03-20T13:00:00 Nhắc',
    ]);
    expect(messagesOf(PARTY_LEADER)).toEqual(['2026-03-16T07:00:00 Tổng']);
    expect(perPersonAndWeek.most).toBeLessThanOrEqual(4);
  });
});

describe('a simulated district', () => {
  it('stores what its people meant and tells nobody anything at night, twice or too often', async () => {
    const weeks: number[] = [];
    const outcome = await simulate(service, {
      units: 24,
      weeks: 1,
      seed: 3,
      notices: [],
      progress: (done) => weeks.push(done),
    });
    expect(weeks).toEqual([1]);
    expect(outcome).toMatchObject({ expected: 24, wrong: 0, inQuietTime: 0, doubles: 0 });
    expect(outcome.onTime + outcome.late + outcome.missing).toBe(24);
    // A week in which nobody reports, or all do, would test nothing.
    expect(outcome.onTime).toBeGreaterThan(8);
    expect(outcome.onTime).toBeLessThan(24);
    expect(outcome.unaskedPerPersonAndWeek.most).toBeLessThanOrEqual(5);
    expect(outcome.questionsPerReport.most).toBeLessThanOrEqual(3);
    const { onTime, late, missing, remindersPerReport } = outcome;
    expect(outcome.weekly).toMatchObject([{ onTime, late, missing, remindersPerReport }]);
  });

  it('lists what was typed, meant and stored where the two differ', async () => {
    const mishearing: SimulatedService = {
      ...service,
      receive: (messages) =>
        service.receive(
          messages.map((message) =>
            message.kind === 'text'
              ? { ...message, text: message.text.replace(/(De nghi|Đề nghị)/, 'Xin') }
              : message,
          ),
        ),
    };
    const outcome = await simulate(mishearing, {
      units: 24,
      weeks: 1,
      seed: 3,
      notices: [],
      progress: () => {},
    });
    expect(outcome.wrong).toBeGreaterThan(0);
    expect(outcome.wrongReports).toHaveLength(outcome.wrong);
    for (const { text, expected, stored } of outcome.wrongReports) {
      const meant = expected['proposals'];
      if (typeof meant !== 'string') throw new Error('a field differs that was not misheard');
      expect(text).toContain(meant);
      expect(stored).toEqual({ proposals: meant.replace(/^(De nghi|Đề nghị)/, 'Xin') });
    }
  });
});
