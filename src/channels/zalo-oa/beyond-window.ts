import type { SendingChannel } from '../channel.ts';
import type { TemplateSender } from './template-send.ts';

/** Sends as `sender` does; a message that finds the person's window closed goes out as its template, if Zalo has approved that. */
export function withTemplates(
  sender: SendingChannel,
  templates: Pick<TemplateSender, 'send'>,
): SendingChannel {
  return {
    ...sender,
    async send(externalId, message, file) {
      const result = await sender.send(externalId, message, file);
      const isClosed = result.kind === 'unreachable' && result.isWindowClosed === true;
      if (!isClosed || !message.template) return result;
      return (await templates.send(externalId, message.template)) ?? result;
    },
  };
}
