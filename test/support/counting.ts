import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../src/db/connect.ts';

/** Where a transaction is cut: by the server, which ends the connection, or by an error in the process. */
export type Cut = { readonly beforeStatement: number; readonly by: 'server' | 'process' };

/** A database whose statements are counted, and whose next transaction can be cut short. */
export type CountedDatabase = {
  readonly db: Database;
  /** Statements of all transactions so far, without BEGIN and COMMIT. */
  readonly statements: () => number;
  /** The next transaction does not get past this statement; if it has fewer, it is cut before its commit. */
  readonly cutNext: (cut: Cut) => void;
};

const STATEMENTS: ReadonlySet<string | symbol> = new Set([
  'execute',
  'select',
  'selectDistinct',
  'selectDistinctOn',
  'insert',
  'update',
  'delete',
]);

export function countStatements(db: Database): CountedDatabase {
  let statements = 0;
  let cut: Cut | undefined;

  function watched(tx: Transaction, own: Cut | undefined): Transaction {
    let left = own?.beforeStatement ?? Infinity;
    return new Proxy(tx, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (!STATEMENTS.has(name)) return value.bind(target) as unknown;
        return (...args: unknown[]): unknown => {
          statements += 1;
          left -= 1;
          // A builder is no promise yet: the cut waits for the next whole statement.
          if (left < 0 && own !== undefined && name === 'execute') return breakOff(tx, own);
          return Reflect.apply(value, target, args);
        };
      },
    });
  }

  const counted = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'transaction')
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return (work: (tx: Transaction) => Promise<unknown>) => {
        const own = cut;
        cut = undefined;
        return target.transaction(async (tx) => {
          const result = await work(watched(tx, own));
          if (own !== undefined) await breakOff(tx, own);
          return result;
        });
      };
    },
  });

  return {
    db: counted,
    statements: () => statements,
    cutNext(next) {
      cut = next;
    },
  };
}

async function breakOff(tx: Transaction, { by }: Cut): Promise<never> {
  if (by === 'server') await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
  throw new Error('the test stopped this process');
}
