/** What a platform allows an account to send. Fractions are allowed: 0.5 is one message in two seconds. */
export type Rate = { readonly perSecond: number; readonly perChatPerSecond: number };

/** Keeps an account within its rate. All moments are milliseconds of one monotonic clock. */
export type Pace<Chat> = {
  /** Messages that may be begun at that moment, also a coming one, and how many of them may be unasked ones. */
  room(now: number): { readonly all: number; readonly unasked: number };
  /** Chats that may not be written to yet. */
  resting(now: number): readonly Chat[];
  /** The first moment after this one at which something is allowed that was not; undefined: nothing is forbidden. */
  nextChange(now: number): number | undefined;
  begin(chat: Chat, unasked: boolean, now: number): void;
  end(chat: Chat, now: number): void;
  /** The platform asked for patience with this chat. If it asks with several chats at once, it means the account. */
  hold(chat: Chat, until: number, now: number): void;
  /** The platform refuses the account as a whole: nothing may be begun before, and then one message at a time, to see. */
  refuse(until: number): void;
  isRefused(): boolean;
  /** It does not refuse the account. */
  accept(): void;
  /** Nothing may be begun before: another process used the account. */
  pause(until: number): void;
  /** The moment from which on nothing that was done counts any more. */
  quietFrom(now: number): number;
};

/** A channel without limits. */
export function unlimitedPace<Chat>(): Pace<Chat> {
  return {
    room: () => ({ all: Infinity, unasked: Infinity }),
    resting: () => [],
    nextChange: () => undefined,
    begin: () => {},
    end: () => {},
    hold: () => {},
    refuse: () => {},
    isRefused: () => false,
    accept: () => {},
    pause: () => {},
    quietFrom: (now) => now,
  };
}

const SECOND = 1_000;
/**
 * A message reaches the platform somewhere between its beginning and its answer. What the fastest of the latest answers took is
 * the way there and back; only what an answer took beyond that makes the moment uncertain, and for so long its place is kept
 * longer, so that the platform's own window never sees one too many. A distant platform costs nothing of the rate, and an answer
 * that takes very long costs one place no more than this. The first answers may all have been late together, so that many
 * must be there before a way is known.
 */
const LONGEST_UNCERTAIN = 300;
const LATEST_ANSWERS = 300;
const WAY_KNOWN_AFTER = 60;
/** The way there and the way back are never at their fastest in the same answer. */
const WAY_UNCERTAIN = 8;

/** What a busy moment could not send of the unasked messages is caught up, but no more than this: it would crowd out answers. */
const CATCH_UP = 50;

/**
 * At most `perSecond` messages in any second. Unasked ones are spread evenly, so that an answer finds a place within one step
 * (33 ms at 30 a second) while thousands of them go out; answers may use all places at once.
 */
export function createPace<Chat>(rate: Rate): Pace<Chat> {
  const places = Math.max(1, Math.floor(rate.perSecond));
  const window = Math.max(SECOND, (places / rate.perSecond) * SECOND);
  const step = window / places;
  const catchUp = Math.max(step, CATCH_UP);
  const chatRest = SECOND / rate.perChatPerSecond;

  /** When each place that was taken becomes free again, in the order in which they were taken. */
  const taken: { readonly chat: Chat; readonly begun: number; free: number }[] = [];
  /** Until when each chat rests, the first to end first. */
  const rests = new Map<Chat, number>();
  const holds = new Map<Chat, number>();
  /** How long the latest answers took. */
  const answered: number[] = [];
  let answers = 0;
  let nextUnasked = 0;
  let pausedUntil = 0;
  /** While the account is refused. */
  let refusedUntil: number | undefined;
  let underWay = 0;

  function uncertain(latency: number): number {
    answered.push(latency);
    answers += 1;
    if (answered.length > LATEST_ANSWERS) answered.shift();
    const fastest = answered.reduce((least, one) => Math.min(least, one), Infinity);
    const way = answers > WAY_KNOWN_AFTER ? Math.max(0, fastest - WAY_UNCERTAIN) : 0;
    return Math.min(LONGEST_UNCERTAIN, latency - way);
  }

  function forget(now: number): void {
    while (taken[0] !== undefined && taken[0].free <= now) taken.shift();
    for (const [chat, until] of rests) {
      if (until > now) break;
      rests.delete(chat);
    }
    for (const [chat, until] of holds) if (until <= now) holds.delete(chat);
  }

  function countTaken(now: number): number {
    let count = 0;
    for (const { free } of taken) if (free > now) count += 1;
    return count;
  }

  function room(now: number) {
    if (refusedUntil !== undefined) {
      const toSee = now >= refusedUntil && underWay === 0 ? 1 : 0;
      return { all: toSee, unasked: toSee };
    }
    const all = now < pausedUntil ? 0 : Math.max(0, places - countTaken(now));
    const steps = Math.floor((now - Math.max(nextUnasked, now - catchUp)) / step) + 1;
    return { all, unasked: now < nextUnasked ? 0 : Math.min(all, steps) };
  }

  return {
    room,
    resting: (now) => [...rests].flatMap(([chat, until]) => (until > now ? [chat] : [])),
    nextChange(now) {
      const moments = [...rests.values(), nextUnasked, pausedUntil, refusedUntil ?? 0];
      if (countTaken(now) >= places) moments.push(...taken.map(({ free }) => free));
      const later = moments.filter((moment) => moment > now);
      return later.length === 0 ? undefined : Math.min(...later);
    },
    begin(chat, unasked, now) {
      forget(now);
      underWay += 1;
      taken.push({ chat, begun: now, free: now + window + LONGEST_UNCERTAIN });
      if (unasked) nextUnasked = Math.max(nextUnasked, now - catchUp) + step;
    },
    end(chat, now) {
      underWay -= 1;
      const place = taken.findLast((one) => one.chat === chat);
      if (place) place.free = place.begun + window + uncertain(now - place.begun);
      // Set anew, it is the last in the order.
      rests.delete(chat);
      rests.set(chat, now + chatRest);
    },
    hold(chat, until, now) {
      forget(now);
      const others = [...holds].filter(([held]) => held !== chat).map(([, moment]) => moment);
      holds.set(chat, until);
      if (others.length > 0) pausedUntil = Math.max(pausedUntil, until);
    },
    refuse(until) {
      refusedUntil = until;
    },
    isRefused: () => refusedUntil !== undefined,
    accept() {
      refusedUntil = undefined;
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until);
    },
    quietFrom: (now) => Math.max(now, pausedUntil, ...rests.values(), ...taken.map(({ free }) => free)),
  };
}
