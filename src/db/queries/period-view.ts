import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { PeriodView } from '../../core/conversation/context.ts';

const DUE_AT = sql`case when o.feeds is null then p.due_at else coalesce(p.feeds_due_at, p.due_at) end`;

/** What `PERIOD_COLUMNS` gives. */
export type PeriodColumns = {
  readonly periodCode: string;
  readonly dataStart: string;
  readonly dataEnd: string;
  readonly opensAt: string;
  readonly dueAt: string;
  readonly locksAt: string;
};

/**
 * For the select list of a statement that calls the period `p` and the obligation `o`: what feeds another report may be due before
 * that one.
 */
export const PERIOD_COLUMNS = sql`p.code as "periodCode", p.data_start as "dataStart", p.data_end as "dataEnd",
  p.opens_at as "opensAt", ${DUE_AT} as "dueAt", p.locks_at as "locksAt"`;

export function periodView(row: PeriodColumns): PeriodView {
  return {
    code: row.periodCode,
    start: Temporal.PlainDate.from(row.dataStart),
    end: Temporal.PlainDate.from(row.dataEnd),
    opensAt: Temporal.Instant.from(row.opensAt),
    dueAt: Temporal.Instant.from(row.dueAt),
    locksAt: Temporal.Instant.from(row.locksAt),
  };
}
