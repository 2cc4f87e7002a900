import type postgres from 'postgres';

/** A longer text is one of its kind, such as a list of many rows; the database would keep its plan for nothing. */
const LONGEST_PREPARED = 8_000;

/**
 * The same client, whose statements the database parses and plans once a connection. Drizzle asks for that only of statements
 * that are given a name, and postgres.js spends a round trip more on each of the others. `?prepare=false` in DATABASE_URL
 * turns it off, for a pooler that hands a connection on after each transaction and knows no prepared statements.
 */
export function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === 'unsafe') {
        const unsafe: postgres.Sql['unsafe'] = (text, parameters) =>
          target.unsafe(text, parameters, { prepare: text.length <= LONGEST_PREPARED });
        return unsafe;
      }
      const given: unknown = Reflect.get(target, name, receiver);
      if ((name !== 'begin' && name !== 'savepoint') || typeof given !== 'function') return given;
      return (run: (inner: postgres.TransactionSql) => unknown): unknown =>
        Reflect.apply(given, target, [(inner: postgres.TransactionSql) => run(preparing(inner))]);
    },
  });
}
