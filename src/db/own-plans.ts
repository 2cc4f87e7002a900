import { sql } from 'drizzle-orm';
import type { Transaction } from './connect.ts';

/**
 * Reads with plans made for the very values that are asked with. The inbox keeps to plans made once for any (inbound-updates.ts): that is
 * quickest for one person's few rows, and takes several times as long for the reports of thousands of units.
 */
export async function withOwnPlans<T>(tx: Transaction, read: () => Promise<T>): Promise<T> {
  await tx.execute(planBy('force_custom_plan'));
  const found = await read();
  await tx.execute(planBy('force_generic_plan'));
  return found;
}

function planBy(mode: string) {
  return sql`select set_config('plan_cache_mode', ${mode}, true)`;
}
