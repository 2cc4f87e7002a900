import type { Temporal } from 'temporal-polyfill';
import type { TemplateKind } from '../zalo-oa/templates.ts';

/** Why a platform gave no usable answer. */
export type NoAnswer = {
  readonly kind:
    /** It does not take the token. */
    | 'credential'
    /** Tier, permissions or state of the app: someone has to put it right on the platform. */
    | 'configuration'
    /** The account is removed, or broke the platform's rules. */
    | 'account-lost'
    | 'too-many-requests'
    | 'unreachable'
    | 'refused';
  /** Short; holds no token. */
  readonly reason: string;
};

export type BotPlatform = 'telegram' | 'zalo-bot';

export type BotCheck = {
  readonly asked: 'bot';
  readonly platform: BotPlatform;
  readonly result: { readonly kind: 'ok'; readonly name: string | undefined } | NoAnswer;
};

/** Where the platform posts what comes in, beside how we receive. */
export type Webhook =
  | { readonly kind: 'ok'; readonly receiving: 'polling' | 'webhook' }
  /** We wait for posts, and the platform knows no address. */
  | { readonly kind: 'none' }
  /** `host`: of the address that is set, whose path may hold another's secret. */
  | { readonly kind: 'other'; readonly receiving: 'polling' | 'webhook'; readonly host: string };

export type WebhookCheck = {
  readonly asked: 'webhook';
  readonly platform: BotPlatform;
  readonly result: Webhook | NoAnswer;
};

/** An Official Account as Zalo describes it; undefined: Zalo does not say. */
export type ZaloAccount = {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly isVerified: boolean | undefined;
  /** What Zalo calls the package that was bought. */
  readonly packageName: string | undefined;
  /** The Zalo Cloud Account that pays for templates. */
  readonly cloudAccount: string | undefined;
};

export type AccountCheck = {
  readonly asked: 'account';
  readonly platform: 'zalo-oa';
  readonly result:
    | { readonly kind: 'ok'; readonly account: ZaloAccount }
    /** No access token that is still good is kept, and whoever only looks spends no refresh token. */
    | { readonly kind: 'no-token' }
    | NoAnswer;
};

/** Whether what Zalo knows of one person's last interaction may be asked for. */
export type QuotaCheck = {
  readonly asked: 'quota';
  readonly platform: 'zalo-oa';
  readonly result:
    /** Real time; undefined: Zalo knows of none. */
    { readonly kind: 'ok'; readonly lastInteraction: Temporal.Instant | undefined } | NoAnswer;
};

/** Whether a template that is set can be sent, asked where templates go to phone numbers. */
export type TemplateCheck = {
  readonly asked: 'template';
  readonly platform: 'zalo-oa';
  readonly template: TemplateKind;
  readonly id: string;
  /** `status`: as Zalo says it, ENABLE where it can; undefined: Zalo does not say. */
  readonly result: { readonly kind: 'ok'; readonly status: string | undefined } | NoAnswer;
};

/** Whether PUBLIC_URL leads to a service of ours, asked from this machine. */
export type AddressCheck = {
  readonly asked: 'address';
  /** With its protocol, without a path. */
  readonly origin: string;
  readonly result:
    | { readonly kind: 'ok' }
    /** Something else answers there. */
    | { readonly kind: 'other'; readonly status: number }
    | { readonly kind: 'unreachable'; readonly reason: string };
};

/** One question to a real platform, which changes nothing there and sends nobody anything, and what came of it. */
export type LiveCheck = BotCheck | WebhookCheck | AccountCheck | QuotaCheck | TemplateCheck | AddressCheck;

/** `ours`: where we want posts; undefined: we poll. `registered`: '' for none. */
export function compareWebhook(ours: string | undefined, registered: string): Webhook {
  const receiving = ours === undefined ? 'polling' : 'webhook';
  if (registered === (ours ?? '')) return { kind: 'ok', receiving };
  if (registered === '') return { kind: 'none' };
  return { kind: 'other', receiving, host: URL.canParse(registered) ? new URL(registered).host : '?' };
}
