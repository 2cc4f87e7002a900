import { Temporal } from 'temporal-polyfill';
import type { CarriedFile, EditResult, SendingChannel, SendResult } from '../../src/channels/channel.ts';
import { plainText, type Channel } from '../../src/core/messages.ts';

export type Sent = {
  readonly externalId: string;
  readonly text: string;
  readonly at: number;
  /** What it rewrites, by the platform's own name; undefined: a message of its own. */
  readonly edits?: string;
  /** What came with it. */
  readonly file?: CarriedFile;
};
type Answer<Result = EditResult> = Result | Promise<Result>;

/** A platform in memory that records attempts and arrivals and answers as it is told; without an order it accepts everything. */
export type ScriptedChannel = SendingChannel & {
  /** Every attempt, also a refused one. */
  readonly attempts: readonly Sent[];
  /** What arrived, in order. */
  readonly arrived: readonly Sent[];
  /** The next attempts with this text end so, one after the other. */
  answer(text: string, ...answers: readonly (() => Answer)[]): void;
  /** The greatest number of attempts under way at once, in all and in one chat. */
  readonly most: { inAll: number; inOneChat: number };
};

export function scriptedChannel(channel: Channel, takesMilliseconds = 1): ScriptedChannel {
  const attempts: Sent[] = [];
  const arrived: Sent[] = [];
  const script = new Map<string, (() => Answer)[]>();
  const underWay = new Map<string, number>();
  const most = { inAll: 0, inOneChat: 0 };
  let inAll = 0;

  async function attempt(one: Sent): Promise<EditResult> {
    attempts.push(one);
    const inChat = (underWay.get(one.externalId) ?? 0) + 1;
    underWay.set(one.externalId, inChat);
    inAll += 1;
    most.inAll = Math.max(most.inAll, inAll);
    most.inOneChat = Math.max(most.inOneChat, inChat);
    await new Promise((resolve) => setTimeout(resolve, takesMilliseconds));
    const result = await (script.get(one.text)?.shift()?.() ?? sent(`${channel}-${attempts.length}`));
    if (result.kind === 'sent') arrived.push(one);
    underWay.set(one.externalId, inChat - 1);
    inAll -= 1;
    return result;
  }

  return {
    channel,
    capabilities: { buttons: true, maxTextLength: 4096, files: { docx: 'bytes', png: 'address' } },
    attempts,
    arrived,
    most,
    answer(text, ...answers) {
      script.set(text, [...(script.get(text) ?? []), ...answers]);
    },
    async send(externalId, message, file) {
      const one = { externalId, text: plainText(message.text), at: performance.now() };
      const result = await attempt({ ...one, ...(file && { file }) });
      if (result.kind === 'gone') throw new TypeError('only an edit ends so');
      return result;
    },
    edit: (externalId, { providerId }, message) =>
      attempt({
        externalId,
        text: plainText(message.text),
        at: performance.now(),
        edits: providerId,
      }),
  };
}

export const sent = (providerId = 'p'): SendResult => ({ kind: 'sent', providerId });
export const retryAt = (notBefore: Temporal.Instant): SendResult => ({
  kind: 'retry',
  notBefore,
  reason: '429',
});
export const retryIn = (milliseconds: number): SendResult =>
  retryAt(Temporal.Now.instant().add({ milliseconds }));
