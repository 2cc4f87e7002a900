import { randomUUID } from 'node:crypto';
import type { SendingChannel } from '../channel.ts';

/** Telegram's bound, so that a text that fits a demo phone fits the platforms too. */
const MAX_TEXT_LENGTH = 4096;

/** A phone shows a file by its address. */
const FILES = { docx: 'address', xlsx: 'address', png: 'address' } as const;

/** The demo phones' sending half. A phone shows the rows of `delivery` that are sent, so accepting a message is delivering it. */
export function demoChannel(): SendingChannel {
  return {
    channel: 'demo',
    capabilities: { buttons: true, maxTextLength: MAX_TEXT_LENGTH, files: FILES },
    send: () => Promise.resolve({ kind: 'sent', providerId: randomUUID() }),
    edit: (_, { providerId }) => Promise.resolve({ kind: 'sent', providerId }),
  };
}
