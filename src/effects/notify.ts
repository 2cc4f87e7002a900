import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { nextWorkingMoment } from '../core/calendar/working-time.ts';
import type { Effect, Scene } from '../core/effects.ts';
import type { Transaction } from '../db/connect.ts';
import { loadAudience } from '../db/queries/audiences.ts';
import { holdNotices } from '../db/queries/held-notices.ts';
import { loadSaidNow } from '../db/queries/outbox.ts';
import { enqueue, wordAsOne } from '../delivery/enqueue.ts';
import { unaskedRoom } from './unasked-room.ts';

export type Calendar = { readonly zone: string; readonly holidays: Holidays };

/** Told by a person, or by the clock. */
type Notify = {
  readonly scene: Pick<Scene, 'at' | 'person'>;
  readonly effect: Extract<Effect, { kind: 'notify' }>;
};

/**
 * Tells people of another's doing. What falls in quiet time, is more than a person's share of the week, comes with another message
 * of the same moment, or finds no chat, is held and joins the person's next notice.
 */
export async function notify(
  tx: Transaction,
  notices: readonly Notify[],
  { zone, holidays }: Calendar,
): Promise<void> {
  const [earliest] = notices;
  if (!earliest) return;
  const { at } = earliest.scene;
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  const all = (
    await Promise.all(
      notices.map(async ({ scene, effect }) => {
        const people = await loadAudience(tx, effect.to, today);
        return people
          .filter((person) => person !== scene.person)
          .map((person) => ({ person, reply: effect.reply, dedupKey: `${effect.key} ${person}` }));
      }),
    )
  ).flat();
  const told = [...new Map(all.map((one) => [one.dedupKey, one])).values()];
  const people = [...new Set(told.map(({ person }) => person))];
  const roomOf = await unaskedRoom(tx, people, at, zone);
  const dueAt = nextWorkingMoment(at, zone, holidays);
  const isNow = Temporal.Instant.compare(dueAt, at) <= 0;
  // What the same transaction tells a person already, another message would follow on its heels.
  const said = await loadSaidNow(tx, isNow ? people : [], at);
  // Of several at once one is told now, the others join the next message.
  const first = new Map(told.toReversed().map((one) => [one.person, one]));
  const chatFor = (one: (typeof told)[number]) =>
    isNow && !said.has(one.person) && first.get(one.person) === one ? roomOf(one.person) : undefined;
  await enqueue(
    tx,
    told.flatMap((one) => {
      const { reply, dedupKey } = one;
      const chat = chatFor(one);
      return chat === undefined ? [] : [{ chat, reply, dedupKey, urgency: 'unasked', asOne: true }];
    }),
    { at, zone },
  );
  await holdNotices(
    tx,
    told
      .filter((one) => chatFor(one) === undefined)
      .map(({ person, reply, dedupKey }) => ({
        person,
        dedupKey,
        message: wordAsOne(reply, { at: dueAt, zone }),
        dueAt,
      })),
    at,
  );
}
