import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Temporal } from 'temporal-polyfill';
import type { PersonCode } from '../core/ids.ts';
import type { Database } from '../db/connect.ts';
import { demoMessages, demoPulse, newestOnPhones } from '../db/queries/demo-messages.ts';
import { clockFace } from './demo-clock.ts';
import { bubble, type BubbleParts } from './pages/demo-bubble.ts';

/** How often the database is asked for news while a page is open. Another process may have sent a message or moved the clock. */
const LOOK_EVERY_MILLISECONDS = 500;

/** A phone shows so many of its newest messages of either side. */
const NEWEST_SHOWN = 200;

export type DemoFeed = {
  /** A stream of server-sent events: `clock`, `newest`, and `bubbles` of the phones of these people. Ends with the request. */
  stream(c: Context, people: readonly PersonCode[]): Response;
  /** Looks for news now: something was just done. */
  look(): void;
};

export type DemoFeedParts = {
  readonly db: Database;
  readonly zone: string;
  readonly pathOf: BubbleParts['pathOf'];
  readonly pathOfPage: BubbleParts['pathOfPage'];
  /** Ends all streams. */
  readonly stopping?: AbortSignal;
  now(): Promise<Temporal.Instant>;
};

/** One look at the database serves all open pages, and none is made while no page is open. */
export function demoFeed(parts: DemoFeedParts): DemoFeed {
  const pages = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let seen = '';

  const look = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      const [pulse, now] = await Promise.all([demoPulse(parts.db), parts.now()]);
      const found = `${pulse} ${clockFace(now, parts.zone).words}`;
      if (found !== seen) for (const wake of pages) wake();
      seen = found;
    } catch {
      // The database is away: what has changed by the time it is back is found then.
      seen = '';
    }
    clearTimeout(timer);
    if (pages.size > 0) timer = setTimeout(() => void look(), LOOK_EVERY_MILLISECONDS).unref();
  };

  return {
    look: () => void look(),
    stream: (c, people) =>
      streamSSE(c, async (stream) => {
        let wake = nothing;
        const woken = (): void => wake();
        const end = (): void => stream.abort();
        pages.add(woken);
        stream.onAbort(woken);
        parts.stopping?.addEventListener('abort', end);
        void look();
        const page = pageState(people);
        while (!stream.aborted && parts.stopping?.aborted !== true) {
          // Made before the look, so that news which come during it are not missed.
          const news = new Promise<void>((resolve) => (wake = resolve));
          await tell(parts, stream, page).catch(() => {
            seen = '';
          });
          await news;
        }
        pages.delete(woken);
        parts.stopping?.removeEventListener('abort', end);
      }),
  };
}

function nothing(): void {}

/** What a page was told so far. */
type PageState = {
  /** Of each phone its bubbles and their editions. */
  readonly phones: ReadonlyMap<PersonCode, Map<string, number>>;
  begun: boolean;
  clock: string;
  newest: string;
};

function pageState(people: readonly PersonCode[]): PageState {
  const phones = new Map(people.map((person) => [person, new Map<string, number>()]));
  return { phones, begun: false, clock: '', newest: '' };
}

async function tell(parts: DemoFeedParts, stream: SSEStreamingApi, page: PageState): Promise<void> {
  const clock = JSON.stringify(clockFace(await parts.now(), parts.zone));
  if (clock !== page.clock) await stream.writeSSE({ event: 'clock', data: clock });
  page.clock = clock;
  for (const [person, shown] of page.phones) {
    const bubbles = await newBubbles(parts, person, shown);
    if (page.begun && bubbles.length === 0) continue;
    const data = JSON.stringify({ person, first: !page.begun, bubbles });
    await stream.writeSSE({ event: 'bubbles', data });
    for (const { id, edition } of bubbles) shown.set(id, edition);
  }
  page.begun = true;
  const newest = JSON.stringify(await newestOnPhones(parts.db));
  if (newest !== page.newest) await stream.writeSSE({ event: 'newest', data: newest });
  page.newest = newest;
}

/**
 * Those that are new or were rewritten. Each names the bubble that it stands after, so that one which comes late finds its place.
 */
async function newBubbles(parts: DemoFeedParts, person: PersonCode, shown: ReadonlyMap<string, number>) {
  const messages = await demoMessages(parts.db, person, NEWEST_SHOWN);
  const bubbles = messages.map(async (message, index) => {
    const { id, from, edition } = message;
    if (shown.get(id) === edition) return [];
    const before = messages[index - 1];
    const html = String(await bubble(message, before, parts));
    return [{ id, edition, after: before?.id ?? null, from, html }];
  });
  return (await Promise.all(bubbles)).flat();
}
