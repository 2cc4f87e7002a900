import type { Temporal } from 'temporal-polyfill';
import type { EditResult, SendingChannel, SendResult } from '../channels/channel.ts';
import type { DigestFile } from '../core/digest/digest-file.ts';
import type { ClaimedDelivery } from '../db/queries/deliveries.ts';
import type { Log } from '../log.ts';
import { createAlerts } from './alerts.ts';
import { correlationOf } from './correlation.ts';
import { createFilePreparer, withPages, type FileSource, type Ready } from './files.ts';

/** Tries to send messages of one channel and tells the operator how that ended. */
export type Attempts = {
  /** Makes the file that the message carries; never throws. */
  readonly make: (row: ClaimedDelivery, file: DigestFile) => Promise<Ready>;
  /** Sends or rewrites; never throws. */
  attempt(row: ClaimedDelivery, ready: Ready): Promise<EditResult>;
  tell(row: ClaimedDelivery, result: EditResult): void;
};

export function createAttempts(parts: {
  readonly channel: SendingChannel;
  readonly files: FileSource | undefined;
  readonly log: Log;
  /** Real time. */
  readonly now: () => Temporal.Instant;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
}): Attempts {
  const { channel, log, now } = parts;
  const alert = createAlerts(log, parts.clock);
  const factsOf = (row: ClaimedDelivery) => ({
    channel: channel.channel,
    delivery: row.id,
    correlation: correlationOf(row.dedupKey),
  });
  /** What is refused was not sent. Where that is for the sake of its file, the reader gets the words, and where the file is. */
  async function sendReady(row: ClaimedDelivery, { message, file, instead }: Ready): Promise<SendResult> {
    const result = await channel.send(row.externalId, message, file);
    if (result.kind !== 'rejected' || !instead) return result;
    alert('A platform refused a file: its reader gets words instead', {
      ...factsOf(row),
      reason: result.reason,
    });
    return channel.send(row.externalId, instead);
  }
  return {
    make: createFilePreparer({ channel, source: parts.files, log, factsOf }),
    async attempt(row, ready) {
      try {
        const message = withPages(ready.message, parts.files);
        if (row.target === null) return await sendReady(row, { ...ready, message });
        const { providerId, message: before } = row.target;
        if (!providerId) return { kind: 'gone', reason: 'the message was not sent' };
        if (!channel.edit) return { kind: 'gone', reason: 'the channel rewrites nothing' };
        const target = { providerId, message: before, attempts: row.attempts };
        return await channel.edit(row.externalId, target, message);
      } catch (error) {
        log.error('A channel failed instead of answering', factsOf(row), error);
        return { kind: 'retry', notBefore: now(), reason: 'the channel failed' };
      }
    },
    tell(row, result) {
      const event = `A message ended as ${result.kind}`;
      const facts = { ...factsOf(row), attempt: row.attempts };
      if (result.kind === 'sent') return log.debug(event, facts);
      const why = { ...facts, reason: result.reason };
      if (result.kind === 'rejected' || result.kind === 'unknown') alert(event, why);
      else if (result.kind === 'retry') log.debug(event, why);
      else log.info(event, why);
    },
  };
}
