import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';

/** Of a row `h` of holder: its time includes the day. The same in the schema's words is `heldOn`. */
export function isHeld(day: Temporal.PlainDate): SQL {
  return sql`h.held_from <= ${day.toString()} and (h.held_until is null or h.held_until > ${day.toString()})`;
}
