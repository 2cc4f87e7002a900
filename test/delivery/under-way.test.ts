import { expect, it } from 'vitest';
import type { ClaimedDelivery } from '../../src/db/queries/deliveries.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { createUnderWay } from '../../src/delivery/under-way.ts';

function row(id: number, urgency: 0 | 1, chatId = id): ClaimedDelivery {
  return JSON.parse(
    JSON.stringify({ id, urgency, chatId, message: {}, dedupKey: `${id}`, externalId: `${chatId}` }),
  );
}

/** A process that may send two messages a second, on a clock that the test sets. */
function startUnderWay() {
  const clock = { ms: 10_000, isSending: true };
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const ours = createUnderWay({
    pace: createPace({ perSecond: 2, perChatPerSecond: 1 }),
    concurrency: 10,
    isSending: () => clock.isSending,
    clock: () => clock.ms,
    make: async ({ message }) => ({ message }),
    send({ id }) {
      begun.push(id);
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.push(resolve);
      return promise;
    },
    onEnd: () => {},
  });
  return { ours, clock, begun, ends };
}

it('what claims and the inbox bring at the same time shares the places of the account, answers first', () => {
  const { ours, clock, begun } = startUnderWay();
  expect(ours.places(clock.ms)).toBe(2);
  // A claim that was made for these places comes back after an answer has had one of them.
  expect(ours.begin([row(1, 1)])).toBe(0);
  expect(ours.begin([row(2, 0), row(3, 1)])).toBe(1);
  expect(begun).toEqual([1, 3]);
  expect(ours.places(clock.ms)).toBe(0);
  clock.ms += 1_400;
  expect(ours.begin()).toBe(0);
  expect(begun).toEqual([1, 3, 2]);
});

it('one message at a time is on its way to a chat', async () => {
  const { ours, clock, begun, ends } = startUnderWay();
  ours.begin([row(1, 1, 7)]);
  clock.ms += 2_000;
  expect(ours.begin([row(2, 1, 7)])).toBe(1);
  ends[0]?.();
  await new Promise(setImmediate);
  expect(ours.begin()).toBe(0);
  expect(begun).toEqual([1, 2]);
});

it('what waits is begun by nobody once another process sends', () => {
  const { ours, clock, begun } = startUnderWay();
  ours.begin([row(1, 1), row(2, 1), row(3, 1)]);
  clock.isSending = false;
  clock.ms += 5_000;
  expect(ours.begin()).toBe(1);
  expect(ours.dropWaiting().map(({ id }) => id)).toEqual([3]);
  expect(begun).toEqual([1, 2]);
});
