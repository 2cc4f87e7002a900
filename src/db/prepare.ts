import type postgres from 'postgres';
import { guardTransaction, type TransactionGuard } from './transaction-guard.ts';

/** A longer text is one of its kind, such as a list of many rows; the database would keep its plan for nothing. */
const LONGEST_PREPARED = 8_000;

type Run = (inner: postgres.TransactionSql) => unknown;

/**
 * The same client, whose statements the database parses and plans once a connection, and whose transactions survive the end of
 * theirs (`guardTransaction`). Drizzle asks for preparation only of statements that are given a name, and postgres.js spends a
 * round trip more on each of the others. `?prepare=false` in DATABASE_URL turns it off, for a pooler that hands a connection on
 * after each transaction and knows no prepared statements.
 */
export function preparing<Client extends postgres.Sql | postgres.TransactionSql>(
  client: Client,
  guard?: TransactionGuard,
): Client {
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === 'unsafe') {
        const unsafe: postgres.Sql['unsafe'] = (text, parameters) => {
          if (guard?.isLost()) throw new Error('the connection of this transaction was lost');
          return target.unsafe(text, parameters, { prepare: text.length <= LONGEST_PREPARED });
        };
        return unsafe;
      }
      const given: unknown = Reflect.get(target, name, receiver);
      if ((name !== 'begin' && name !== 'savepoint') || typeof given !== 'function') return given;
      return async (run: Run): Promise<unknown> => {
        const own = guard ?? guardTransaction();
        const held = (inner: postgres.TransactionSql) => own.hold(() => run(preparing(inner, own)));
        const begun = Promise.resolve<unknown>(Reflect.apply(given, target, [held]));
        return guard ? begun : own.outcome(begun);
      };
    },
  });
}
