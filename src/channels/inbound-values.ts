import { z } from 'zod';
import { storableText, type InboundMessage } from '../core/messages.ts';

/** What a message says, without who says it, where and when. */
export type Content = WithoutPlace<InboundMessage>;
type WithoutPlace<T> = T extends InboundMessage ? Omit<T, 'key' | 'chat' | 'sentAt'> : never;

/** Text of a platform as the database can keep it. */
export const text = z.string().transform(storableText);
export const optionalText = text.optional().catch(undefined);

/** Zalo's ids are opaque; one written as a number is the same id. */
export const opaqueId = z
  .union([z.string(), z.number().transform(String)])
  .pipe(text)
  .pipe(z.string().min(1).max(200));
