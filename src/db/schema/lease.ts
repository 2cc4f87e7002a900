import { snakeCase, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * What one process at a time does: polling an account, sending for one. All moments are the database's clock, so that processes
 * whose clocks differ agree on who is dead.
 */
export const lease = snakeCase.table('lease', {
  /** `polling telegram:ID`, `sender telegram:ID`. */
  name: text().primaryKey(),
  holder: text().notNull(),
  /** Since when this holder has it without a gap. */
  since: instant().notNull(),
  /** In the past: free. */
  until: instant().notNull(),
  /** Until when what the holder did may count against a limit of the platform. */
  restUntil: instant().notNull(),
});
