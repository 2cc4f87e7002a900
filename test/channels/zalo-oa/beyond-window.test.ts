import { describe, expect, it } from 'vitest';
import { withTemplates } from '../../../src/channels/zalo-oa/beyond-window.ts';
import type { SendResult } from '../../../src/channels/channel.ts';
import type { OutgoingMessage } from '../../../src/core/messages.ts';
import type { TemplateUse } from '../../../src/core/zalo-oa/templates.ts';

const TEMPLATE: TemplateUse = { kind: 'nhac-han', period: '2026-W48', data: {} };
const closed: SendResult = { kind: 'unreachable', reason: '-230', because: 'window-closed' };
const sent: SendResult = { kind: 'sent', providerId: 'm1' };

/** Gives what became of the message, and the templates that were sent. */
async function send(
  plain: SendResult,
  byTemplate: SendResult | undefined,
  template?: TemplateUse,
  { sendsAny = false, tellsParts = true } = {},
) {
  const used: TemplateUse[] = [];
  const sender = withTemplates(
    {
      channel: 'zalo-oa',
      capabilities: { buttons: true, maxTextLength: 2000 },
      send: async () => plain,
    },
    {
      async send(_, use) {
        used.push(use);
        return byTemplate;
      },
      sendsAny: () => sendsAny,
    },
    { tellsParts },
  );
  const message: OutgoingMessage = { text: ['nhắc'], buttons: [], ...(template && { template }) };
  return { result: await sender.send('771', message), used };
}

describe('a message that finds the window closed', () => {
  it('goes out as its template', async () => {
    expect(await send(closed, sent, TEMPLATE)).toEqual({ result: sent, used: [TEMPLATE] });
  });

  it('of which nobody knows whether its template arrived is not sent otherwise', async () => {
    const unknown: SendResult = { kind: 'unknown', reason: 'no answer' };
    expect((await send(closed, unknown, TEMPLATE)).result).toEqual(unknown);
  });

  it('reaches nobody where it has no template, or none is approved', async () => {
    expect(await send(closed, sent)).toEqual({ result: closed, used: [] });
    expect((await send(closed, undefined, TEMPLATE)).result).toEqual(closed);
  });

  it('leaves the chat to others where there are templates for them', async () => {
    const kept = { ...closed, keepsChat: true };
    expect((await send(closed, undefined, undefined, { sendsAny: true })).result).toEqual(kept);
    expect((await send(closed, undefined, TEMPLATE, { sendsAny: true })).result).toEqual(kept);
    const refused: SendResult = { kind: 'unreachable', reason: '-139' };
    expect((await send(closed, refused, TEMPLATE, { sendsAny: true })).result).toEqual(refused);
  });

  it('of which the template told a part is kept for when the person is heard from', async () => {
    const part: TemplateUse = { ...TEMPLATE, isPart: true };
    const kept = { ...closed, keepsChat: true };
    expect(await send(closed, sent, part)).toEqual({ result: kept, used: [part] });
    expect((await send(closed, { kind: 'unknown', reason: 'no answer' }, part)).result).toEqual(kept);
    const refused: SendResult = { kind: 'unreachable', reason: '-139' };
    expect((await send(closed, refused, part)).result).toEqual(refused);
    const unpriced = await send(closed, sent, part, { sendsAny: true, tellsParts: false });
    expect(unpriced).toEqual({ result: kept, used: [] });
  });

  it.each([sent, { kind: 'unreachable', reason: '-213' }, { kind: 'unknown', reason: 'reset' }] as const)(
    'is the only one that does: %o',
    async (plain) => {
      expect(await send(plain, sent, TEMPLATE)).toEqual({ result: plain, used: [] });
    },
  );
});
