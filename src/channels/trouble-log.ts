import type { Channel } from '../core/messages.ts';
import type { Log } from '../log.ts';

/** The parts that call a platform; each is in trouble or works. */
export type Caller = 'receiving' | 'sending' | 'registering' | 'fetching';

/**
 * Tells the operator once that a platform fails and once that it works again, however often it is tried meanwhile and however many
 * calls get through: only when none has failed for a while, it works.
 */
export type TroubleLog<Failure> = {
  failed(caller: Caller, failure: Failure): void;
  worked(caller: Caller): void;
};

/** How one platform's failures are read and said. */
export type Troubles<Failure, Trouble extends string> = {
  readonly channel: Channel;
  /** The platform's name, for people. */
  readonly name: string;
  readonly troubleOf: (failure: Failure) => Trouble;
  readonly reasonOf: (failure: Failure) => string;
  /** Troubles of a single message or call have no line: its result says them. */
  readonly lines: Readonly<Partial<Record<Trouble, string>>>;
  /** Troubles that only a poll's result could say, which nobody reads: they have a line when a poll meets them. */
  readonly receivingLines?: Readonly<Partial<Record<Trouble, string>>>;
  /** What nothing but a person's work ends. */
  readonly errors: ReadonlySet<Trouble>;
};

const CALM_MS = 10_000;
/** A fault that comes back within this time has to stay away four times as long as before. */
const COMES_BACK_WITHIN_MS = 600_000;

type TroubleLogOptions = {
  /** 0: a first call that gets through is enough. */
  readonly calmMs?: number;
  readonly clockMs?: () => number;
};

/** What makes the logs of one platform's troubles. */
export function troubleLogsOf<Failure, Trouble extends string>(
  troubles: Troubles<Failure, Trouble>,
): (log: Log, options?: TroubleLogOptions) => TroubleLog<Failure> {
  return (log, options = {}) => createTroubleLog(troubles, log, options);
}

function createTroubleLog<Failure, Trouble extends string>(
  { channel, name, troubleOf, reasonOf, lines, receivingLines, errors }: Troubles<Failure, Trouble>,
  log: Log,
  options: TroubleLogOptions,
): TroubleLog<Failure> {
  const { calmMs: shortestCalmMs = CALM_MS, clockMs = () => performance.now() } = options;
  const failing = new Set<Caller>();
  let told: { readonly sinceMs: number; readonly kinds: Set<Trouble> } | undefined;
  let calmMs = shortestCalmMs;
  let recoveredAtMs = -Infinity;
  let recovering: NodeJS.Timeout | undefined;

  function recovered(seconds: number): void {
    told = undefined;
    recoveredAtMs = clockMs();
    log.info(`${name} works again`, { channel, seconds });
  }

  return {
    failed(caller, failure) {
      const trouble = troubleOf(failure);
      const ofPoll = caller === 'receiving' ? receivingLines?.[trouble] : undefined;
      const line = lines[trouble] ?? ofPoll;
      if (line === undefined) return;
      failing.add(caller);
      clearTimeout(recovering);
      if (told?.kinds.has(trouble) === true) return;
      const nowMs = clockMs();
      if (told === undefined) {
        const comesBack = nowMs - recoveredAtMs < COMES_BACK_WITHIN_MS;
        calmMs = comesBack ? Math.min(COMES_BACK_WITHIN_MS, calmMs * 4) : shortestCalmMs;
        told = { sinceMs: nowMs, kinds: new Set() };
      }
      told.kinds.add(trouble);
      const level = errors.has(trouble) || line === ofPoll ? 'error' : 'warn';
      log[level](line, { channel, caller, reason: reasonOf(failure) });
    },
    worked(caller) {
      if (!failing.delete(caller) || failing.size > 0 || told === undefined) return;
      const seconds = Math.round((clockMs() - told.sinceMs) / 1000);
      if (calmMs === 0) recovered(seconds);
      else recovering = setTimeout(recovered, calmMs, seconds).unref();
    },
  };
}
