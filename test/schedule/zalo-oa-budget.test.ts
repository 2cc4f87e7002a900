import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateKey } from '../../src/core/ids.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { USUAL_PRICES } from '../../src/core/zalo-oa/cost.ts';
import { createWatch } from '../../src/schedule/watch.ts';
import { findSpentBudget } from '../../src/schedule/zalo-oa-budget.ts';
import { notedLog } from '../support/noted-log.ts';
import { CONTACT, openOffice, ZONE, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const MONDAY = Temporal.Instant.from('2017-08-21T08:01:00+07:00');

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.rows(
    `update chat set channel = 'zalo-oa', external_id = 'z-${CONTACT}' where external_id = '${CONTACT}'`,
  );
});
afterEach(() => office.close());

/** So many messages of 55 đồng each were sent to the contact. */
const went = (count: number, when = 'now()') =>
  office.rows(
    `insert into delivery (chat_id, dedup_key, urgency, message, state, not_before, created_at, sent_at, expected_cost, cost, priced_at)
    select c.id, gen_random_uuid(), 0, '{"text":["a"],"buttons":[]}', 'sent', now(), now() - interval '1 year', now(), 55, 55, ${when}
    from chat c, generate_series(1, ${count}) n where c.external_id = 'z-${CONTACT}'`,
  );

const told = async () =>
  (await office.heard(COORDINATOR)).map(({ text }) => text).filter((text) => text.includes('Hạn mức'));

it('tells coordinators and operator at 80 % and when it is spent, each once', async () => {
  const { log, lines } = notedLog();
  const watch = createWatch([findSpentBudget({ monthly: 5_500, prices: USUAL_PRICES })], log);
  const look = async () => {
    const found = await office.db.transaction((tx) =>
      watch.look(tx, MONDAY, { zone: ZONE, holidays: BUILT_IN_HOLIDAYS }),
    );
    watch.remember(found);
  };
  await went(200, `now() - interval '40 days'`);
  await went(79);
  await look();
  expect(await told()).toEqual([]);
  await went(1);
  await look();
  await look();
  expect(await told()).toEqual([
    expect.stringContaining('sắp hết: khoảng 4.400 đ / 5.500 đ (80 tin tính phí)'),
  ]);
  await went(20);
  await look();
  await look();
  expect(lines.map(({ facts }) => facts)).toMatchObject([
    { dong: 4_400, budget: 5_500 },
    { dong: 5_500, budget: 5_500 },
  ]);
});

const states = () =>
  office.rows(
    `select is_put_off as "isPutOff", not_before <= now() as due from delivery where state = 'waiting' and dedup_key = 'put off'`,
  );

describe('what a limit had put off', () => {
  it('goes out as soon as the reader does anything', async () => {
    await office.rows(
      `insert into delivery (chat_id, dedup_key, urgency, message, not_before, created_at, is_put_off)
      select id, 'put off', 0, '{"text":["a"],"buttons":[]}', now() + interval '20 hours', now(), true from chat where channel = 'zalo-oa'`,
    );
    const sentAt = Temporal.Now.instant();
    const from = { chat: { channel: 'zalo-oa', externalId: `z-${CONTACT}` }, sentAt } as const;
    await office.receive([{ ...from, key: updateKey('back'), kind: 'opened' }]);
    expect(await states()).toEqual([{ isPutOff: false, due: true }]);
  });
});
