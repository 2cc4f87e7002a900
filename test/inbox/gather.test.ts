import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BacklogFull } from '../../src/core/errors.ts';
import type { InboundMessage } from '../../src/core/messages.ts';
import { createGatherer, type GatherParts, type Outcome } from '../../src/inbox/gather.ts';
import { says } from '../support/office.ts';
import { waitFor } from '../support/wait-for.ts';

const stored: Outcome = { kind: 'stored' };
const ROOM = { most: 64, roundsAtOnce: 1, patienceMs: 0, backlog: { all: 1_000, ofChat: 100 } };

/** A gatherer whose rounds end when the test says so. */
function startGatherer(options: Partial<Omit<GatherParts, 'take'>> = {}) {
  const rounds: { messages: readonly InboundMessage[]; end(outcomes?: readonly Outcome[]): Promise<void> }[] =
    [];
  const gatherer = createGatherer({
    ...ROOM,
    ...options,
    take(messages) {
      const { promise, resolve } = Promise.withResolvers<readonly Outcome[]>();
      rounds.push({
        messages,
        async end(outcomes = messages.map(() => stored)) {
          resolve(outcomes);
          // Lets the gatherer settle its callers and begin the next round.
          await new Promise(setImmediate);
        },
      });
      return promise;
    },
  });
  const keysOf = (round: number) => rounds[round]?.messages.map(({ key }) => key) ?? [];
  return { ...gatherer, rounds, keysOf };
}

const fromChat = (chat: string, key: string) => says(chat, '', key);

describe('messages that arrive while a round is under way', () => {
  it('share the next one, at most one of each chat', async () => {
    const { receive, rounds, keysOf } = startGatherer();
    const all = ['a1', 'b1', 'b2', 'c1', 'a2'].map((key) => receive([fromChat(key.slice(0, 1), key)]));
    expect(keysOf(0)).toEqual(['a1']);
    await rounds[0]?.end();
    expect(keysOf(1)).toEqual(['b1', 'c1', 'a2']);
    await rounds[1]?.end();
    expect(keysOf(2)).toEqual(['b2']);
    await rounds[2]?.end();
    await Promise.all(all);
    expect(rounds).toHaveLength(3);
  });

  it('go into a second round when the first takes long, but never with a chat that is in the first', async () => {
    const { receive, rounds, keysOf } = startGatherer({ roundsAtOnce: 2, patienceMs: 20 });
    void receive([fromChat('a', 'a1')]);
    void receive([fromChat('a', 'a2')]);
    void receive([fromChat('b', 'b1')]);
    void receive([fromChat('c', 'c1')]);
    expect(rounds).toHaveLength(1);
    await waitFor(() => rounds.length === 2);
    expect(keysOf(1)).toEqual(['b1', 'c1']);
    void receive([fromChat('d', 'd1')]);
    await rounds[1]?.end();
    await waitFor(() => rounds.length === 3);
    expect(keysOf(2)).toEqual(['d1']);
  });

  it('of a chat that floods delay another chat by one round only', async () => {
    const { receive, rounds, keysOf } = startGatherer({ most: 2 });
    const flood = Array.from({ length: 20 }, (_, index) => fromChat('flood', `f${index}`));
    void receive(flood);
    for (const chat of ['a', 'b', 'c']) void receive([fromChat(chat, `${chat}1`)]);
    await rounds[0]?.end();
    await rounds[1]?.end();
    expect([keysOf(0), keysOf(1), keysOf(2)]).toEqual([['f0'], ['f1', 'a1'], ['b1', 'c1']]);
  });

  it('beyond the backlog are refused and leave the waiting ones alone', async () => {
    const { receive, rounds } = startGatherer({ backlog: { all: 3, ofChat: 2 } });
    const taken = ['a1', 'a2', 'a3'].map((key) => receive([fromChat('a', key)]));
    await expect(receive([fromChat('a', 'a4')])).rejects.toThrow(BacklogFull);
    taken.push(receive([fromChat('b', 'b1')]));
    await expect(receive([fromChat('c', 'c1')])).rejects.toThrow(BacklogFull);
    for (let round = 0; round < 3; round += 1) await rounds[round]?.end();
    await expect(Promise.all(taken)).resolves.toHaveLength(4);
  });
});

describe('a caller', () => {
  it('hears of its own message’s failure, and what waits fails too, so that nothing overtakes it', async () => {
    const { receive, rounds } = startGatherer();
    const first = receive([fromChat('x', 'x1')]);
    const good = receive([fromChat('a', 'a1')]);
    const bad = receive([fromChat('b', 'b1')]);
    const behind = receive([fromChat('b', 'b2')]);
    const settled = Promise.allSettled([first, good, bad, behind]);
    await rounds[0]?.end();
    await rounds[1]?.end([stored, { kind: 'failed', error: new Error('the database is away') }]);
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(rounds).toHaveLength(2);
    void receive([fromChat('b', 'b1')]);
    expect(rounds).toHaveLength(3);
  });
});

describe('any arrivals', () => {
  it('are taken once each, in the order of their chat, by rounds of different chats', async () => {
    const arrival = record({
      chats: array(constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 6 }),
      pause: boolean(),
    });
    await assert(
      asyncProperty(
        array(arrival, { maxLength: 30 }),
        integer({ min: 1, max: 4 }),
        integer({ min: 1, max: 3 }),
        async (arrivals, most, roundsAtOnce) => {
          const sent: string[] = [];
          const took: string[] = [];
          const inHand = new Set<string>();
          const { receive } = createGatherer({
            ...ROOM,
            most,
            roundsAtOnce,
            async take(round) {
              expect(round.length).toBeLessThanOrEqual(most);
              for (const { chat, key } of round) {
                expect(inHand.has(chat.externalId)).toBe(false);
                inHand.add(chat.externalId);
                took.push(key);
              }
              await new Promise(setImmediate);
              for (const { chat } of round) inHand.delete(chat.externalId);
              return round.map(() => stored);
            },
          });
          const calls: Promise<void>[] = [];
          for (const { chats, pause } of arrivals) {
            const messages = chats.map((chat) => fromChat(chat, `${chat} ${sent.push(chat)}`));
            calls.push(receive(messages));
            if (pause) await new Promise(setImmediate);
          }
          await Promise.all(calls);
          expect(took).toHaveLength(sent.length);
          for (const chat of ['a', 'b', 'c', 'd', 'e']) {
            const places = took.filter((key) => key.startsWith(chat)).map((key) => Number(key.slice(2)));
            const expected = sent.flatMap((from, index) => (from === chat ? [index + 1] : []));
            expect(places).toEqual(expected);
          }
        },
      ),
    );
  });
});
