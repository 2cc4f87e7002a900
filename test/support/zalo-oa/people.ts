import { z } from 'zod';
import type { JsonObject } from '../platform-http.ts';
import { DAY_MS, HOUR_MS, type FakeClock } from './clock.ts';

/** What a message costs: nothing within 48 hours of the last interaction, then the package's quota, then money. */
export type Cost = 'free' | 'package' | 'paid' | 'template';

/** A message that the platform took for someone. */
export type OaMessage = {
  readonly id: string;
  readonly userId: string;
  readonly kind: 'text' | 'image' | 'file' | 'ask info' | 'template';
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly type: string; readonly payload: string }[];
  /** Of an image its address or what was uploaded; of a file what was uploaded. */
  readonly asset?: string;
  readonly template?: { readonly id: string; readonly data: Readonly<Record<string, string>> };
  readonly cost: Cost;
  readonly atMs: number;
};

/** Somebody as this account knows them. */
export type OaPerson = {
  readonly name: string;
  readonly lastInteractionMs: number | undefined;
  readonly isFollower: boolean;
  /** Has unfollowed and not written since. */
  readonly hasLeft: boolean;
  /** Every send to them ends with it. */
  readonly refusal?: number | undefined;
};

export type People = {
  get(userId: string): OaPerson | undefined;
  set(userId: string, change: Partial<OaPerson>): void;
  followers(): readonly string[];
  /** An event takes place: writing, following, opening the chat or answering a form is an interaction; reading is none. */
  note(event: JsonObject): void;
  /** -213, -230 or the refusal told by hand; otherwise what a message to them costs by the clock. */
  window(userId: string): { readonly refusal: number } | { readonly isFree: boolean };
};

const FREE_MS = 48 * HOUR_MS;
const OPEN_MS = 7 * DAY_MS;

export function createPeople(clock: FakeClock): People {
  const people = new Map<string, OaPerson>();
  const unknown: OaPerson = { name: 'Bình', lastInteractionMs: undefined, isFollower: false, hasLeft: false };
  const set: People['set'] = (userId, change) => {
    people.set(userId, { ...(people.get(userId) ?? unknown), ...change });
  };
  return {
    get: (userId) => people.get(userId),
    set,
    followers: () => [...people].filter(([, { isFollower }]) => isFollower).map(([userId]) => userId),
    note(raw) {
      const { event_name: name, ...who } = eventSchema.parse(raw);
      const userId = who.follower?.id ?? who.user_id ?? who.sender?.id ?? '';
      if (name === 'unfollow') set(userId, { isFollower: false, hasLeft: true });
      else if (name === 'follow')
        set(userId, { isFollower: true, hasLeft: false, lastInteractionMs: clock.now() });
      else if (/^user_(?:send_|submit_info|click_chatnow)/.test(name))
        set(userId, { hasLeft: false, lastInteractionMs: clock.now() });
    },
    window(userId) {
      const { refusal, hasLeft, lastInteractionMs } = people.get(userId) ?? unknown;
      if (refusal !== undefined) return { refusal };
      if (hasLeft) return { refusal: -213 };
      const sinceMs = clock.now() - (lastInteractionMs ?? -Infinity);
      return sinceMs > OPEN_MS ? { refusal: -230 } : { isFree: sinceMs <= FREE_MS };
    },
  };
}

const someone = z.object({ id: z.string() }).optional();
const eventSchema = z.object({
  event_name: z.string(),
  sender: someone,
  follower: someone,
  user_id: z.string().optional(),
});
