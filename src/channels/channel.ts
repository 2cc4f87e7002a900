import type { Temporal } from 'temporal-polyfill';
import type { BlockedBecause } from '../core/organization/blocked.ts';
import type { DigestFileFormat } from '../core/digest/digest-file.ts';
import type { Channel, InboundMessage, OutgoingMessage } from '../core/messages.ts';

/** What a platform can do; texts and buttons are fitted to it when they are sent. */
export type Capabilities = {
  readonly buttons: boolean;
  readonly maxTextLength: number;
  /** How it takes a file of a format: its bytes, or an address that it fetches the file from. Else the address stands in the text. */
  readonly files?: Readonly<Partial<Record<DigestFileFormat, CarriedFile['kind']>>>;
};

/** A file that goes out with a message. */
export type CarriedFile = {
  readonly format: DigestFileFormat;
  /** With its ending, of letters that every platform takes. */
  readonly name: string;
} & (
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'address'; readonly url: string }
);

/**
 * How an attempt to send ended.
 * `retry`: nothing arrived, try again at `notBefore`. `unreachable`: this chat cannot be written to (blocked, gone).
 * `rejected`: the message itself is at fault. `unknown`: it may have arrived. `parts`: the platform's messages that it took, if not one.
 */
export type SendResult =
  | {
      readonly kind: 'sent';
      readonly providerId: string;
      readonly parts?: number;
      /** The kind of quota that the platform took each part from, null where it named none; absent: it never does. */
      readonly quotaTypes?: readonly (string | null)[];
    }
  | {
      readonly kind: 'retry';
      readonly notBefore: Temporal.Instant;
      readonly reason: string;
      /** Nothing at all can be sent for the account until someone acts. */
      readonly refuses?: 'account';
      /** The moment may be a day ahead: until then nothing is asked for this message, and answers in its chat go before it. */
      readonly putsOff?: true;
    }
  | {
      readonly kind: 'unreachable';
      readonly reason: string;
      /** Absent: the platform does not tell, or it is not known. */
      readonly because?: BlockedBecause;
      /** Other messages may still reach the chat: this one alone goes elsewhere, or is kept. */
      readonly keepsChat?: true;
    }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string; readonly parts?: number };

/** As an attempt to send; `gone`: the message can be rewritten no more (deleted, too old), which nobody need look at. */
export type EditResult = SendResult | { readonly kind: 'gone'; readonly reason: string };

/** A message that arrived and is to be rewritten. */
export type EditTarget = {
  readonly providerId: string;
  /** As it was first sent. */
  readonly message: OutgoingMessage;
  /** Attempts at this edit, this one included. */
  readonly attempts: number;
};

/**
 * The sending half of a channel. `send` and `edit` answer every failure with a result and never throw. Trouble of the platform as a
 * whole the channel tells the operator: one line when it begins and one when it has ended.
 */
export type SendingChannel = {
  readonly channel: Channel;
  readonly capabilities: Capabilities;
  /** `file`: as `capabilities.files` wants one; the text, at most 1,000 characters, stands under it. */
  send(externalId: string, message: OutgoingMessage, file?: CarriedFile): Promise<SendResult>;
  /** Shows for some seconds that a file is on its way; whether that works changes nothing. */
  showUpload?(externalId: string, format: DigestFileFormat): void;
  /** Puts this message in the place of an earlier one; only on CHANNELS_WITH_EDITS. Repeating it is harmless. */
  edit?(externalId: string, target: EditTarget, message: OutgoingMessage): Promise<EditResult>;
};

/**
 * How an attempt to fetch a file ended. `gone`: the platform will not give it, now or later. `retry`: try again; `counts` is false
 * where the platform as a whole is in trouble, which says nothing about this file.
 */
export type FetchResult =
  | { readonly kind: 'fetched'; readonly content: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly counts: boolean };

/** The half of a channel that fetches what people sent. `fetchFile` answers every failure with a FetchResult and never throws. */
export type FetchingChannel = {
  readonly channel: Channel;
  /** `externalId`: the platform's name of the file, as its message gave it. Never reads more than `maxBytes`. */
  fetchFile(
    externalId: string,
    options: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<FetchResult>;
};

/** Hands messages to the inbox; resolves when their effects are committed, rejects when nothing was stored. */
export type Receive = (messages: readonly InboundMessage[]) => Promise<void>;

/** What the web edge needs to serve a platform's webhook. */
export type ChannelWebhook = {
  readonly secret: string;
  /** Takes one update in whatever form; resolves when its effects are committed or it has none, rejects when nothing was stored. */
  take(update: unknown): Promise<void>;
};

/** What the web edge needs to serve a platform that signs what it posts. */
export type SignedWebhook = {
  /**
   * Takes one call, its body byte for byte. Resolves when its effects are committed or it has none, rejects when nothing was stored.
   */
  take(body: Uint8Array, signature: string | undefined): Promise<'taken' | 'wrong-signature'>;
};

/** A platform that this process receives from and sends to. */
export type RunningChannel = {
  readonly sender: SendingChannel;
  readonly fetcher: FetchingChannel;
  /** As links and the banner name it, without @; undefined until the platform has said it. */
  readonly botName: string | undefined;
  /** Undefined when polling. */
  readonly webhook: ChannelWebhook | undefined;
  /** Stops receiving; a webhook stays set, so that the platform keeps updates for the next start. Sending still works. */
  stop(): Promise<void>;
};
