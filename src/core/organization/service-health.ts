/** Counts that tell an operator whether messages flow. */
export type ServiceHealth = {
  readonly units: number;
  readonly linkedChats: number;
  readonly blockedChats: number;
  /** Contacts and leaders in post whom no chat reaches. */
  readonly unreachablePeople: number;
  readonly waitingMessages: number;
  /** Waiting for more than five minutes of real time. */
  readonly overdueMessages: number;
  readonly rejectedMessages: number;
  /** Inbound messages that could not be processed. */
  readonly setAsideUpdates: number;
  /** Photos and files whose fetch failed at least once and goes on. */
  readonly troubledFiles: number;
  /** Given up; their senders were told. */
  readonly lostFiles: number;
};
