import type { ZaloOaConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import { guessSignature, signatureShape } from './signature-guess.ts';

/** Anybody can call the webhook: what is wrongly signed is told no more often. */
const TOLD_AGAIN_MS = 3_600_000;
/** While somebody sets the account up and looks on. */
const LOOKED_AT_AGAIN_MS = 5_000;

/** What becomes of calls of the webhook that are not signed as they should be; none has an effect. */
export type SignatureWatch = {
  /** `wrong-signature`: the call is refused. `taken`: it is acknowledged, so that Zalo does not end the webhook. */
  wrong(body: Uint8Array, header: string | undefined): 'taken' | 'wrong-signature';
  right(): void;
};

/** Strict: refuses. `log`, for setting an account up: also names the way of signing that would fit. */
export function createSignatureWatch({
  config,
  log,
  clockMs = () => performance.now(),
}: {
  readonly config: Pick<ZaloOaConfig, 'signatureMode' | 'appId' | 'appSecret' | 'oaSecret'>;
  readonly log: Log;
  /** Monotonic. */
  readonly clockMs?: () => number;
}): SignatureWatch {
  const isSettingUp = config.signatureMode === 'log';
  const everyMs = isSettingUp ? LOOKED_AT_AGAIN_MS : TOLD_AGAIN_MS;
  const facts = { channel: 'zalo-oa' };
  let toldAtMs = -Infinity;
  let wasRight = false;
  return {
    wrong(body, header) {
      if (clockMs() - toldAtMs >= everyMs) {
        toldAtMs = clockMs();
        const signature = signatureShape(header);
        if (isSettingUp)
          log.warn('An event is not signed as it should be: it is acknowledged without effect', {
            ...facts,
            signature,
            fits:
              guessSignature(body, header, config) ??
              'nothing known: compare ZALO_OA_SECRET with the page Webhook',
          });
        else
          log.warn(
            'A call of the webhook is wrongly signed and refused; if no event of Zalo gets through, compare ZALO_OA_SECRET with the “OA Secret Key” on the page Webhook, or set ZALO_OA_SIGNATURE=log for a while',
            { ...facts, signature },
          );
      }
      return isSettingUp ? 'taken' : 'wrong-signature';
    },
    right() {
      if (isSettingUp && !wasRight)
        log.info('Events are signed as they should be: ZALO_OA_SIGNATURE=log is needed no more', facts);
      wasRight = true;
    },
  };
}
