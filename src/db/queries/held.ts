import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';

/** Of a row `h` of holder: its time includes the day. The same in the schema's words is `heldOn`. */
export function isHeld(day: Temporal.PlainDate): SQL {
  return isHeldAt(sql`${day.toString()}`);
}

/** The same of a day that the statement finds. */
export function isHeldAt(day: SQL): SQL {
  return sql`h.held_from <= ${day} and (h.held_until is null or h.held_until > ${day})`;
}
