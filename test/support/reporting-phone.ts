import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Commune } from './crash-district.ts';
import type { FaultyBotApi } from './faulty-bot-api.ts';
import { jpegOf } from './sample-files.ts';
import { messageUpdate, textUpdate, type TelegramUpdate } from './telegram-updates.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** What a contact did, as the platform knows it was acknowledged. */
export type Typed = {
  readonly commune: Commune;
  /** Complaints as confirmed, one report or correction after the other. */
  readonly confirmed: number[];
  /** SHA-256 of each photo, oldest first. */
  readonly photos: string[];
  updates: number;
};

/** A report keeps 20 files at most. */
const PHOTOS = 18;
const PHOTO_EACH_ROUNDS = 4;
const LONGEST_THOUGHT_MS = 250;

/** Reports another figure and confirms it, again and again; the next message waits only for the acknowledgement, not for an answer. */
export async function keepReporting(
  commune: Commune,
  parts: {
    readonly api: FaultyBotApi;
    readonly sender: WebhookSender;
    readonly nextUpdate: () => number;
    readonly isOver: () => boolean;
  },
): Promise<Typed> {
  const { api, sender, nextUpdate } = parts;
  const typed: Typed = { commune, confirmed: [], photos: [], updates: 0 };
  const sent: TelegramUpdate[] = [];

  async function say(update: TelegramUpdate): Promise<void> {
    await sender.deliver(update);
    typed.updates += 1;
    sent.push(update);
    // The platform lost an answer: this update comes again, and an older one late.
    sender.repeat(update);
    const older = sent[Math.floor(Math.random() * sent.length)];
    if (older) sender.repeat(older);
    await pause(Math.random() * LONGEST_THOUGHT_MS);
  }

  function report(figure: number): TelegramUpdate {
    const text = `kn ${figure}`;
    if (figure % PHOTO_EACH_ROUNDS > 0 || typed.photos.length >= PHOTOS)
      return textUpdate(nextUpdate(), commune.chat, text);
    const name = `${commune.unit}-${figure}`;
    const photo = jpegOf(name, 2_000);
    api.keep(name, photo);
    typed.photos.push(createHash('sha256').update(photo).digest('hex'));
    return messageUpdate(nextUpdate(), commune.chat, {
      photo: [{ file_id: name, width: 1280, height: 853, file_size: photo.length }],
      caption: text,
    });
  }

  for (let figure = 1; !parts.isOver(); figure += 1) {
    // One after the other, as a person types.
    // oxlint-disable-next-line no-await-in-loop
    await say(report(figure));
    // oxlint-disable-next-line no-await-in-loop
    await say(textUpdate(nextUpdate(), commune.chat, 'gửi'));
    typed.confirmed.push(figure);
  }
  return typed;
}
