import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import {
  REFRESH_AHEAD,
  tokenNeed,
  type KeptTokens,
  type Seed,
  type TokenPair,
} from '../../core/zalo-oa/tokens.ts';
import type { Log } from '../../log.ts';
import { wait as realWait, type Wait } from '../wait.ts';
import type { Oauth, OauthAnswer } from './oauth.ts';

/** Where the tokens are kept, for all processes. */
export type TokenStore = {
  /**
   * Runs `work` on what is kept, one at a time over all processes, and keeps what it gives (undefined: as it was). Resolves with what
   * is kept then, when it is safe; rejects when nothing was changed.
   */
  exclusively(work: (kept: KeptTokens) => Promise<KeptTokens | undefined>): Promise<KeptTokens>;
};

/** The access token that calls are made with. Never throws. */
export type Tokens = {
  /** Undefined: there is none until someone acts, or until Zalo or the database answer. */
  current(): Promise<string | undefined>;
  /** Zalo does not take this one any more. Gives another, as `current`. */
  renewed(refused: string): Promise<string | undefined>;
};

export type TokenKeeper = Tokens & {
  /** Replaces the tokens ahead of their end, until `stop`. */
  start(): void;
  stop(): Promise<void>;
};

const LOOK_MS = 60_000;
/** A new pair that could not be stored is put through as soon as possible: if the process ended, it would be lost. */
const UNSAVED_MS = 1_000;

type Asked = { readonly refused: string | undefined; readonly ahead: Temporal.Duration };
const NOW: Asked = { refused: undefined, ahead: Temporal.Duration.from({ seconds: 0 }) };
const SOON: Asked = { refused: undefined, ahead: REFRESH_AHEAD };

/** `seed`: the environment's refresh token. */
export function createTokenKeeper(parts: {
  readonly store: TokenStore;
  readonly oauth: Oauth;
  readonly seed: string | undefined;
  readonly log: Log;
  /** Real time. */
  readonly now?: () => Temporal.Instant;
  readonly wait?: Wait;
}): TokenKeeper {
  const { store, oauth, log, now = () => Temporal.Now.instant(), wait = realWait } = parts;
  const seed: Seed | undefined = parts.seed === undefined ? undefined : seedOf(parts.seed);
  const trouble = createTokenTrouble(log);
  const stopping = new AbortController();
  let known: KeptTokens | undefined;
  /** A pair that Zalo gave for `spent`, which is thereby used up, and that could not be stored. */
  let unsaved: { readonly spent: string; readonly kept: KeptTokens } | undefined;
  /** Once a start: the fault may have been ours, and mended. */
  let triesDead = true;
  let renewing: Promise<string | undefined> | undefined;
  let looking: Promise<void> | undefined;

  const needOf = (kept: KeptTokens, asked: Asked) =>
    tokenNeed(kept, { ...asked, now: now(), seed, triesDead });

  async function work(kept: KeptTokens, asked: Asked): Promise<KeptTokens | undefined> {
    if (unsaved && isStillDue(unsaved, kept)) return unsaved.kept;
    const need = needOf(kept, asked);
    if (need.kind === 'consent') trouble.needsConsent(kept);
    if (need.kind !== 'refresh') return undefined;
    const answer = await refresh(need.refreshToken);
    const seedHash = need.seed?.hash ?? kept.seedHash;
    switch (answer.kind) {
      case 'pair':
        unsaved = { spent: need.refreshToken, kept: { pair: answer.pair, dead: undefined, seedHash } };
        return unsaved.kept;
      case 'dead': {
        if (need.seed === undefined) triesDead = false;
        const without = { ...kept, dead: { since: now(), reason: answer.reason }, seedHash };
        const next = (await work(without, asked)) ?? without;
        // Also while the access token still works for a while: there is time to act.
        if (next.dead) trouble.needsConsent(next);
        return next;
      }
      case 'app-refused':
      case 'unavailable':
        trouble.failed(answer);
        return undefined;
    }
  }

  /**
   * A refresh that timed out may have used the token up. Nobody else can have stored a pair meanwhile, for we hold the lock: so all
   * there is to do is to try the token once more.
   */
  async function refresh(refreshToken: string): Promise<OauthAnswer> {
    const first = await oauth.refresh(refreshToken);
    return first.kind === 'unavailable' && first.sent ? oauth.refresh(refreshToken) : first;
  }

  async function renew(asked: Asked): Promise<string | undefined> {
    try {
      known = await store.exclusively((kept) => work(kept, asked));
      unsaved = undefined;
    } catch (error) {
      trouble.notKept(unsaved !== undefined, error);
      return undefined;
    }
    const need = needOf(known, { ...NOW, refused: asked.refused });
    if (need.kind !== 'use') return undefined;
    if (known.dead === undefined && needOf(known, SOON).kind === 'use') trouble.worked();
    return need.accessToken;
  }

  /** Calls that fail together renew together. */
  function renewOnce(asked: Asked): Promise<string | undefined> {
    renewing ??= renew(asked).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (unsaved || !known || needOf(known, SOON).kind !== 'use' || known.dead) {
        // oxlint-disable-next-line no-await-in-loop
        await renewOnce(SOON);
      }
      // oxlint-disable-next-line no-await-in-loop
      await wait(unsaved ? UNSAVED_MS : LOOK_MS, stopping.signal);
    }
  }

  return {
    async current() {
      const need = known && needOf(known, NOW);
      return need?.kind === 'use' && !unsaved ? need.accessToken : renewOnce(NOW);
    },
    async renewed(refused) {
      const together = await renewing;
      if (together !== undefined && together !== refused) return together;
      const token = await renewOnce({ ...NOW, refused });
      return token === refused ? undefined : token;
    },
    start() {
      looking ??= look();
    },
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

/** Whether what could not be stored is still the newest there is: no other pair was stored meanwhile. */
function isStillDue({ spent, kept: mine }: { spent: string; kept: KeptTokens }, kept: KeptTokens): boolean {
  const stored: TokenPair | undefined = kept.pair;
  return (
    stored?.refreshToken !== mine.pair?.refreshToken &&
    (kept.dead !== undefined || stored === undefined || stored.refreshToken === spent)
  );
}

function seedOf(token: string): Seed {
  return { token, hash: createHash('sha256').update(token).digest('hex') };
}

const CONSENT_STEPS =
  'run `npx hai-chieu zalo login` and follow its steps as a manager of the account; the service goes on by itself within a minute';

/** Each trouble is told once, and once that it is over. */
function createTokenTrouble(log: Log) {
  const facts = { channel: 'zalo-oa' };
  let told: string | undefined;
  const tell = (kind: string, say: () => void) => {
    if (told === kind) return;
    told = kind;
    say();
  };
  return {
    needsConsent({ dead }: KeptTokens): void {
      tell('consent', () =>
        log.error(
          dead
            ? `Zalo does not renew the tokens of the Official Account any more, messages wait: ${CONSENT_STEPS}`
            : `There are no tokens for the Zalo Official Account yet, messages wait: ${CONSENT_STEPS}`,
          { ...facts, reason: dead?.reason },
        ),
      );
    },
    failed(answer: Extract<OauthAnswer, { kind: 'app-refused' | 'unavailable' }>): void {
      tell(answer.kind, () => {
        if (answer.kind === 'app-refused')
          return log.error(
            'Zalo refuses the app: check on developers.zalo.me that it is active, and ZALO_OA_APP_ID and ZALO_OA_APP_SECRET; trying again each minute',
            { ...facts, reason: answer.reason },
          );
        log.warn(
          answer.sent
            ? 'Zalo took a request for new tokens and did not answer twice; trying again each minute, if it says that the token is used up someone has to consent again'
            : 'Zalo does not answer when new tokens are asked for; trying again each minute',
          { ...facts, reason: answer.reason },
        );
      });
    },
    notKept(isUnsaved: boolean, error: unknown): void {
      tell('store', () =>
        log.error(
          isUnsaved
            ? 'New tokens of the Zalo Official Account could not be stored; they are kept in memory and stored as soon as possible, do not stop the service now'
            : 'The tokens of the Zalo Official Account cannot be read',
          facts,
          error,
        ),
      );
    },
    worked(): void {
      if (told !== undefined) log.info('The tokens of the Zalo Official Account are good again', facts);
      told = undefined;
    },
  };
}
