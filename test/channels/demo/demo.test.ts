import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { demoReceiver } from '../../../src/channels/demo/receive.ts';
import { demoChannel } from '../../../src/channels/demo/send.ts';
import type { InboundMessage } from '../../../src/core/messages.ts';

const NOW = Temporal.Instant.from('2017-08-24T08:00:00+07:00');

function phoneLine() {
  const heard: InboundMessage[] = [];
  const say = demoReceiver(
    async (messages) => {
      heard.push(...messages);
    },
    async () => NOW,
    async (content) => `hash of ${content.toString()}`,
  );
  return { heard, say };
}

describe('a demo phone that says something', () => {
  it('sends words as a text of the demo clock, a tap as the choice that its button carries', async () => {
    const { heard, say } = phoneLine();
    await say('lan', { text: 'hg 5/6' });
    await say('lan', { tap: 'send.1' });
    const update = { key: expect.any(String), chat: { channel: 'demo', externalId: 'lan' }, sentAt: NOW };
    expect(heard).toEqual([
      { ...update, kind: 'text', text: 'hg 5/6' },
      { ...update, kind: 'choice', token: 'send.1' },
    ]);
  });

  it('sends a file under the name by which it can be fetched', async () => {
    const { heard, say } = phoneLine();
    const file = { name: 'a.jpg', mediaType: 'image/jpeg', content: Buffer.from('jpeg') };
    await say('lan', { file, caption: 'hg 5/6', album: 'x' });
    await say('lan', { file, caption: '', album: undefined });
    const ref = { externalId: 'hash of jpeg', mediaType: 'image/jpeg', sizeBytes: 4, name: 'a.jpg' };
    expect(heard).toMatchObject([
      { kind: 'files', files: [ref], caption: 'hg 5/6', album: 'x' },
      { kind: 'files', files: [ref], caption: '' },
    ]);
  });

  it('gives every message a key of its own, also the same words said twice', async () => {
    const { heard, say } = phoneLine();
    await say('lan', { text: 'kps' });
    await say('lan', { text: 'kps' });
    expect(new Set(heard.map((message) => message.key)).size).toBe(2);
  });

  it('drops what no database can hold: NUL and half a surrogate pair', async () => {
    const { heard, say } = phoneLine();
    await say('lan', { text: 'a\0b\ud800c' });
    expect(heard).toMatchObject([{ text: 'ab\ufffdc' }]);
  });

  it('passes on that nothing was stored', async () => {
    const say = demoReceiver(
      () => Promise.reject(new Error('no database')),
      async () => NOW,
      async () => 'hash',
    );
    await expect(say('lan', { text: 'kps' })).rejects.toThrow('no database');
  });
});

describe('a message to a demo phone', () => {
  it('has arrived when it is accepted, under an id of its own', async () => {
    const channel = demoChannel();
    const message = { text: ['Chào đồng chí'], buttons: [] };
    const [one, other] = [await channel.send('lan', message), await channel.send('lan', message)];
    expect(one).toMatchObject({ kind: 'sent' });
    expect(one).not.toEqual(other);
  });
});
