/**
 * postgres.js writes ROLLBACK to the connection of a transaction that failed, also when it failed because the server had closed
 * that connection. The write throws in a timer, where nothing catches it, and the process dies of a restart of PostgreSQL
 * (porsager/postgres issues 1154 and 1208, open in 3.4.9). So the driver never hears of such a failure: it is told to the caller
 * here, and what the caller still asks of the dead connection is refused.
 */
export type TransactionGuard = {
  /** Whether the connection is gone. */
  isLost(): boolean;
  /** The work of a transaction or savepoint; never settles once the connection is gone. */
  hold<T>(work: () => T | Promise<T>): Promise<T>;
  /** The outcome of the whole transaction as its caller sees it. */
  outcome<T>(begun: Promise<T>): Promise<T>;
};

export function guardTransaction(): TransactionGuard {
  let lost = false;
  const { promise: broken, reject } = Promise.withResolvers<never>();
  const { promise: never } = Promise.withResolvers<never>();
  return {
    isLost: () => lost,
    async hold(work) {
      try {
        const result = await work();
        return lost ? await never : result;
      } catch (error) {
        lost ||= isConnectionLost(error);
        if (!lost) throw error;
        reject(error);
        return never;
      }
    },
    async outcome(begun) {
      // The driver gives up on a transaction under way only when its connection closes.
      begun.catch(() => {
        lost = true;
      });
      return Promise.race([begun, broken]);
    },
  };
}

/** Codes of the driver, of the operating system, and of a server that ends the connection (57P01 to 57P03). */
const LOST = /^(?:CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|57P0[123])/;

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  return (typeof code === 'string' && LOST.test(code)) || isConnectionLost(error.cause);
}
