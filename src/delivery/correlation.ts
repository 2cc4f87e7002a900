/**
 * What ties a message to its cause in the logs: for an answer the channel and the platform's key of the update, as the inbox logs
 * it; for anything else the key of the decision.
 */
export function correlationOf(dedupKey: string): string {
  return /^reply (?<update>\S+ \S+) \d+/.exec(dedupKey)?.groups?.['update'] ?? dedupKey;
}
