import { z } from 'zod';
import type { Channel } from '../../src/core/messages.ts';
import type { BotApi } from './bot-api.ts';
import type { Service } from './service.ts';
import { waitFor } from './wait-for.ts';
import type { ZaloBotApi } from './zalo-bot-api.ts';
import type { ZaloOaApi } from './zalo-oa-api.ts';

/** Somebody's chat with the office on one channel, through the platform that the channel really has. */
export type Phone = {
  readonly channel: Channel;
  say(text: string): Promise<unknown>;
  /** What the office said, as plain text, oldest first. */
  texts(): Promise<readonly string[]>;
};

/** A person's phone on a channel. `number`: another one for each phone; `person`: their code in the organisation. */
export type PhoneMaker = (number: number, person: string) => Phone;

export const telegramPhones =
  (api: BotApi): PhoneMaker =>
  (number) => ({
    channel: 'telegram',
    say: (text) => api.say(number, text),
    texts: async () =>
      (await api.messages(number)).map(({ text }) =>
        text
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&'),
      ),
  });

export const zaloBotPhones =
  (api: ZaloBotApi): PhoneMaker =>
  (number) => ({
    channel: 'zalo-bot',
    say: (text) => api.say(String(number), text),
    texts: async () => api.messages(String(number)),
  });

export const zaloOaPhones =
  (api: ZaloOaApi): PhoneMaker =>
  (number) => ({
    channel: 'zalo-oa',
    say: (text) => api.say(String(number), text),
    texts: async () => api.messages(String(number)),
  });

export const demoPhones =
  (service: () => Service): PhoneMaker =>
  (_number, person) => ({
    channel: 'demo',
    async say(text) {
      const response = await fetch(`${service().url}/demo/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person, text }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async texts() {
      const response = await fetch(`${service().url}/demo/messages?person=${person}`);
      const shown = z.array(z.object({ from: z.string(), text: z.string() })).parse(await response.json());
      return shown.flatMap(({ from, text }) => (from === 'bot' ? [text] : []));
    },
  });

/** Says something and gives the first message after it that reads so. */
export async function answerTo(phone: Phone, text: string, expected: RegExp): Promise<string> {
  const before = (await phone.texts()).length;
  await phone.say(text);
  let answer: string | undefined;
  try {
    await waitFor(async () => {
      answer = (await phone.texts()).slice(before).find((one) => expected.test(one));
      return answer !== undefined;
    });
  } catch {
    const got = (await phone.texts()).slice(before).join('\n---\n');
    throw new Error(
      `${phone.channel}: “${text}” was not answered with ${String(expected)}, but with:\n${got}`,
    );
  }
  return answer ?? '';
}
