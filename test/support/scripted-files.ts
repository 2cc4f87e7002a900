import type { FetchingChannel, FetchResult } from '../../src/channels/channel.ts';
import { jpegOf } from './sample-files.ts';

/** A platform in memory that gives files as it is told; without an order each is a JPEG of its own. */
export type ScriptedFiles = FetchingChannel & {
  /** Every attempt, by the file's name on the platform. */
  readonly attempts: readonly string[];
  /** The next attempts for this file end so, one after the other; the last answer stays. */
  answer(externalId: string, ...answers: readonly (FetchResult | Promise<FetchResult>)[]): void;
};

export function scriptedFiles(): ScriptedFiles {
  const attempts: string[] = [];
  const script = new Map<string, (FetchResult | Promise<FetchResult>)[]>();
  return {
    channel: 'demo',
    attempts,
    answer(externalId, ...answers) {
      script.set(externalId, [...answers]);
    },
    async fetchFile(externalId) {
      attempts.push(externalId);
      const answers = script.get(externalId) ?? [];
      const next = answers.length > 1 ? answers.shift() : answers[0];
      await new Promise(setImmediate);
      return next ?? { kind: 'fetched', content: jpegOf(externalId) };
    },
  };
}
