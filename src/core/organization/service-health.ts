import type { Temporal } from 'temporal-polyfill';
import type { BlockedCounts } from './blocked.ts';

/** Who does what only one process at a time may do: `polling telegram:ID`, `sender telegram:ID`. */
export type HeldLease = {
  readonly name: string;
  readonly holder: string;
  readonly since: Temporal.Instant;
};

/** Counts that tell an operator whether messages flow. */
export type ServiceHealth = {
  readonly units: number;
  readonly linkedChats: number;
  readonly blockedChats: number;
  /** Contacts and leaders in post who have no chat, not even a blocked one. */
  readonly unreachablePeople: number;
  readonly waitingMessages: number;
  /** Waiting for more than five minutes of real time. */
  readonly overdueMessages: number;
  /** The age of the oldest that waits; null: none does. */
  readonly oldestWaitingSeconds: number | null;
  readonly rejectedMessages: number;
  /** Why the platform rejected the latest of them. */
  readonly lastRejection: string | null;
  /** Of the last seven days: nobody knows whether they arrived, and they are not repeated. */
  readonly unknownMessages: number;
  /** Inbound messages that could not be processed. */
  readonly setAsideUpdates: number;
  /** Why the latest of them was. */
  readonly lastSetAside: string | null;
  /** People in post whose every chat is blocked. */
  readonly blockedPeople: BlockedCounts;
  /** Photos and files whose fetch failed at least once and goes on. */
  readonly troubledFiles: number;
  /** Given up; their senders were told. */
  readonly lostFiles: number;
};
