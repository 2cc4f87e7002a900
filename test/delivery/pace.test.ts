import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, type Rate } from '../../src/delivery/pace.ts';

type Wish = { readonly at: number; readonly chat: number; readonly unasked: boolean };
type Begun = Wish & { readonly begun: number; readonly arrived: number };

/** Sends as soon as the pace allows, answers first, on a clock that jumps from one possible moment to the next. */
function sendAll(rate: Rate, wishes: readonly Wish[], latency: (index: number) => number): readonly Begun[] {
  const pace = createPace<number>(rate);
  const waiting = [...wishes];
  const underWay: { chat: number; ends: number }[] = [];
  const begun: Begun[] = [];
  let now = 0;
  while (waiting.length > 0 || underWay.length > 0) {
    for (const one of underWay.filter(({ ends }) => ends <= now)) {
      pace.end(one.chat, now);
      underWay.splice(underWay.indexOf(one), 1);
    }
    const room = pace.room(now);
    const resting = new Set([...pace.resting(now), ...underWay.map(({ chat }) => chat)]);
    let left = room;
    for (const unasked of [false, true]) {
      for (const wish of waiting.filter((one) => one.unasked === unasked && one.at <= now)) {
        if ((unasked ? Math.min(left.all, left.unasked) : left.all) === 0 || resting.has(wish.chat)) continue;
        left = { all: left.all - 1, unasked: left.unasked - (unasked ? 1 : 0) };
        resting.add(wish.chat);
        waiting.splice(waiting.indexOf(wish), 1);
        pace.begin(wish.chat, unasked, now);
        const takes = latency(begun.length);
        underWay.push({ chat: wish.chat, ends: now + takes });
        begun.push({ ...wish, begun: now, arrived: now + takes / 2 });
      }
    }
    const moments = [
      pace.nextChange(now),
      ...underWay.map(({ ends }) => ends),
      ...waiting.map(({ at }) => at),
    ];
    now = Math.min(...moments.filter((moment) => moment !== undefined).filter((moment) => moment > now));
    if (now === Infinity) break;
  }
  return begun;
}

/** The shortest time within which one more than `count` moments lie. */
function tightest(moments: readonly number[], count: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  return Math.min(Infinity, ...sorted.slice(count).map((later, index) => later - (sorted[index] ?? 0)));
}

const wish = fc.record({ at: fc.nat(3_000), chat: fc.nat(15), unasked: fc.boolean() });
const rates = fc.record({
  perSecond: fc.constantFrom(0.5, 1, 2.5, 7, 30),
  perChatPerSecond: fc.constantFrom(0.5, 1, 3),
});

describe('a pace', () => {
  it('never lets more arrive in a second than the account may send, nor than a chat may get, and sends everything', () => {
    fc.assert(
      fc.property(
        rates,
        fc.array(wish, { maxLength: 80 }),
        fc.nat(280),
        fc.nat(60),
        (rate, wishes, slowest, late) => {
          // A process that starts beside others may hear its first answers late, all of them.
          const begun = sendAll(rate, wishes, (index) =>
            index < late ? slowest + 1 : (slowest * ((index * 7) % 11)) / 10 + 1,
          );
          expect(begun).toHaveLength(wishes.length);
          const whole = Math.max(1, Math.floor(rate.perSecond));
          const second = Math.max(1_000, (whole / rate.perSecond) * 1_000);
          expect(
            tightest(
              begun.map((one) => one.arrived),
              whole,
            ),
          ).toBeGreaterThanOrEqual(second - 0.001);
          for (const chat of new Set(begun.map((one) => one.chat))) {
            const moments = begun.filter((one) => one.chat === chat).map((one) => one.arrived);
            expect(tightest(moments, 1)).toBeGreaterThanOrEqual(1_000 / rate.perChatPerSecond);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([20, 250])('loses nothing of the rate to a platform that answers evenly after %i ms', (latency) => {
    const wishes = Array.from({ length: 1_000 }, (_, chat) => ({ at: 0, chat, unasked: true }));
    const begun = sendAll({ perSecond: 30, perChatPerSecond: 1 }, wishes, () => latency);
    const onceKnown = begun.slice(90);
    const seconds = ((onceKnown.at(-1)?.begun ?? 0) - (onceKnown[0]?.begun ?? 0)) / 1_000;
    expect((onceKnown.length - 1) / seconds).toBeGreaterThan(30 * 0.99);
  });

  it('finds a place for an answer within two steps while unasked messages flow', () => {
    const flood = Array.from({ length: 300 }, (_, chat) => ({ at: 0, chat, unasked: true }));
    const answers = Array.from({ length: 40 }, (_, index) => ({
      at: 2_000 + index * 151,
      chat: 1_000 + index,
      unasked: false,
    }));
    const begun = sendAll({ perSecond: 30, perChatPerSecond: 1 }, [...flood, ...answers], () => 20);
    const waits = begun.filter(({ unasked }) => !unasked).map((one) => one.begun - one.at);
    expect(waits).toHaveLength(40);
    expect(Math.max(...waits)).toBeLessThan(67);
  });

  it('lets answers use all places at once when nothing else was sent', () => {
    const answers = Array.from({ length: 30 }, (_, chat) => ({ at: 500, chat, unasked: false }));
    const begun = sendAll({ perSecond: 30, perChatPerSecond: 1 }, answers, () => 20);
    expect(new Set(begun.map((one) => one.begun))).toEqual(new Set([500]));
  });

  it('waits with one chat when the platform asks for patience with it, and with all when it asks for several', () => {
    const pace = createPace<string>({ perSecond: 30, perChatPerSecond: 1 });
    pace.hold('ann', 5_000, 0);
    expect(pace.room(1).all).toBe(30);
    pace.hold('ann', 6_000, 10);
    expect(pace.room(11).all).toBe(30);
    pace.hold('bob', 4_000, 20);
    expect(pace.room(21)).toEqual({ all: 0, unasked: 0 });
    expect(pace.nextChange(21)).toBe(4_000);
    expect(pace.room(4_000).all).toBe(30);
  });

  it('lets one message try, when its time has come, whether the platform accepts the account again', () => {
    const pace = createPace<string>({ perSecond: 30, perChatPerSecond: 1 });
    pace.refuse(30_000);
    expect(pace.room(29_999)).toEqual({ all: 0, unasked: 0 });
    expect(pace.nextChange(100)).toBe(30_000);
    expect(pace.room(30_000)).toEqual({ all: 1, unasked: 1 });
    pace.begin('ann', false, 30_000);
    expect(pace.room(30_010).all).toBe(0);
    pace.end('ann', 30_020);
    pace.refuse(60_020);
    expect(pace.room(60_019).all).toBe(0);
    pace.begin('bob', false, 60_020);
    pace.end('bob', 60_030);
    pace.accept();
    expect(pace.room(62_000).all).toBe(30);
  });
});
