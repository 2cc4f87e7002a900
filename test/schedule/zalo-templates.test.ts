import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTemplateReader } from '../../src/db/queries/template-readers.ts';
import { noteMessageReceipt } from '../../src/db/queries/message-receipts.ts';
import { CONTACT, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const MONDAY = '2017-08-21T08:01:00+07:00';
const templates = (person: string) =>
  office.rows(
    `select d.message #>> '{template,kind}' as kind, d.message #>> '{template,period}' as period,
      d.message #> '{template,isPart}' is not null as part
    from delivery d join chat c on c.id = d.chat_id where c.external_id = '${person}' order by d.id`,
  );

describe('what may stand for a message where its person was not heard from for seven days', () => {
  it('goes with a reminder', async () => {
    await office.tick(MONDAY);
    expect(await templates(CONTACT)).toEqual([{ kind: 'nhac-han', period: '2017-W34', part: false }]);
  });

  it('goes with a digest, and with no answer', async () => {
    await office.tick('2017-08-28T08:00:00+07:00');
    expect(await templates(PARTY_LEADER)).toContainEqual({
      kind: 'tong-hop',
      period: '2017-W34',
      part: false,
    });
    const before = (await templates(PARTY_LEADER)).length;
    await office.says(PARTY_LEADER, '/tonghop');
    expect((await templates(PARTY_LEADER)).slice(before)).toEqual([
      { kind: null, period: null, part: false },
    ]);
  });
});

const arrive = (phone: string) =>
  noteMessageReceipt(office.db, {
    channel: 'zalo-oa',
    to: { phone },
    state: 'delivered',
    providerIds: ['m1'],
    at: Temporal.Instant.from('2026-11-30T08:00:00Z'),
  });
const delivered = () => office.rows(`select id from delivery where delivered_at is not null`);

it('says a part of several things that are told together', async () => {
  await office.rows(
    `insert into held_notice (dedup_key, person_id, message, due_at, decided_at)
    select 'held', id, '{"text": ["Xã An Bình xin mở lại báo cáo."], "buttons": []}', '2017-08-20T00:00:00Z', '2017-08-20T00:00:00Z'
    from person where code = '${CONTACT}' returning id`,
  );
  await office.tick(MONDAY);
  expect(await templates(CONTACT)).toEqual([{ kind: 'nhac-han', period: '2017-W34', part: true }]);
});

describe('a template that went to a phone number', () => {
  const AN = '7710000000000000001';
  const PHONE = '84912345678';
  beforeEach(async () => {
    await office.tick(MONDAY);
    await office.rows(`update person set phone = '0912345678' where code = '${CONTACT}'`);
    await office.rows(
      `update chat set channel = 'zalo-oa', external_id = '${AN}' where external_id = '${CONTACT}'`,
    );
    await office.rows(
      `update delivery set state = 'sent', sent_at = now(), provider_id = 'm1'
      where chat_id = (select id from chat where external_id = '${AN}')`,
    );
  });

  it('names the person who is linked there', async () => {
    expect(await loadTemplateReader(office.db, { channel: 'zalo-oa', externalId: AN })).toEqual({
      name: 'Võ Minh Nhựt',
      phone: '0912345678',
    });
    expect(await loadTemplateReader(office.db, { channel: 'zalo-oa', externalId: '77' })).toBeUndefined();
  });

  it('is known to have arrived, however the number is written', async () => {
    await arrive('84987654321');
    expect(await delivered()).toEqual([]);
    await arrive(PHONE);
    expect(await delivered()).toHaveLength(1);
  });

  it('is known by a number with the country’s code', async () => {
    await office.rows(`update person set phone = '+84912345678' where code = '${CONTACT}'`);
    await arrive(PHONE);
    expect(await delivered()).toHaveLength(1);
  });
});
