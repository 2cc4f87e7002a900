import { pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';
import { Fault, Refused } from './core/errors.ts';

/**
 * What a line may carry besides its event: codes, ids, counts and durations. Whole objects (a message, a request, a response) do
 * not fit in, so that texts, phone numbers and tokens cannot get there by way of one.
 */
export type Facts = Readonly<Record<string, string | number | boolean | bigint | undefined>>;

/** An event is a fixed sentence; what differs goes into the facts. */
export type Log = {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts, error?: unknown): void;
  error(event: string, facts?: Facts, error?: unknown): void;
  /** A log whose every line carries these facts. */
  with(facts: Facts): Log;
};

/** JSON lines on standard error. */
export function createLog(level: LogLevel, write?: (line: string) => void): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return logOf(write ? pino(options, { write }) : pino(options, pino.destination({ dest: 2, sync: true })));
}

function logOf(logger: Logger): Log {
  return {
    debug: (event, facts) => logger.debug(cleaned(facts), event),
    info: (event, facts) => logger.info(cleaned(facts), event),
    warn: (event, facts, error) => logger.warn({ ...cleaned(facts), ...describeError(error) }, event),
    error: (event, facts, error) => logger.error({ ...cleaned(facts), ...describeError(error) }, event),
    with: (facts) => logOf(logger.child(cleaned(facts))),
  };
}

/** Bot tokens, secrets of 32 and more signs, phone numbers: a second net under what callers pass. */
const SECRET = /\d{6,}:[\w-]{20,}|[\w-]{32,}|(?<![\w.-])(?:\+?84|0)[\d .-]{8,12}\d(?!\w)/g;
const LONGEST_FACT = 200;

function cleaned(facts: Facts | undefined): Record<string, string | number | boolean> {
  const clean: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(facts ?? {})) {
    if (value === undefined) continue;
    clean[name] = typeof value === 'string' || typeof value === 'bigint' ? clear(String(value)) : value;
  }
  return clean;
}

function clear(text: string): string {
  return text.slice(0, LONGEST_FACT).replace(SECRET, '[hidden]');
}

/** Codes of PostgreSQL that an operator can do something about. */
const MEANINGS: Readonly<Record<string, string>> = {
  '53100': 'the disk of the database is full',
  '53200': 'the database is out of memory',
  '53300': 'the database has no connection left',
};

/**
 * Only what we worded ourselves is quoted. A foreign error's message may hold a token, a query's values or a message's text: it is
 * known by its name, its code and the place it came from.
 */
function describeError(error: unknown): Record<string, string> {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause === undefined ? {} : prefixed('cause', describeError(error.cause));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof Fault || error instanceof Refused) {
    return { error: error.name, reason: clear(error.message), ...cause };
  }
  const means = MEANINGS[code];
  return {
    error: error.name,
    ...(code !== '' && { code: clear(code) }),
    ...(means !== undefined && { means }),
    at: placesOf(error),
    ...cause,
  };
}

function prefixed(prefix: string, facts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${prefix}.${name}`, value]));
}

/** The innermost places of the stack, without the message before them. */
function placesOf(error: Error): string {
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return places
    .slice(0, 4)
    .map((line) =>
      line
        .trim()
        .replace(/^at /, '')
        .replace(/\(?file:\/\/.*\/(src|node_modules)\//, '($1/'),
    )
    .join(' < ');
}
