import type { Database, Transaction } from './connect.ts';

/** Each time somebody else was faster; that often in a row nobody is. */
const MOST_TRIES = 5;
const SERIALIZATION_FAILURE = '40001';

/**
 * Runs on one snapshot of the database (repeatable read), anew where another transaction wrote meanwhile what this one writes, so
 * that `run` may be called several times. What is written is kept when it has ended.
 */
export async function onOneSnapshot<T>(db: Database, run: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      return await db.transaction(run, { isolationLevel: 'repeatable read' });
    } catch (error) {
      if (tries >= MOST_TRIES || codeOf(error) !== SERIALIZATION_FAILURE) throw error;
    }
  }
}

/** PostgreSQL's, of an error or of what caused it. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? error.code : codeOf(error.cause);
}
