import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { preparing } from './prepare.ts';

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query runs on: the pool, or the caller's transaction. */
export type Executor = Database | Transaction;

/** The pool under a Database, for LISTEN and for what must stay on one connection. */
export type Client = postgres.Sql;

export type Connection = { readonly db: Database; readonly client: Client };

export type ConnectOptions = {
  /** Connections at most; each is opened when it is first needed. */
  readonly max?: number;
  /** A single connection that must live as long as the process: it holds a session's lock. */
  readonly keep?: boolean;
  readonly onClose?: () => void;
};

/**
 * A pool of connections; nothing is opened until the first query. Sessions run in UTC, so that a moment's text means the same
 * everywhere. Moments and days arrive as text and become Temporal values in the schema's columns; whole numbers of raw queries
 * arrive as numbers.
 */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const { address, host } = socketOf(url);
  const client = postgres(address, {
    ...(host === undefined ? {} : { host }),
    max: options.keep ? 1 : (options.max ?? 10),
    ...(options.keep ? { max_lifetime: null, idle_timeout: 0 } : {}),
    ...(options.onClose ? { onclose: options.onClose } : {}),
    connect_timeout: 10,
    // Its own goes up to 20 s, and a database that came back would be missed for so long.
    backoff: (attempt) => Math.min(1, 0.02 * 2 ** attempt) * (0.5 + Math.random() / 2),
    // What the driver asks by itself on each new connection kills the process when that connection ends meanwhile (porsager/postgres
    // issues 1192 and 1223, open in 3.4.9). Only arrays need it: parameters and results of ours are lists in JSON or text.
    fetch_types: false,
    connection: { TimeZone: 'UTC', application_name: 'hai-chieu' },
    types: { wholeNumber: { to: 20, from: [20], serialize: String, parse: wholeNumber } },
    onnotice: () => {},
  });
  return { db: drizzle({ client: preparing(client) }), client };
}

/** Counts and ids stay far below 2^53; a sum that does not must not be rounded in silence. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database exceeds 2^53');
  return value;
}

/**
 * postgres.js knows no address of a socket folder: takes it out of `postgres://user@%2Fvar%2Frun%2Fpostgresql/name` or
 * `postgres:///name?host=/var/run/postgresql`, the two ways libpq writes it.
 */
function socketOf(url: string): { address: string; host: string | undefined } {
  const parsed = new URL(url);
  const inQuery = parsed.searchParams.get('host');
  const inHost = decodeURIComponent(parsed.hostname);
  const host = [inQuery, inHost].find((name) => name?.startsWith('/')) ?? undefined;
  if (host === undefined) return { address: url, host };
  parsed.searchParams.delete('host');
  parsed.hostname = 'localhost';
  return { address: parsed.href, host };
}

/** The address of a database behind a socket folder, in the form that `connect` and libpq read. */
export function socketUrl(folder: string, database: string): string {
  return `postgres://postgres@${encodeURIComponent(folder)}/${encodeURIComponent(database)}`;
}

/** The same server's database of another name. */
export function databaseUrl(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${encodeURIComponent(name)}`;
  return parsed.href;
}
