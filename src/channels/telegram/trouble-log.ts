import type { Log } from '../../log.ts';
import type { ApiFailure } from './api.ts';
import { reasonOf, troubleOf, type Trouble } from './failures.ts';

/** The parts that call Telegram; each is in trouble or works. */
export type Caller = 'receiving' | 'sending' | 'registering' | 'fetching';

/** Tells the operator once that Telegram fails and once that it works again, however often it is tried meanwhile. */
export type TroubleLog = {
  failed(caller: Caller, failure: ApiFailure): void;
  worked(caller: Caller): void;
};

/** A fault that comes and goes is not told more often than this. */
const SAY_AGAIN_AFTER_MS = 60_000;

export function createTroubleLog(log: Log, clockMs: () => number = () => performance.now()): TroubleLog {
  const failing = new Set<Caller>();
  const saidAt = new Map<Trouble, number>();
  let told: { readonly sinceMs: number; readonly kinds: Set<Trouble> } | undefined;

  return {
    failed(caller, failure) {
      const trouble = troubleOf(failure);
      const line = LINES[trouble];
      if (line === undefined) return;
      failing.add(caller);
      const nowMs = clockMs();
      const lastMs = saidAt.get(trouble);
      if (told?.kinds.has(trouble) === true) return;
      if (told === undefined && lastMs !== undefined && nowMs - lastMs < SAY_AGAIN_AFTER_MS) return;
      told ??= { sinceMs: nowMs, kinds: new Set() };
      told.kinds.add(trouble);
      saidAt.set(trouble, nowMs);
      const facts = { channel: 'telegram', caller, reason: reasonOf(failure) };
      if (trouble === 'unauthorized') log.error(line, facts);
      else log.warn(line, facts);
    },
    worked(caller) {
      if (!failing.delete(caller) || failing.size > 0 || told === undefined) return;
      const seconds = Math.round((clockMs() - told.sinceMs) / 1000);
      told = undefined;
      log.info('Telegram works again', { channel: 'telegram', seconds });
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
