import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../src/core/messages.ts';
import { createFloodGate, type FloodGate } from '../../src/inbox/flood.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { says } from '../support/office.ts';
import { waitFor } from '../support/wait-for.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.db.execute(sql`truncate deferred_message`));

/** A gate before an inbox that takes a chat's messages when the test says so. */
function startGate() {
  const taken: InboundMessage[] = [];
  const inbox = { isOpen: true, isUp: true, refusals: 0 };
  const gate: FloodGate = createFloodGate({
    db: database.db,
    channel: 'demo',
    log: notedLog().log,
    async receive(messages) {
      if (!inbox.isUp) {
        inbox.refusals += 1;
        throw new Error('no database');
      }
      for (const message of messages) {
        // oxlint-disable-next-line no-await-in-loop
        if (message.chat.externalId === 'flood') await waitFor(() => inbox.isOpen);
        taken.push(message);
      }
    },
  });
  gate.start();
  const keysOf = (chat: string) =>
    taken.filter((message) => message.chat.externalId === chat).map(({ key }) => key);
  return { gate, inbox, taken, keysOf };
}

const flood = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => says('flood', 'xin chào', `f${from + index}`));
const keys = (from: number, to: number) => flood(from, to).map(({ key }) => key);
const countKept = async () => (await database.db.execute(sql`select from deferred_message`)).length;

describe('a poll that brings a hundred messages of one chat', () => {
  it('is over when those of others have taken effect; the rest takes effect later, in its order', async () => {
    const { gate, inbox, taken, keysOf } = startGate();
    inbox.isOpen = false;
    await gate.receive([...flood(1, 99), says('other', 'hg 5/6', 'o1')]);
    expect(keysOf('other')).toEqual(['o1']);
    expect(keysOf('flood')).toEqual([]);
    inbox.isOpen = true;
    await waitFor(() => taken.length === 100);
    expect(keysOf('flood')).toEqual(keys(1, 99));
    expect(taken.find(({ key }) => key === 'f7')).toEqual(flood(7, 7)[0]);
    await waitFor(async () => (await countKept()) === 0);
    await gate.stop();
  });

  it('keeps what the chat sends meanwhile behind it, also a single message', async () => {
    const { gate, inbox, taken, keysOf } = startGate();
    inbox.isOpen = false;
    await gate.receive(flood(1, 30));
    await gate.receive(flood(31, 31));
    inbox.isOpen = true;
    await waitFor(() => taken.length === 31);
    expect(keysOf('flood')).toEqual(keys(1, 31));
    await gate.stop();
  });

  it('loses nothing when the process ends: the next one goes on in order, before what comes new', async () => {
    const first = startGate();
    first.inbox.isUp = false;
    await first.gate.receive(flood(1, 30));
    await first.gate.stop();
    const next = startGate();
    await next.gate.receive(flood(31, 31));
    await waitFor(() => next.taken.length === 31);
    expect(next.keysOf('flood')).toEqual(keys(1, 31));
    await next.gate.stop();
  });

  it('is tried again while the database is away', async () => {
    const { gate, inbox, taken, keysOf } = startGate();
    inbox.isUp = false;
    await gate.receive(flood(1, 30));
    await waitFor(() => inbox.refusals > 0);
    inbox.isUp = true;
    await waitFor(() => taken.length === 30);
    expect(keysOf('flood')).toEqual(keys(1, 30));
    await gate.stop();
  });
});

describe('a few messages of one chat', () => {
  it('take effect before the poll is over', async () => {
    const { gate, keysOf } = startGate();
    await gate.receive(flood(1, 5));
    expect(keysOf('flood')).toEqual(keys(1, 5));
    expect(await countKept()).toBe(0);
    await gate.stop();
  });

  it('are to come again when they could not be stored', async () => {
    const { gate, inbox } = startGate();
    inbox.isUp = false;
    await expect(gate.receive(flood(1, 1))).rejects.toThrow('no database');
    await gate.stop();
  });
});
