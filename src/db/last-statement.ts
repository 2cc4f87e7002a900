import type { Database, Transaction } from './connect.ts';

/**
 * A transaction whose last statement, which `run` gives unsent, goes to the database together with COMMIT: nothing in it waits for the
 * rows, and one exchange less matters where thousands are made. If it fails, nothing of the transaction is kept and the failure is the
 * caller's. Gives the rows; undefined: there was no such statement.
 */
export async function transactEndingWith<Rows>(
  db: Database,
  run: (tx: Transaction) => Promise<(() => Promise<Rows>) | undefined>,
): Promise<Rows | undefined> {
  const last: { rows?: Promise<Rows> } = {};
  await db.transaction(async (tx) => {
    const send = await run(tx);
    if (!send) return;
    last.rows = send();
    // COMMIT then tells nothing of it.
    last.rows.catch(() => {});
    // By then it has been handed to the connection; what is written to the connection goes out later still.
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
  });
  return last.rows;
}
