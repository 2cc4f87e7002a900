import { Temporal } from 'temporal-polyfill';
import { windowOf } from '../core/zalo-oa/window.ts';
import type { Transaction } from '../db/connect.ts';
import { takeUnreachable } from '../db/queries/blocked-chats.ts';
import { notify, type Calendar } from '../effects/notify.ts';

/** Tells the coordinators of people whom no message reaches any more, each once until they are heard from. */
export async function tellUnreachable(
  tx: Transaction,
  now: Temporal.Instant,
  calendar: Calendar,
): Promise<void> {
  const today = now.toZonedDateTimeISO(calendar.zone).toPlainDate();
  const people = await takeUnreachable(tx, now, today);
  // Platforms know nothing of the demo clock.
  const realNow = Temporal.Now.instant();
  await notify(
    tx,
    people.map(({ person, name, places, chat, channel, lastInboundAt }) => ({
      scene: { at: now, person },
      effect: {
        kind: 'notify',
        to: { kind: 'coordinators-of', person },
        key: `blocked ${chat} ${now.toString()}`,
        reply: {
          kind: 'person-unreachable',
          name,
          places,
          channel,
          isWindowClosed:
            channel === 'zalo-oa' &&
            windowOf(lastInboundAt === null ? null : Temporal.Instant.from(lastInboundAt), realNow) ===
              'closed',
          offers: [],
        },
      },
    })),
    calendar,
  );
}
