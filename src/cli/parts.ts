import type { Temporal } from 'temporal-polyfill';
import type { Config } from '../config.ts';
import type { Database, Transaction } from '../db/connect.ts';

/** What main hands to every command. Data goes to `print`, progress and reasons to `say`. */
export type CliParts = {
  readonly config: Config;
  /** Standard output, one line each. */
  print(line: string): void;
  /** Standard output for what is no text; absent: a terminal, which shows none. */
  readonly printBytes?: (bytes: Uint8Array) => Promise<void>;
  /** Standard error, one line each. */
  say(line: string): void;
  readStandardInput(): AsyncIterable<string>;
  /** Creates and migrates the database if need be, runs, closes. */
  withDatabase<T>(run: (db: Database) => Promise<T>): Promise<T>;
  /** Calendar time: the demo clock in demo mode, real time otherwise. */
  now(db: Database): Promise<Temporal.Instant>;
  /** Begins the periods and obligations that an import makes due; part of the import's transaction. */
  openPeriods(tx: Transaction, now: Temporal.Instant): Promise<void>;
  /** The Telegram bot's name for links, if a token is set and the bot answers. */
  telegramBotName(): Promise<string | undefined>;
  /** The Zalo bot's name, if a token is set and the bot answers. */
  zaloBotName(): Promise<string | undefined>;
};
