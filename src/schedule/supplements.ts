import type { Temporal } from 'temporal-polyfill';
import { digestMoments } from '../core/calendar/digest-moments.ts';
import type { Holidays } from '../core/calendar/holidays.ts';
import { changesBetween } from '../core/digest/supplement.ts';
import type { AccessScope } from '../core/access/scope.ts';
import type { BodyCode, DigestSupplementId, FormVersionId, PersonId } from '../core/ids.ts';
import type { OutgoingMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { loadBodyScope, loadReceivers } from '../db/queries/bodies.ts';
import { loadDigest } from '../db/queries/figures.ts';
import type { FormInForce } from '../db/queries/openings.ts';
import { loadOutdatedDigests, saveSupplement } from '../db/queries/supplements.ts';
import { wordSupplementMessage } from '../delivery/enqueue.ts';

type Parts = {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly holidays: Holidays;
};

/** A supplement that was written down now, and whom it is for. */
export type Supplemented = {
  readonly id: DigestSupplementId;
  readonly message: OutgoingMessage;
  readonly leaders: readonly PersonId[];
};

/** How far back changes are looked for. Between two looks lie a week or, for longer periods, a day after the lock. */
const LOOK_BACK_HOURS = 100 * 24;

/** A supplement waits this long for a digest that it can go with, so that it is no message of its own. */
const WAIT_HOURS = 7 * 24;

/** By form version, the day on which it was last looked at. */
export type Looked = Map<FormVersionId, string>;

/**
 * Tells of what changed since digests were sent: together with the form's next digest. Where that is more than a week off, by itself,
 * once the period is locked and no more corrections are to come; that is looked for once a working day.
 */
export async function issueSupplements(
  tx: Transaction,
  form: FormInForce,
  withDigest: boolean,
  parts: Parts,
  looked: Looked,
): Promise<readonly Supplemented[]> {
  const { now, zone } = parts;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  if (!withDigest) {
    if (looked.get(form.version) === today.toString()) return [];
    looked.set(form.version, today.toString());
    if (isDigestNear(form, parts)) return [];
  }
  const since = now.subtract({ hours: LOOK_BACK_HOURS });
  const outdated = await loadOutdatedDigests(tx, form.form, since, withDigest ? undefined : now);
  const bodies = [...new Set(outdated.map(({ body }) => body))];
  const receivers = await loadReceivers(tx, bodies, today);
  const scopes = new Map<BodyCode, AccessScope>();
  for (const body of bodies) scopes.set(body, await loadBodyScope(tx, body));
  const supplements: Supplemented[] = [];
  for (const told of outdated) {
    const of = { form: form.definition.code, body: told.body, period: told.period };
    const scope = scopes.get(told.body);
    const view = scope && (await loadDigest(tx, scope, of));
    const changes = view && changesBetween(told.figures, view.figures);
    if (view === undefined || changes === undefined) continue;
    const worded = wordSupplementMessage(view, changes, told.sentAt, zone);
    const id = await saveSupplement(tx, {
      digest: told.digest,
      number: told.supplements + 1,
      createdAt: now,
      figures: view.figures,
      changes,
      ...worded,
    });
    const leaders = receivers.find(({ code }) => code === told.body)?.leaders ?? [];
    if (id !== undefined) supplements.push({ id, message: worded.message, leaders });
  }
  return supplements;
}

function isDigestNear({ definition }: FormInForce, { now, zone, holidays }: Parts): boolean {
  const until = now.add({ hours: WAIT_HOURS });
  return definition.digests.some(({ cron }) => digestMoments(cron, now, until, zone, holidays).length > 0);
}
