import { expect, it } from 'vitest';
import { createDeliverer } from '../../src/delivery/deliver.ts';
import { createTestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { retryIn, scriptedChannel } from '../support/scripted-channel.ts';
import { waitFor } from '../support/wait-for.ts';

const refused = () => ({ ...retryIn(300), refuses: 'account' as const });

it('an account that is refused is tried with one message each time until it is accepted, then all go out', async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.adopt(await createTestDatabase(), (one) => one.close());
  const { db, listen } = database;
  const phone = scriptedChannel('telegram');
  const names = [...Array(10).keys()].map((index) => `m${index}`);
  const chats = await makeChats(db, 'telegram', names);
  for (const name of names) phone.answer(name, refused);
  phone.answer('m0', refused, refused);
  await queue(
    db,
    chats.map((chatId, index) => ({ chatId, text: `m${index}` })),
  );
  const deliverer = createDeliverer({
    db,
    listen,
    channels: [phone],
    rates: { telegram: { perSecond: 30, perChatPerSecond: 10 } },
    log: notedLog().log,
  });
  stack.adopt(deliverer, (one) => one.stop());
  await deliverer.start();
  await waitFor(async () => (await outbox(db)).every((line) => line.endsWith(' sent')));
  expect(phone.attempts).toHaveLength(10 + 2 + 10);
  expect(phone.arrived.map(({ text }) => text).toSorted()).toEqual(names);
});
