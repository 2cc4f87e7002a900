import { wordsOf, type InboundMessage } from '../core/messages.ts';
import { holdsPrivate } from '../core/parsing/private-words.ts';

/**
 * Whether the database itself is away (not reachable, shutting down, out of connections, memory or disk), so that trying the same
 * message again at once, or setting it aside, would be wrong. PostgreSQL's classes 08, 53, 57P and postgres.js' own codes.
 */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code !== undefined && /^(?:08|53|57P|ECONN|EPIPE|ENOENT|EACCES|ETIMEDOUT|CONNECT|CONNECTION_)/.test(code)
  );
}

/** One line for the operator: the SQLSTATE or the kind of error, never a message's text. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== undefined) return `database refused it (${code})`;
  return error instanceof Error
    ? `${error.name}: ${error.message.split('\n')[0]?.slice(0, 200) ?? ''}`
    : 'unknown error';
}

/** The code of the error or of what caused it: drizzle wraps the driver's errors. */
function codeOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return undefined;
}

/**
 * Whether the words of a message that could not be processed may wait for the operator: nobody was asked about what they tell. A
 * message that fails here too is one that only the operator could read, which is no reason to keep it.
 */
export function mayKeepWords(message: InboundMessage): boolean {
  try {
    return !holdsPrivate(wordsOf(message));
  } catch {
    return false;
  }
}
