import type { SQL } from 'drizzle-orm';
import type { Database, Transaction } from './connect.ts';

/**
 * A transaction whose last statement goes to the database together with COMMIT: nobody waits for its result, and one exchange less
 * matters where thousands are made. If it fails, nothing of the transaction is kept and the failure is the caller's.
 */
export async function transactEndingWith(
  db: Database,
  run: (tx: Transaction) => Promise<SQL | undefined>,
): Promise<void> {
  let last: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    const statement = await run(tx);
    if (!statement) return;
    last = tx.execute(statement).then((result) => result);
    // COMMIT then tells nothing of it.
    last.catch(() => {});
    // By then it has been handed to the connection; what is written to the connection goes out later still.
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
  });
  await last;
}
