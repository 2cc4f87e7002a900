import type { SendingChannel } from '../channel.ts';
import type { TemplateSender } from './template-send.ts';

/**
 * Sends as `sender` does; a message that finds the person's window closed goes out as its template, if Zalo has approved that. One that
 * has none leaves the chat open for those that have.
 */
export function withTemplates(
  sender: SendingChannel,
  templates: Pick<TemplateSender, 'send' | 'sendsAny'>,
): SendingChannel {
  return {
    ...sender,
    async send(externalId, message, file) {
      const result = await sender.send(externalId, message, file);
      if (result.kind !== 'unreachable' || result.isWindowClosed !== true) return result;
      const byTemplate = message.template && (await templates.send(externalId, message.template));
      return byTemplate ?? (templates.sendsAny() ? { ...result, keepsChat: true } : result);
    },
  };
}
