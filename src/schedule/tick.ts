import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import type { Database } from '../db/connect.ts';
import { createFormVersions, type FormVersions } from '../db/queries/form-versions.ts';
import type { HolidayCalendar } from '../db/queries/holidays.ts';
import { deleteOldUpdates } from '../db/queries/inbound-updates.ts';
import { loadFormsInForce } from '../db/queries/openings.ts';
import type { Log } from '../log.ts';
import { tellUnreachable } from './blocked-chats.ts';
import { createShowing } from './digest-previews.ts';
import { createDigesting } from './digests.ts';
import { sendHeldNotices } from './held-notices.ts';
import { createProposing } from './own-words.ts';
import { createOpening } from './periods.ts';
import { createReminding } from './reminding.ts';
import { createSigningOff } from './sign-offs.ts';
import { createWatch } from './watch.ts';
import { findUsedUpPlan } from './zalo-bot-plan.ts';
import { findSpentBudget, type Budget } from './zalo-oa-budget.ts';

export type TickParts = {
  readonly db: Database;
  readonly zone: string;
  readonly calendar: HolidayCalendar;
  /** Called after the commit: messages wait in the outbox. */
  readonly wake: () => void;
  readonly log?: Log;
  /** Of the Zalo Official Account; absent: none is set. */
  readonly budget?: Budget | undefined;
};

/** What a tick did. */
export type TickSummary = {
  /** Obligations that began. */
  readonly opened: number;
  /** Messages that remind, of reports that are owed or wait for a sign-off, one a person each. */
  readonly reminders: number;
  /** Digest messages, one a leader. */
  readonly digests: number;
  /** Messages that quiet time had held back, one a person. */
  readonly notices: number;
};

/** Taken for the length of a tick's transaction: ticks of all processes come one after the other. */
const TICK_LOCK = 7_301_012;

export type Ticker = (now: Temporal.Instant) => Promise<TickSummary>;

/**
 * Asks what is due at a calendar moment and does it, in one transaction. What was done is in unique keys, so that a repeated tick,
 * or one of another process, does nothing twice.
 */
export function createTicker({ db, zone, calendar, wake, log, budget }: TickParts): Ticker {
  const versions = createFormVersions();
  const proposeOwnWords = createProposing({ zone, versions });
  const watch = createWatch([findUsedUpPlan, ...(budget ? [findSpentBudget(budget)] : [])], log);
  let duties: Duties | undefined;
  return async (now) => {
    const { warned, ...summary } = await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${TICK_LOCK})`);
      const holidays = await calendar.current(tx);
      // What was found to be calm, was so by the old calendar.
      if (duties?.holidays !== holidays) duties = createDuties({ zone, holidays, versions });
      const opened = await duties.open(tx, now);
      const reminders = await duties.remind(tx, now);
      const forms = await loadFormsInForce(tx);
      // Before the digests, which say what is signed off.
      const signOffs = await duties.followSignOffs(
        tx,
        now,
        forms.map(({ definition }) => definition),
      );
      const digests = await duties.sendDigests(tx, now, forms);
      // After them: what is sent by now need not be shown before.
      await duties.showDigests(tx, now, forms);
      await proposeOwnWords(tx, now, holidays);
      await tellUnreachable(tx, now, { zone, holidays });
      const found = await watch.look(tx, now, { zone, holidays });
      const notices = await sendHeldNotices(tx, now, { zone, holidays });
      if (isHousekeeping(now, zone)) await deleteOldUpdates(tx, Temporal.Now.instant());
      return { opened, reminders: reminders + signOffs, digests, notices, warned: found };
    });
    watch.remember(warned);
    wake();
    return summary;
  };
}

/** The questions of a tick, with what each remembers of the ticks before. */
type Duties = ReturnType<typeof createDuties>;

function createDuties(parts: {
  readonly zone: string;
  readonly holidays: Holidays;
  readonly versions: FormVersions;
}) {
  return {
    holidays: parts.holidays,
    open: createOpening(parts),
    remind: createReminding(parts),
    followSignOffs: createSigningOff(parts),
    sendDigests: createDigesting(parts),
    showDigests: createShowing(parts),
  };
}

/** Once a night, at a minute that every running process ticks in. */
function isHousekeeping(now: Temporal.Instant, zone: string): boolean {
  const local = now.toZonedDateTimeISO(zone);
  return local.hour === 3 && local.minute === 0;
}
