import { Temporal } from 'temporal-polyfill';
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
  await notify(
    tx,
    people.map(({ person, name, places, chat, channel, because, lastInboundAt }) => ({
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
          because,
          heardAt: lastInboundAt === null ? null : Temporal.Instant.from(lastInboundAt),
          offers: [],
        },
      },
    })),
    calendar,
  );
}
