/** What a platform does with a message: takes it, or asks for patience of so many seconds (429). */
export type Verdict = { readonly taken: true } | { readonly taken: false; readonly retryAfter: number };

/** Judges each message that arrives for a chat at that moment, in milliseconds of one clock. */
export type Limits = { judge(chat: number, now: number): Verdict };

/** Takes everything. */
export const unlimited: Limits = { judge: () => ({ taken: true }) };

const SECOND = 1_000;
const PATIENCE: Verdict = { taken: false, retryAfter: 1 };

/** The Bot API's own limits, in windows of a second that begin with any message: stricter than Telegram, which allows short bursts. */
export function botApiLimits(perSecond: number): Limits {
  let recent: number[] = [];
  const lastOf = new Map<number, number>();
  return {
    judge(chat, now) {
      recent = recent.filter((moment) => now - moment < SECOND);
      if (recent.length >= perSecond || now - (lastOf.get(chat) ?? -Infinity) < SECOND) return PATIENCE;
      recent.push(now);
      lastOf.set(chat, now);
      return { taken: true };
    },
  };
}
