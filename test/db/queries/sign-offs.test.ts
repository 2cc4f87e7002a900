import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/core/effects.ts';
import { obligationId } from '../../../src/core/ids.ts';
import { settleSignOffs } from '../../../src/db/queries/sign-offs.ts';
import { chat } from '../../../src/db/schema/chat.ts';
import { CONTACT_UNIT, openOffice, type Office } from '../../support/office.ts';
import { appointHead, HEAD, sendForSignOff } from '../../support/sign-offs.ts';

const AT = '2017-08-24T09:00:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await appointHead(office, CONTACT_UNIT);
  await sendForSignOff(office, { unit: CONTACT_UNIT, at: AT });
});
afterEach(() => office.close());

type Answer = Pick<Extract<Effect, { kind: 'settle-sign-off' }>, 'revision' | 'outcome'>;

async function settle({ revision, outcome }: Answer): Promise<void> {
  const [owed] = await office.rows(`
    select o.id from obligation o join unit u on u.id = o.unit_id join period p on p.id = o.period_id
    where u.code = '${CONTACT_UNIT}' and p.code = '2017-W34'`);
  const obligation = obligationId(Number(owed?.['id']));
  const [phone] = await office.db
    .select({ chat: chat.id, channel: chat.channel, person: chat.personId })
    .from(chat)
    .where(eq(chat.externalId, HEAD));
  if (!phone) throw new Error('the head has no phone');
  const at = Temporal.Instant.from(AT);
  const effect = { kind: 'settle-sign-off', obligation, revision, outcome, reason: null } as const;
  await office.db.transaction((tx) => settleSignOffs(tx, [{ scene: { at, realNow: at, ...phone }, effect }]));
}

const outcomes = () => office.rows('select outcome from sign_off order by revision_id');

describe('the answer of a head', () => {
  it('is kept once: the first one stays, and a later one refuses its transaction', async () => {
    await settle({ revision: 1, outcome: 'approved' });
    await expect(settle({ revision: 1, outcome: 'returned' })).rejects.toThrow('settled or overtaken');
    expect(await outcomes()).toEqual([{ outcome: 'approved' }]);
  });

  it('is refused where a correction came before', async () => {
    await sendForSignOff(office, { unit: CONTACT_UNIT, at: AT, revision: 2 });
    await expect(settle({ revision: 1, outcome: 'approved' })).rejects.toThrow('settled or overtaken');
    await settle({ revision: 2, outcome: 'approved' });
    expect(await outcomes()).toEqual([{ outcome: 'approved' }]);
  });

  it('is kept once of two that come at the same moment', async () => {
    const ends = await Promise.allSettled([
      settle({ revision: 1, outcome: 'approved' }),
      settle({ revision: 1, outcome: 'returned' }),
    ]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await outcomes()).toHaveLength(1);
  });
});
