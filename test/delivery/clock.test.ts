import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatId } from '../../src/core/ids.ts';
import { claimDeliveries } from '../../src/db/queries/deliveries.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { retryAt, scriptedChannel, sent, type ScriptedChannel } from '../support/scripted-channel.ts';
import { waitFor } from '../support/wait-for.ts';

const DAY = { hours: 24 };

let test: TestDatabase;
let deliverer: Deliverer | undefined;
let phone: ScriptedChannel;
let ann: ChatId;
/** What the machine's clock shows beside the real time. */
let shift: Temporal.Duration;
const now = () => Temporal.Now.instant().add(shift);

beforeEach(async () => {
  test = await createTestDatabase();
  shift = new Temporal.Duration();
  phone = scriptedChannel('telegram');
  const [chat] = await makeChats(test.db, 'telegram', ['ann']);
  if (chat === undefined) throw new Error('no chat');
  ann = chat;
});
afterEach(async () => {
  await deliverer?.stop();
  deliverer = undefined;
  await test.close();
});

async function start(): Promise<void> {
  deliverer = createDeliverer({
    db: test.db,
    listen: test.listen,
    channels: [phone],
    rates: { telegram: { perSecond: 30, perChatPerSecond: 20 } },
    log: notedLog().log,
    now,
  });
  await deliverer.start();
}

const says = (text: string) => queue(test.db, [{ chatId: ann, text }]);
const arrived = () => phone.arrived.map(({ text }) => text);

describe('a machine whose clock is set', () => {
  it.each([
    ['a day back', new Temporal.Duration().subtract(DAY)],
    ['a day ahead', Temporal.Duration.from(DAY)],
  ])('%s sends what comes then, in its order, and what waited to be tried again', async (_, jump) => {
    phone.answer(
      'a',
      () => retryAt(now().add({ milliseconds: 1_500 })),
      () => {
        return sent();
      },
    );
    await start();
    await says('a');
    await waitFor(async () => (await outbox(test.db))[0] === 'a waiting' && phone.attempts.length === 1);
    shift = jump;
    await says('b');
    await waitFor(() => arrived().length === 2);
    await says('c');
    await waitFor(() => arrived().length === 3);
    expect(arrived()).toEqual(['a', 'b', 'c']);
  });

  it('back while the service was down sends what it finds, also what a dead process had taken', async () => {
    await says('taken');
    await says('put off');
    await test.db.execute(sql`
      update delivery set not_before = not_before + interval '1 day',
        state = case when message -> 'text' ->> 0 = 'taken' then 'sending' else 'waiting' end,
        leased_until = case when message -> 'text' ->> 0 = 'taken' then now() + interval '1 day' end`);
    await start();
    await waitFor(() => arrived().length === 2);
    expect(arrived()).toEqual(['taken', 'put off']);
  });
});

it('a wait that the platform asks for is kept while nobody sets the clock', async () => {
  await queue(test.db, [{ chatId: ann, text: 'a' }]);
  const claimIn = async (minutes: number) => {
    const claim = {
      channel: 'telegram',
      room: { all: 1, unasked: 1 },
      resting: [],
      leaseSeconds: 4,
    } as const;
    const at = now().subtract({ minutes });
    return (await claimDeliveries(test.db, { ...claim, now: at })).deliveries.length;
  };
  // Seen from so long before the moment at which it is due.
  expect([await claimIn(59), await claimIn(1), await claimIn(-1)]).toEqual([0, 0, 1]);
});
