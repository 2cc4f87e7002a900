import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import { isQuiet } from '../core/calendar/working-time.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { RevisionId, UnitId } from '../core/ids.ts';
import { signOffKey } from '../core/sign-off/notice-key.ts';
import { mostSignOffDays } from '../core/sign-off/moments.ts';
import type { SignOffMoments, Stage } from '../core/sign-off/stage.ts';
import type { Transaction } from '../db/connect.ts';
import { loadAudience } from '../db/queries/audiences.ts';
import { recordAudit } from '../db/queries/audit.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { withdrawNotices } from '../db/queries/held-notices.ts';
import { loadDecided, loadReminded } from '../db/queries/reminders.ts';
import {
  lapseSignOffs,
  loadSignOffMark,
  loadWaitingSignOffs,
  type WaitingSignOff,
} from '../db/queries/waiting-sign-offs.ts';
import { refreshNotices, type Clock } from '../effects/living-notices.ts';
import { isCalm, nextHalfHour, type Calm } from './calm.ts';
import { loadCover } from '../effects/cover.ts';
import { stepOf, tellSignOffs, type Told } from './tell-sign-offs.ts';

/** Time that ran out during downtime is made up for as far back as digests are. */
const CATCH_UP_DAYS = 35;

type Parts = { readonly zone: string; readonly holidays: Holidays; readonly versions: FormVersions };

/**
 * Follows reports that wait for the head of their unit: one reminder, then what the form says of silence. Asks nothing where no form
 * in force wants a sign-off or the time is quiet, and looks again only when a report was sent, a moment came, or half an hour passed.
 * Gives the number of messages.
 */
export function createSigningOff(
  parts: Parts,
): (tx: Transaction, now: Temporal.Instant, forms: readonly FormDefinition[]) => Promise<number> {
  let calm: Calm | undefined;
  // A moment takes a fraction of a millisecond to reckon, and thousands may wait at once.
  let known: ReadonlyMap<RevisionId, SignOffMoments> = new Map();
  return async (tx, now, forms) => {
    const rules = forms.flatMap(({ signoff }) => signoff ?? []);
    if (rules.length === 0 || isQuiet(now, parts.zone, parts.holidays)) return 0;
    const mark = await loadSignOffMark(tx);
    if (isCalm(calm, mark, now)) return 0;
    const since = now.subtract({ hours: 24 * (mostSignOffDays(rules) + CATCH_UP_DAYS) });
    const waiting = await loadWaitingSignOffs(tx, { since, now }, { ...parts, known });
    known = new Map(waiting.map((one) => [one.id, one]));
    const { messages, decisions } = await follow(tx, waiting, now, parts.zone);
    // What was decided may be undone with the transaction.
    calm = decisions > 0 ? undefined : { mark, from: now, until: nextMoment(waiting, now, parts.zone) };
    return messages;
  };
}

function nextMoment(
  waiting: readonly WaitingSignOff[],
  now: Temporal.Instant,
  zone: string,
): Temporal.Instant {
  return waiting
    .flatMap(({ remindAt, endsAt }) => [remindAt, endsAt])
    .filter((moment) => Temporal.Instant.compare(moment, now) > 0)
    .reduce(
      (first, moment) => (Temporal.Instant.compare(moment, first) < 0 ? moment : first),
      nextHalfHour(now, zone),
    );
}

async function follow(
  tx: Transaction,
  waiting: readonly WaitingSignOff[],
  now: Temporal.Instant,
  zone: string,
): Promise<{ readonly messages: number; readonly decisions: number }> {
  if (waiting.length === 0) return { messages: 0, decisions: 0 };
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const lapsed = await lapse(tx, ofStage(waiting, 'lapsed'), { at: now, zone });
  const open = waiting.filter(({ stage }) => stage !== 'lapsed');
  const planned = [...(await toHeads(tx, open, today)), ...(await toThoseAbove(tx, open, today))];
  const isDecided = await loadDecided(tx, [
    ...new Set(planned.map(({ waiting: { obligation } }) => obligation)),
  ]);
  const wished = planned.filter(
    ({ person, ...told }) => !isDecided(told.waiting.obligation, stepOf(told), person),
  );
  const settled = await toLapsed(tx, lapsed, today);
  const { messages, decisions } = await tellSignOffs(tx, { wished, settled }, now, zone);
  return { messages, decisions: decisions + lapsed.length };
}

/** Silence is acceptance: written down as such, in the audit trail too. What was not even asked yet is not asked any more. */
async function lapse(
  tx: Transaction,
  over: readonly WaitingSignOff[],
  clock: Clock,
): Promise<readonly WaitingSignOff[]> {
  const ids = await lapseSignOffs(
    tx,
    over.map(({ id }) => id),
    clock.at,
  );
  const lapsed = over.filter(({ id }) => ids.has(id));
  await withdrawNotices(
    tx,
    lapsed.map(({ obligation, revision }) => signOffKey(obligation, revision)),
  );
  await refreshNotices(
    tx,
    lapsed.map(({ obligation, revision }) => ({ obligation, cause: `sign-off ${obligation}.${revision}` })),
    clock,
  );
  await recordAudit(
    tx,
    clock.at,
    lapsed.map(({ obligation, revision }) => ({
      action: 'time-out-sign-off',
      subject: `obligation ${obligation}`,
      detail: { revision },
    })),
  );
  return lapsed;
}

/** The heads at their time; whom an absent one named, at once. */
async function toHeads(
  tx: Transaction,
  open: readonly WaitingSignOff[],
  today: Temporal.PlainDate,
): Promise<readonly Told[]> {
  const cover = await loadCover(
    tx,
    open.flatMap(({ heads }) => heads),
    today,
  );
  return open.flatMap((waiting) => {
    const { contacts, standsIn } = cover(waiting.heads);
    const standIns = [...standsIn].map(([person, standsInFor]): Told => ({
      person,
      waiting,
      kind: 'stand-in',
      standsInFor,
    }));
    const heads = contacts.filter((person) => waiting.stage !== 'fresh' && !standsIn.has(person));
    return [...standIns, ...heads.map((person): Told => ({ person, waiting, kind: 'remind' }))];
  });
}

/** The superiors above the unit, else the coordinators who look after it. */
async function toThoseAbove(
  tx: Transaction,
  open: readonly WaitingSignOff[],
  today: Temporal.PlainDate,
): Promise<readonly Told[]> {
  const overdue = ofStage(open, 'overdue');
  if (overdue.length === 0) return [];
  const parents = overdue.flatMap(({ parentId }) => parentId ?? []);
  const { superiorsOf } = await loadReminded(tx, [...new Set(parents)], today);
  const told = overdue.map(async (waiting) => {
    const above = waiting.parentId === null ? [] : superiorsOf(waiting.parentId);
    const { form, unit } = waiting;
    const audience = { kind: 'coordinators', bodies: form.receivers, unit: unit.code } as const;
    const people = above.length > 0 ? above : await loadAudience(tx, audience, today);
    return people.map((person): Told => ({ person, waiting, kind: 'overdue' }));
  });
  return (await Promise.all(told)).flat();
}

async function toLapsed(
  tx: Transaction,
  lapsed: readonly WaitingSignOff[],
  today: Temporal.PlainDate,
): Promise<readonly Told[]> {
  if (lapsed.length === 0) return [];
  const units: readonly UnitId[] = [...new Set(lapsed.map(({ unitId }) => unitId))];
  const { contactsOf } = await loadReminded(tx, units, today);
  return lapsed.flatMap((waiting) => [
    ...waiting.heads.map((person): Told => ({ person, waiting, kind: 'lapsed' })),
    ...contactsOf(waiting.unitId).map((person): Told => ({ person, waiting, kind: 'lapsed-own' })),
  ]);
}

function ofStage(waiting: readonly WaitingSignOff[], stage: Stage): readonly WaitingSignOff[] {
  return waiting.filter((one) => one.stage === stage);
}
