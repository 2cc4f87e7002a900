import { Temporal } from 'temporal-polyfill';
import type { PersonCode } from '../../core/ids.ts';
import { storableText, type InboundMessage } from '../../core/messages.ts';
import { newDemoKey } from '../../db/queries/demo-key.ts';
import type { Receive } from '../channel.ts';

/** What a person does on a demo phone: writes, or taps the button that carries `tap`. */
export type Said = { readonly text: string } | { readonly tap: string };

/**
 * The demo phones' receiving half: what is said reaches the inbox like any platform's update. A person's code is the chat's
 * address, `now` the demo clock. Resolves when the effects are committed, rejects when nothing was stored.
 */
export function demoReceiver(
  receive: Receive,
  now: () => Promise<Temporal.Instant>,
): (person: PersonCode, said: Said) => Promise<void> {
  return async (person, said) => {
    const update: Pick<InboundMessage, 'key' | 'chat' | 'sentAt'> = {
      key: newDemoKey(Temporal.Now.instant()),
      chat: { channel: 'demo', externalId: person },
      sentAt: await now(),
    };
    await receive([
      'text' in said
        ? { ...update, kind: 'text', text: storableText(said.text) }
        : { ...update, kind: 'choice', token: storableText(said.tap) },
    ]);
  };
}
