import type { Log } from '../../log.ts';
import type { ApiFailure } from './api.ts';
import { reasonOf, troubleOf, type Trouble } from './failures.ts';

/** The parts that call Telegram; each is in trouble or works. */
export type Caller = 'receiving' | 'sending' | 'registering' | 'fetching';

/**
 * Tells the operator once that Telegram fails and once that it works again, however often it is tried meanwhile and however many
 * calls get through: only when none has failed for a while, it works.
 */
export type TroubleLog = {
  failed(caller: Caller, failure: ApiFailure): void;
  worked(caller: Caller): void;
};

const CALM_MS = 10_000;
/** A fault that comes back within this time has to stay away four times as long as before. */
const COMES_BACK_WITHIN_MS = 600_000;

export type TroubleLogOptions = {
  /** 0: a first call that gets through is enough. */
  readonly calmMs?: number;
  readonly clockMs?: () => number;
};

export function createTroubleLog(log: Log, options: TroubleLogOptions = {}): TroubleLog {
  const { calmMs: shortestCalmMs = CALM_MS, clockMs = () => performance.now() } = options;
  const failing = new Set<Caller>();
  let told: { readonly sinceMs: number; readonly kinds: Set<Trouble> } | undefined;
  let calmMs = shortestCalmMs;
  let recoveredAtMs = -Infinity;
  let recovering: NodeJS.Timeout | undefined;

  function recovered(seconds: number): void {
    told = undefined;
    recoveredAtMs = clockMs();
    log.info('Telegram works again', { channel: 'telegram', seconds });
  }

  return {
    failed(caller, failure) {
      const trouble = troubleOf(failure);
      const line = LINES[trouble];
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
      const facts = { channel: 'telegram', caller, reason: reasonOf(failure) };
      if (trouble === 'unauthorized') log.error(line, facts);
      else log.warn(line, facts);
    },
    worked(caller) {
      if (!failing.delete(caller) || failing.size > 0 || told === undefined) return;
      const seconds = Math.round((clockMs() - told.sinceMs) / 1000);
      if (calmMs === 0) recovered(seconds);
      else recovering = setTimeout(recovered, calmMs, seconds).unref();
    },
  };
}

/** Troubles of a single message or call have no line: its result says them. */
const LINES: Readonly<Partial<Record<Trouble, string>>> = {
  unauthorized:
    'Telegram does not accept the bot: check TELEGRAM_BOT_TOKEN (get a new one from @BotFather with /token) and TELEGRAM_API_ROOT; trying again every 30 seconds, messages wait',
  conflict:
    'Another process receives with this bot’s token and only one may: stop it, or give this one a token of its own; waiting meanwhile',
  'too-many-requests': 'Telegram asks for fewer calls: waiting as long as it says, nothing is lost',
  unavailable: 'Telegram does not answer: trying again, nothing is lost',
};
