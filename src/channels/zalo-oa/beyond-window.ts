import type { SendingChannel } from '../channel.ts';
import type { TemplateSender } from './template-send.ts';

/**
 * Sends as `sender` does; a message that finds the person's window closed goes out as its template, if Zalo has approved that. One that
 * has none leaves the chat open for those that have, and so does one of which the template told a part: it is kept as a whole. What
 * such a template costs is written down nowhere, for its message counts once, when it goes out: `tellsParts` false, none is sent.
 */
export function withTemplates(
  sender: SendingChannel,
  templates: Pick<TemplateSender, 'send' | 'sendsAny'>,
  { tellsParts }: { readonly tellsParts: boolean },
): SendingChannel {
  return {
    ...sender,
    async send(externalId, message, file) {
      const result = await sender.send(externalId, message, file);
      if (result.kind !== 'unreachable' || result.because !== 'window-closed') return result;
      const template = message.template?.isPart && !tellsParts ? undefined : message.template;
      const kept = { ...result, keepsChat: true } as const;
      const byTemplate = template && (await templates.send(externalId, template));
      if (!byTemplate) return templates.sendsAny() ? kept : result;
      const isTold = byTemplate.kind === 'sent' || byTemplate.kind === 'unknown';
      return isTold && template.isPart ? kept : byTemplate;
    },
  };
}
