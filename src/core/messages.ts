import type { Temporal } from 'temporal-polyfill';
import type { DigestFile } from './digest/digest-file.ts';
import type { DigestPage } from './digest/page.ts';
import type { UpdateKey } from './ids.ts';
import type { TemplateUse } from './zalo-oa/templates.ts';

export type Channel = 'telegram' | 'zalo-bot' | 'zalo-oa' | 'demo';

/** Channels whose platform knows no buttons (Zalo's free bot): choices are numbered lines there. */
export const CHANNELS_WITHOUT_BUTTONS: ReadonlySet<Channel> = new Set(['zalo-bot']);

/** Channels that show few buttons, and maybe none: numbered lines may have to stand for them. */
export const CHANNELS_WITH_UNSURE_BUTTONS: ReadonlySet<Channel> = new Set(['zalo-oa']);

/** Channels where a bare number may stand for a choice. */
export const CHANNELS_WITH_NUMBERS: ReadonlySet<Channel> = new Set([
  ...CHANNELS_WITHOUT_BUTTONS,
  ...CHANNELS_WITH_UNSURE_BUTTONS,
]);

/** Channels where a message that was sent can be rewritten. Elsewhere it stays as it is: no edit is written at all. */
export const CHANNELS_WITH_EDITS: ReadonlySet<Channel> = new Set(['telegram', 'demo']);

/**
 * Channels where a message that may have arrived is sent again, for a repeated text harms nothing there. On the others it is marked
 * and left to people: see contracts.md "Unknown outcomes".
 */
export const CHANNELS_WITH_REPEATS: ReadonlySet<Channel> = new Set(['telegram', 'demo']);

/** Channels whose platform tells when a message reached the person's device, and when it was looked at. */
export const CHANNELS_WITH_RECEIPTS: ReadonlySet<Channel> = new Set(['zalo-oa']);

/** Channels that take messages for a while after a person was heard from, and some then only as templates. */
export const CHANNELS_WITH_WINDOWS: ReadonlySet<Channel> = new Set(['zalo-oa']);

/** A chat as the platform names it. */
export type ChatRef = { readonly channel: Channel; readonly externalId: string };

/** What a button sends back when it is tapped; at most 64 bytes, made and read by core/conversation/choices. */
export type ChoiceToken = string;

/** A file that a platform keeps for us. Type, size and name are what it says, which proves nothing. */
export type FileRef = {
  readonly externalId: string;
  readonly mediaType: string;
  /** 0: not said. */
  readonly sizeBytes: number;
  readonly name: string;
};

/** Something a person did in a private chat, in words that no platform owns. */
export type InboundMessage = {
  readonly key: UpdateKey;
  readonly chat: ChatRef;
  readonly sentAt: Temporal.Instant;
} &
  /** `forwarded`: the platform says that another wrote it. */
  (
    | { readonly kind: 'text'; readonly text: string; readonly forwarded?: true }
    /** `under`: the platform's name of the message under which the button stands; absent: it does not say. */
    | { readonly kind: 'choice'; readonly token: ChoiceToken; readonly under?: string }
    | {
        readonly kind: 'files';
        readonly files: readonly FileRef[];
        readonly caption: string;
        /** The platform's name of the album that the files belong to, whose other files come as messages of their own. */
        readonly album?: string;
      }
    /** The person stopped or blocked the bot. */
    | { readonly kind: 'left' }
    /** The person opened the chat, and said nothing yet. */
    | { readonly kind: 'opened' }
    /** `unseen`: the platform says no more than that something came. */
    | {
        readonly kind: 'unsupported';
        readonly what: 'sticker' | 'voice' | 'edit' | 'location' | 'contact' | 'group' | 'unseen' | 'other';
      }
  );

/** What the person wrote, as text or beside files; empty where they wrote nothing. */
export function wordsOf(message: InboundMessage): string {
  switch (message.kind) {
    case 'text':
      return message.text;
    case 'files':
      return message.caption;
    case 'choice':
    case 'left':
    case 'opened':
    case 'unsupported':
      return '';
  }
}

/** A piece of a line; channels that know no bold send the plain text. */
export type TextPart = string | { readonly bold: string };
export type RichText = readonly TextPart[];

export type Button = { readonly text: string; readonly token: ChoiceToken };

/**
 * A message as worded for one person, stored so that a retry sends the same thing. Rows of buttons. `typed`: what to say in place of
 * the buttons where it turns out that they cannot be shown.
 */
export type OutgoingMessage = {
  readonly text: RichText;
  readonly buttons: readonly (readonly Button[])[];
  readonly typed?: RichText;
  /** What the text stands under; made when it is sent, and with the figures of then unless it names a digest that was sent. */
  readonly file?: DigestFile;
  /** What may say the same on a platform that, for now, takes nothing but approved templates for the person. */
  readonly template?: TemplateUse;
  /** Where all is said that the text leaves out; addressed when it is sent. Absent: nowhere. */
  readonly pages?: readonly DigestPage[];
};

export function plainText(text: RichText): string {
  return text.map((part) => (typeof part === 'string' ? part : part.bold)).join('');
}

/**
 * Text as it can be kept: PostgreSQL stores neither U+0000 nor half a surrogate pair, and one such character would make its
 * message fail for ever. Every channel passes what it receives through here.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
