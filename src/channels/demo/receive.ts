import { Temporal } from 'temporal-polyfill';
import type { PersonCode } from '../../core/ids.ts';
import { storableText, type FileRef, type InboundMessage } from '../../core/messages.ts';
import { newDemoKey } from '../../db/queries/demo-key.ts';
import type { Receive } from '../channel.ts';

/** A file that a demo phone sends; name and type are what the phone says. */
export type DemoFile = { readonly name: string; readonly mediaType: string; readonly content: Buffer };

/** What a person does on a demo phone: writes, taps the button that carries `tap`, or sends a file, alone or as part of an album. */
export type Said =
  | { readonly text: string }
  | { readonly tap: string }
  | { readonly file: DemoFile; readonly caption: string; readonly album: string | undefined };

/**
 * The demo phones' receiving half: what is said reaches the inbox like any platform's update. A person's code is the chat's
 * address, `now` the demo clock; `store` keeps what a file holds and gives the name to fetch it by. Resolves when the effects are committed, rejects when nothing was stored.
 */
export function demoReceiver(
  receive: Receive,
  now: () => Promise<Temporal.Instant>,
  store: (content: Buffer) => Promise<string>,
): (person: PersonCode, said: Said) => Promise<void> {
  return async (person, said) => {
    const update: Pick<InboundMessage, 'key' | 'chat' | 'sentAt'> = {
      key: newDemoKey(Temporal.Now.instant()),
      chat: { channel: 'demo', externalId: person },
      sentAt: await now(),
    };
    await receive([{ ...update, ...(await contentOf(said, store)) }]);
  };
}

type Content =
  | Omit<Extract<InboundMessage, { kind: 'text' }>, 'key' | 'chat' | 'sentAt'>
  | Omit<Extract<InboundMessage, { kind: 'choice' }>, 'key' | 'chat' | 'sentAt'>
  | Omit<Extract<InboundMessage, { kind: 'files' }>, 'key' | 'chat' | 'sentAt'>;

async function contentOf(said: Said, store: (content: Buffer) => Promise<string>): Promise<Content> {
  if ('text' in said) return { kind: 'text', text: storableText(said.text) };
  if ('tap' in said) return { kind: 'choice', token: storableText(said.tap) };
  const { file, caption, album } = said;
  const ref: FileRef = {
    externalId: await store(file.content),
    mediaType: storableText(file.mediaType),
    sizeBytes: file.content.length,
    name: storableText(file.name),
  };
  return {
    kind: 'files',
    files: [ref],
    caption: storableText(caption),
    ...(album === undefined ? {} : { album: storableText(album) }),
  };
}
