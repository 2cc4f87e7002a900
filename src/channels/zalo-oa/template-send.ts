import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { TemplateSettings } from '../../config.ts';
import { isTemplateNight, thisMorning } from '../../core/zalo-oa/ask-again.ts';
import {
  fillTemplate,
  TEMPLATE_KINDS,
  type TemplateKind,
  type TemplateUse,
} from '../../core/zalo-oa/templates.ts';
import type { Log } from '../../log.ts';
import { TEMPLATES } from '../../texts/zalo-oa-templates.ts';
import { UNTIL_SOMEONE_ACTS_MS } from '../backoff.ts';
import type { SendResult } from '../channel.ts';
import type { ApiAnswer, ApiFailure, ZaloOaApi } from './api.ts';
import { reasonOf, sendResultOf } from './failures.ts';
import { SEND_TIMEOUT_MS } from './send.ts';
import { pauseAfter, templateTroubleOf, type Pause } from './template-failures.ts';
import type { TroubleLog } from './trouble-log.ts';

/** Who reads on an account's chat, as the office knows them. */
export type TemplateReader = {
  readonly name: string;
  /** As `0912345678` or `+84912345678`. */
  readonly phone: string | null;
};

export type TemplateSenderParts = {
  /** Of people by their id. */
  readonly api: Pick<ZaloOaApi, 'post'>;
  /** Of people by their phone. */
  readonly businessApi: Pick<ZaloOaApi, 'post'>;
  readonly templates: TemplateSettings;
  /** Undefined: nobody is linked there. */
  readonly readerOf: (userId: string) => Promise<TemplateReader | undefined>;
  readonly trouble: TroubleLog;
  readonly log: Log;
  /** Real time. */
  readonly now?: () => Temporal.Instant;
  readonly timeoutMs?: number;
};

/** What Zalo says about a template. */
export type TemplateChange = {
  readonly id: string;
  /** ENABLE, REJECT, DISABLE … */
  readonly status: string;
  readonly reason: string | undefined;
};

export type TemplateSender = {
  /**
   * Sends a template in a message's stead: for who was not heard from for seven days. Undefined: none was approved for it. `unreachable`:
   * it cannot be said by one, so that the message goes the way of all that find no window. Rejects only where the reader is not found out.
   */
  send(userId: string, use: TemplateUse): Promise<SendResult | undefined>;
  /** Whether any is approved that Zalo has not refused since. */
  sendsAny(): boolean;
  changed(change: TemplateChange): void;
};

export function createTemplateSender(parts: TemplateSenderParts): TemplateSender {
  const { api, businessApi, templates, trouble, log } = parts;
  const { now = () => Temporal.Now.instant(), timeoutMs = SEND_TIMEOUT_MS } = parts;
  const paused = new Map<TemplateKind, Pause>();
  /** Zalo does not take them by a person's id. */
  const byPhoneOnly = new Set<TemplateKind>();
  /** Of what failed for no reason that Zalo names: it is tried once more. */
  const failedOnce = new Set<string>();

  const misfits = new Set<string>();

  function tellMisfit(facts: { readonly template: TemplateKind; readonly param: string }): void {
    const key = `${facts.template} ${facts.param}`;
    if (misfits.has(key)) return;
    misfits.add(key);
    log.error('A value does not fit into a template of Zalo; such messages go another way', facts);
  }

  const post = (path: string, body: Readonly<Record<string, unknown>>, { byPhone }: { byPhone: boolean }) =>
    (byPhone ? businessApi : api).post(path, body, { timeoutMs });

  function isOn(pause: Pause): boolean {
    return pause.kind === 'for-good' || pause.moment.epochMilliseconds > now().epochMilliseconds;
  }

  async function sendFilled(
    userId: string,
    use: TemplateUse,
    { id, byPhone }: NonNullable<TemplateSettings[TemplateKind]>,
    phone: string | null,
    data: Readonly<Record<string, string>>,
  ): Promise<ApiAnswer | 'no-phone'> {
    const about = { template_id: id, template_data: data };
    if (!byPhone && !byPhoneOnly.has(use.kind)) {
      const answer = await post(
        '/v3.0/oa/message/template',
        { user_id: userId, ...about },
        { byPhone: false },
      );
      if (answer.ok || templateTroubleOf(answer.failure) !== 'not-by-user') return answer;
      byPhoneOnly.add(use.kind);
      log.warn('Zalo sends a template to phone numbers only: whoever has none on file does not get it', {
        template: use.kind,
        reason: reasonOf(answer.failure),
      });
    }
    if (phone === null) return 'no-phone';
    return post(
      '/message/template',
      { phone: phone.replace(/^(?:\+84|0)/, '84'), ...about, tracking_id: trackingId(userId, use) },
      { byPhone: true },
    );
  }

  function failed(userId: string, use: TemplateUse, failure: ApiFailure): SendResult {
    const kind = templateTroubleOf(failure);
    const key = trackingId(userId, use);
    const pause = pauseAfter(kind, now());
    if (pause) paused.set(use.kind, pause);
    trouble.failed('sending', failure);
    const again = (milliseconds: number): SendResult => ({
      kind: 'retry',
      notBefore: now().add({ milliseconds }),
      reason: reasonOf(failure),
    });
    switch (kind) {
      case 'no-token':
      case 'too-many-requests':
      case 'receive-limit':
      case 'night':
      case 'stopped':
        return sendResultOf(failure, 1, now());
      case 'unavailable':
        return failure.kind === 'unavailable' && !failure.sent
          ? again(UNTIL_SOMEONE_ACTS_MS)
          : sendResultOf(failure, 1, now());
      case 'unspecified':
        if (failedOnce.delete(key)) break;
        failedOnce.add(key);
        return again(MINUTE_MS);
      case 'opted-out':
      case 'gone':
      case 'not-following':
      case 'wrong-phone':
        return unreachable(`template: ${reasonOf(failure)}`);
      default:
        break;
    }
    const reason = `template: ${reasonOf(failure)}`;
    return pause ? resultOf(pause, reason) : missed(reason);
  }

  return {
    async send(userId, use) {
      const setting = templates[use.kind];
      if (!setting) return undefined;
      const pause = paused.get(use.kind);
      if (pause && isOn(pause)) return resultOf(pause, 'the template is not sent for now');
      if (isTemplateNight(now())) return putOff(thisMorning(now()), 'no template at night');
      const reader = await parts.readerOf(userId);
      if (!reader) return unreachable('no person to name in the template');
      const filled = fillTemplate(TEMPLATES[use.kind], { ...use.data, ho_ten: reader.name });
      if (!filled.ok) {
        tellMisfit({ template: use.kind, param: filled.param });
        return missed(`the template’s ${filled.param} does not fit`);
      }
      const answer = await sendFilled(userId, use, setting, reader.phone, filled.data);
      if (answer === 'no-phone') return missed('no phone number for the template');
      if (!answer.ok) return failed(userId, use, answer.failure);
      trouble.worked('sending');
      failedOnce.delete(trackingId(userId, use));
      return { kind: 'sent', providerId: sentTemplate.parse(answer.data), parts: 1 };
    },
    sendsAny: () => TEMPLATE_KINDS.some((kind) => templates[kind] && paused.get(kind)?.kind !== 'for-good'),
    changed({ id, status, reason }) {
      for (const kind of TEMPLATE_KINDS) {
        if (templates[kind]?.id !== id) continue;
        const isSent = status === 'ENABLE';
        if (isSent) paused.delete(kind);
        else paused.set(kind, { kind: 'for-good' });
        const facts = { template: kind, status, ...(reason !== undefined && { reason }) };
        if (isSent) log.info('Zalo sends a template from now on', facts);
        else log.error('Zalo sends a template no more: see account.zalo.cloud', facts);
      }
    },
  };
}

const MINUTE_MS = 60_000;

/** What a day's end mends is asked for again then; else the message finds no way here. */
function resultOf(pause: Pause, reason: string): SendResult {
  if (pause.kind === 'next-day') return putOff(pause.moment, reason);
  return pause.kind === 'for-a-while' ? missed(reason) : unreachable(reason);
}

/** Nothing is wrong with the person: the next template may well reach them. */
function missed(reason: string): SendResult {
  return { kind: 'unreachable', reason, keepsChat: true };
}

function putOff(notBefore: Temporal.Instant, reason: string): SendResult {
  return { kind: 'retry', notBefore, reason, putsOff: true };
}

function unreachable(reason: string): SendResult {
  return { kind: 'unreachable', reason };
}

/** Names person and period to us, and nobody else: at most 48 characters. */
function trackingId(userId: string, { kind, period }: TemplateUse): string {
  const person = createHash('sha256').update(userId).digest('hex').slice(0, 12);
  return `${person}-${kind}-${period}`.slice(0, 48);
}

const optionalId = z.union([z.string(), z.number()]).transform(String).optional();
/** By a person's id the one, by phone the other. */
const sentTemplate = z
  .object({ message_id: optionalId, msg_id: optionalId })
  .transform(({ message_id: byId, msg_id: byPhone }) => byId ?? byPhone ?? '')
  .catch('');
