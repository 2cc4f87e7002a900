import { sql } from 'drizzle-orm';
import type { Database } from './connect.ts';

/** Whether the database does its work, for `/readyz`. */
export type Readiness = {
  /** Something could not be stored. A database whose disk is full still answers questions. */
  doubt(): void;
  /** Rejects when the database does not answer, or, after a doubt, does not take anything new. */
  ask(): Promise<void>;
};

export function createReadiness(db: Database): Readiness {
  let inDoubt = false;
  return {
    doubt() {
      inDoubt = true;
    },
    async ask() {
      if (!inDoubt) {
        await db.execute(sql`select 1`);
        return;
      }
      await makeRoom(db);
      inDoubt = false;
    },
  };
}

/** Asks for some 200 kB that nothing has been written to before, and gives them back. */
async function makeRoom(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`create unlogged table readiness_check as select generate_series(1, 5000) as number`);
    await tx.execute(sql`drop table readiness_check`);
  });
}
