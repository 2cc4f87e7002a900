import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { SignOffState } from '../../core/sign-off/state.ts';
import type { SignOffOutcome } from '../schema/request.ts';

/** For the select list of a statement that calls the revision `rev`: null where it needs no sign-off. */
export const SIGN_OFF = sql`case when rev.needs_sign_off then coalesce((
  select jsonb_build_object('outcome', so.outcome, 'by', head.name, 'at', so.settled_at, 'reason', so.reason)
  from sign_off so left join person head on head.id = so.person_id
  where so.revision_id = rev.id), '{"outcome": null}') end`;

export type SignOffColumn =
  | null
  | { readonly outcome: null }
  | {
      readonly outcome: SignOffOutcome;
      readonly by: string | null;
      readonly at: string;
      readonly reason: string | null;
    };

export function readSignOffState(column: SignOffColumn): SignOffState | null {
  if (column === null) return null;
  if (column.outcome === null) return { state: 'waiting' };
  const at = Temporal.Instant.from(column.at);
  if (column.outcome === 'timed-out') return { state: column.outcome, at };
  return { state: column.outcome, by: column.by ?? '', at, reason: column.reason };
}

/** Of a row of `report_revision`: it needs a sign-off that the head had not given by then; what was returned has none. */
export function isUnsigned(asOf?: Temporal.Instant): SQL<boolean> {
  const settled = asOf === undefined ? sql`true` : sql`so.settled_at <= ${asOf.toString()}`;
  return sql<boolean>`(coalesce(report_revision.needs_sign_off, false) and not exists (
    select from sign_off so
    where so.revision_id = report_revision.id and so.outcome <> 'returned' and ${settled}))`;
}
